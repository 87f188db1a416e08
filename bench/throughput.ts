/**
 * `throughput`: the app from drop to verdict, beside what bounds it and what people use instead.
 * Everyone has a turn in every round, and ratios are of one round, so that a machine that slows down
 * slows all of them.
 */
import type { BrowserName } from '../tests/support/browsers/driver.ts';
import { launchBrowser, type BrowserHandle, type Page } from '../tests/support/browsers/page.ts';
import { startServer, type TestServer } from '../tests/support/server.ts';
import { openApp, verify } from './app-page.ts';
import { readToolVersions } from './machine.ts';
import { timeTool, TOOLS, type Timed } from './native-tools.ts';
import { writeNoise } from './noise.ts';
import type { Options } from './options.ts';
import type { FilePeer } from './pages/task.ts';
import { openPeers, runPeer } from './peer-page.ts';
import { compareRounds } from './ratios.ts';
import type { Measured } from './results.ts';
import { buildOneDigestApp, buildPeers } from './sites.ts';
import { summarise, type Spread } from './statistics.ts';
import { shareOut, watchThreads, type ThreadTime } from './threads.ts';

const NAME = 'noise.iso';
/** Enough for every browser to have translated every kernel for good. */
const WARM_UP_BYTES = 64_000_000;

interface Turn extends Timed {
  /** Of the busiest thread; only of the app, since the others end theirs before it could be asked. */
  readonly thread?: ThreadTime;
}

interface Participant {
  /** `sha256sum`, or with its browser `firefox/app`. */
  readonly name: string;
  /** Digests that it must give; none where it hashes noise of its own. */
  readonly algorithms: readonly string[];
  readonly run: (file: string) => Promise<Turn>;
}

interface Sites {
  readonly app: TestServer;
  readonly oneDigest: TestServer;
  readonly peers: TestServer;
}

async function startSites(directory: string): Promise<Sites> {
  return {
    app: await startServer(),
    oneDigest: await startServer(await buildOneDigestApp(directory)),
    peers: await startServer(await buildPeers(directory)),
  };
}

const BOTH = ['sha256', 'sha1'];

function tools(): readonly Participant[] {
  return Object.entries(TOOLS).map(([name, tool]) => ({
    name,
    algorithms: tool.algorithms,
    run: (file) => timeTool(tool, file),
  }));
}

function kernels(name: BrowserName, page: Page, bytes: number): readonly Participant[] {
  const kernel = (label: string, algorithm: 'sha256' | 'sha1'): Participant => ({
    name: `${name}/${label}`,
    algorithms: [],
    run: () => runPeer(page, { peer: 'kernel', algorithm, bytes }),
  });
  return [kernel('kernelSha256', 'sha256'), kernel('kernelSha1', 'sha1')];
}

function filePeers(name: BrowserName, page: Page): readonly Participant[] {
  const onFile = (label: string, peer: FilePeer, algorithms: readonly string[]): Participant => ({
    name: `${name}/${label}`,
    algorithms,
    run: async (file) => {
      await page.setFiles('input', [file]);
      return runPeer(page, { peer });
    },
  });
  return [
    // In Firefox the app forms no ring: a port takes longer than the work.
    ...(name === 'firefox' ? [] : [onFile('bareRing', 'ring', BOTH)]),
    onFile('streamWorker', 'stream-worker', BOTH),
    onFile('pageThread', 'page-thread', BOTH),
    onFile('scriptWorker', 'script-worker', ['sha256']),
  ];
}

const app = (name: string, page: Page, algorithms: readonly string[]): Participant => ({
  name,
  algorithms,
  run: (file) => withThread(() => verify(page, file, NAME)),
});

async function withThread(run: () => Promise<Timed>): Promise<Turn> {
  const readBusiest = watchThreads();
  const timed = await run();
  return { ...timed, thread: readBusiest() };
}

/** Each page has a browser of its own: a page in the background gets less time in some of them. */
async function enter(name: BrowserName, sites: Sites, bytes: number) {
  const launch = (): Promise<BrowserHandle> => launchBrowser({ browser: name });
  const browsers = [await launch(), await launch(), await launch()] as const;
  const peers = await openPeers(browsers[2], sites.peers.url);
  const participants = [
    app(`${name}/app`, await openApp(browsers[0], sites.app.url), BOTH),
    app(`${name}/oneDigest`, await openApp(browsers[1], sites.oneDigest.url), ['sha256']),
    ...kernels(name, peers, bytes),
    ...filePeers(name, peers),
  ];
  return { participants, browsers };
}

/** A participant that is fast and wrong has not taken part. */
function requireDigests(
  { name, algorithms }: Participant,
  got: Timed['digests'],
  expected: ReadonlyMap<string, string>,
): void {
  const missing = algorithms.filter((algorithm) => got[algorithm] === undefined);
  const wrong = Object.keys(got).filter(
    (algorithm) => !algorithms.includes(algorithm) || got[algorithm] !== expected.get(algorithm),
  );
  if (missing.length + wrong.length === 0) return;
  throw new Error(`${name}: missing [${missing.join()}], unwanted or wrong [${wrong.join()}]`);
}

async function readExpected(file: string): Promise<ReadonlyMap<string, string>> {
  const expected = new Map<string, string>();
  for (const [name, algorithm] of [
    ['sha256sum', 'sha256'],
    ['sha1sum', 'sha1'],
  ] as const) {
    const tool = TOOLS[name];
    if (tool === undefined) throw new Error(`no tool ${name}`);
    expected.set(algorithm, (await timeTool(tool, file)).digests[algorithm] ?? '');
  }
  return expected;
}

/** The turns of each participant, one per round. */
async function runRounds(participants: readonly Participant[], rounds: number, file: string) {
  const expected = await readExpected(file);
  const turns = new Map(participants.map(({ name }) => [name, [] as Turn[]]));
  for (let round = 0; round < rounds; round++) {
    for (const participant of participants) {
      const turn = await participant.run(file);
      requireDigests(participant, turn.digests, expected);
      turns.get(participant.name)?.push(turn);
    }
    console.error(`round ${round + 1} of ${rounds}`);
  }
  return turns;
}

export async function measureThroughput(
  options: Options,
  directory: string,
): Promise<Measured<'throughput'>> {
  const sites = await startSites(directory);
  const file = writeNoise(directory, NAME, options.bytes);
  const warmUp = writeNoise(`${directory}/warm-up`, NAME, WARM_UP_BYTES);
  const participants = [...tools()];
  const browsers: BrowserHandle[] = [];
  for (const name of options.browsers) {
    const entered = await enter(name, sites, options.bytes);
    participants.push(...entered.participants);
    browsers.push(...entered.browsers);
  }
  await runRounds(participants, 1, warmUp);
  const turns = await runRounds(participants, options.rounds, file);
  const times = new Map(
    [...turns].map(([name, list]) => [name, list.map(({ milliseconds }) => milliseconds)]),
  );
  const versions = Object.fromEntries(browsers.map(({ browser, version }) => [browser, version]));
  for (const browser of browsers) await browser.close();
  for (const site of Object.values(sites) as TestServer[]) await site.stop();
  const speeds = [...times].map(([name, list]) => [
    name,
    summarise(
      list.map((milliseconds) => options.bytes / 1000 / milliseconds),
      0,
    ),
  ]);
  return {
    versions: { ...versions, ...(await readToolVersions()) },
    what: 'one file of noise; app: SHA-256 and SHA-1, from drop to verdict; ratios are of speeds',
    content: {
      fileBytes: options.bytes,
      megabytesPerSecond: Object.fromEntries(speeds) as Record<string, Spread>,
      ratios: compareRounds(times, options.browsers),
      busiestThread: shareOut(turns),
    },
  };
}
