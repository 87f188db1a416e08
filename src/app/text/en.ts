/** Every sentence of the page in English, by subject. A second language is a second file like it. */
import * as claims from './en/claims.ts';
import * as diagnosis from './en/diagnosis.ts';
import * as facts from './en/facts.ts';
import * as job from './en/job.ts';
import * as page from './en/page.ts';
import * as queue from './en/queue.ts';
import * as references from './en/references.ts';
import * as verdict from './en/verdict.ts';

export const en = { claims, diagnosis, facts, job, page, queue, references, verdict };
