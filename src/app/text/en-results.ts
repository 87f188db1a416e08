/** What is said of images and references, in English, by subject. */
import * as claims from './en/claims.ts';
import * as diagnosis from './en/diagnosis.ts';
import * as facts from './en/facts.ts';
import * as identity from './en/identity.ts';
import * as files from './en/files.ts';
import * as job from './en/job.ts';
import * as lifeCycle from './en/life-cycle.ts';
import * as queue from './en/queue.ts';
import * as near from './en/near.ts';
import * as references from './en/references.ts';
import * as making from './en/making.ts';
import * as signatures from './en/signatures.ts';
import * as site from './en/site.ts';
import * as verdict from './en/verdict.ts';

export const enResults = {
  claims,
  diagnosis,
  facts,
  files,
  identity,
  job,
  lifeCycle,
  making,
  near,
  queue,
  references,
  signatures,
  site,
  verdict,
};
