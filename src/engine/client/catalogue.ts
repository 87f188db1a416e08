/**
 * The catalogue as the page uses it: a worker, started at the first question, that loads the
 * catalogue once and answers from it. Whatever goes wrong ends in a fault, so that the page can say
 * that the catalogue was not consulted.
 */
import type {
  CatalogueEntry,
  CatalogueInfo,
  CatalogueMatches,
  CatalogueQuery,
  CatalogueSearch,
  SearchResult,
} from '../../core/catalogue/catalogue.ts';
import { Fault } from '../../core/fault.ts';
import {
  decodeCatalogueReply,
  type CatalogueAnswer,
  type CatalogueOrigin,
  type CatalogueQuestion,
  type CatalogueReply,
} from '../shared/catalogue-protocol.ts';
import { WorkerLine, type AnswerOf } from './worker-line.ts';

export type { CatalogueOrigin } from '../shared/catalogue-protocol.ts';

export interface CatalogueClient {
  /**
   * Starts the worker and loads the catalogue; later calls share the first one's answer. After a
   * fault it tries anew. Rejects with `Fault`: `worker.start`, `worker.died`, `worker.protocol`,
   * `read.failed` or `catalogue.unreadable`.
   */
  load(): Promise<CatalogueInfo>;
  /** Loads first where needed. Rejects with the fault of the load until `load` is called again. */
  find(query: CatalogueQuery): Promise<CatalogueMatches>;
}

type Answer = AnswerOf<CatalogueReply>;
type CatalogueLine = WorkerLine<CatalogueQuestion, Answer>;

/** The catalogue as something to read in. Both load first, and reject, as `find` does. */
export interface CatalogueReader {
  search(search: CatalogueSearch): Promise<SearchResult>;
  /** `undefined` when there is no entry of this id. */
  show(entryId: string): Promise<CatalogueEntry | undefined>;
}

interface Open {
  readonly line: CatalogueLine;
  readonly info: CatalogueInfo;
}

/** The answer of the kind that was asked for. */
function expectKind<Kind extends CatalogueAnswer['kind']>(
  answer: CatalogueAnswer,
  kind: Kind,
): Extract<CatalogueAnswer, { kind: Kind }> {
  if (isOfKind(answer, kind)) return answer;
  throw new Fault('worker.protocol', `catalogue worker gave an answer of kind ${answer.kind}`);
}

const isOfKind = <Kind extends CatalogueAnswer['kind']>(
  answer: CatalogueAnswer,
  kind: Kind,
): answer is Extract<CatalogueAnswer, { kind: Kind }> => answer.kind === kind;

async function openLine(line: CatalogueLine, origin: CatalogueOrigin): Promise<Open> {
  try {
    const answer = await line.ask({ kind: 'load', origin });
    return { line, info: expectKind(answer, 'loaded').info };
  } catch (thrown) {
    const fault = Fault.of(thrown, 'worker.protocol');
    line.close(fault);
    throw fault;
  }
}

/** Nothing is started before the first call. `origin` is read at each load. */
export function createCatalogueClient(
  spawn: () => Worker,
  origin: CatalogueOrigin,
): CatalogueClient & CatalogueReader {
  let opening: Promise<Open> | undefined;
  let isBroken = false;

  const open = async (): Promise<Open> => {
    isBroken = true; // until there is a line; a worker that cannot be spawned leaves it so
    const line: CatalogueLine = new WorkerLine({
      name: 'catalogue worker',
      spawn,
      decodeReply: decodeCatalogueReply,
      onEnd: () => {
        isBroken = true;
      },
    });
    isBroken = false;
    return await openLine(line, origin);
  };
  const reopen = (): Promise<Open> => (opening = open());

  const ask = async (question: CatalogueQuestion): Promise<CatalogueAnswer> => {
    const { line } = await (opening ?? reopen());
    return await line.ask(question);
  };

  return {
    load: async () => {
      const { info } = await (isBroken ? reopen() : (opening ?? reopen()));
      return info;
    },
    find: async (query) => expectKind(await ask({ kind: 'find', query }), 'found').matches,
    search: async (search) => expectKind(await ask({ kind: 'search', search }), 'searched').result,
    show: async (entryId) => expectKind(await ask({ kind: 'show', entryId }), 'shown').entry,
  };
}
