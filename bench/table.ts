/** The results as a Markdown table, and the README's copy of it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import type { BrowserName } from '../tests/support/browsers/driver.ts';
import type { Growth } from './memory.ts';
import { BROWSERS } from './options.ts';
import type { Kept, PageTimes } from './page.ts';
import { findResult, type Circumstances } from './results.ts';
import type { Spread } from './statistics.ts';
import type { ThreadShares } from './threads.ts';

const README = 'README.md';
const BEGIN = '<!-- written by npm run bench -->';
const END = '<!-- end of what npm run bench wrote -->';

/** A label, and a cell for each browser; `undefined` where nothing was measured. */
interface Row {
  readonly label: string;
  readonly cell: (browser: BrowserName) => string | undefined;
}

const judged = (text: string, met: boolean | undefined): string =>
  met === undefined ? text : `${text}, ${met ? 'met' : '**not met**'}`;

const spread = ({ minimum, median, maximum }: Spread, decimals: number): string =>
  `${median.toFixed(decimals)} (${minimum.toFixed(decimals)} to ${maximum.toFixed(decimals)})`;

const threadRow = (label: string, of: string, kind: keyof ThreadShares): Row => ({
  label,
  cell: (browser) => {
    const found = findResult('throughput')?.busiestThread?.[`${browser}/${of}`];
    return found && spread(found[kind], 0);
  },
});

function throughputRows(): readonly Row[] {
  const result = findResult('throughput');
  if (result === undefined) return [];
  const { ratios, megabytesPerSecond } = result;
  const against = (label: string, of: string, to: string): Row => ({
    label,
    cell: (browser) => {
      const found = ratios.find((one) => one.browser === browser && one.of === of && one.to === to);
      return found && judged(spread(found.ratio, 2), found.met);
    },
  });
  return [
    {
      label: 'SHA-256 and SHA-1, from drop to verdict, MB/s',
      cell: (browser) => {
        const found = megabytesPerSecond[`${browser}/app`];
        return found && spread(found, 0);
      },
    },
    against('times the bare SHA-256 kernel (0.95)', 'app', 'kernelSha256'),
    threadRow('of that time its busiest thread ran, %', 'app', 'running'),
    threadRow('and waited for a processor, %', 'app', 'waiting'),
    against('times a bare ring of the same workers, without a page', 'app', 'bareRing'),
    against('that bare ring, times the bare SHA-256 kernel', 'bareRing', 'kernelSha256'),
    against('times `sha256sum`, then `sha1sum` (1.1)', 'app', 'coreutils'),
    against('times `rhash` doing both', 'app', 'rhash'),
    against('times `openssl dgst`, twice', 'app', 'openssl'),
    against('times one worker with `blob.stream()`', 'app', 'streamWorker'),
    against("times slices on the page's thread", 'app', 'pageThread'),
    against('SHA-256 alone, times the bare kernel (0.97)', 'oneDigest', 'kernelSha256'),
    threadRow('of that time its busiest thread ran, %', 'oneDigest', 'running'),
    threadRow('and waited for a processor, %', 'oneDigest', 'waiting'),
    against('SHA-256 alone, times plain JavaScript', 'oneDigest', 'scriptWorker'),
  ];
}

function memoryRows(): readonly Row[] {
  const growths = findResult('memory')?.growths ?? [];
  const say = ({ grownMiB, met }: Growth): string => judged(`${grownMiB}`, met);
  return [...new Set(growths.map(({ imageBytes }) => imageBytes))].map((size) => ({
    label: `memory over idle at ${size / 1e9} GB, MiB (96, Chromium 109: 160)`,
    cell: (browser) => {
      const found = growths.find((one) => one.browser === browser && one.imageBytes === size);
      return found && say(found);
    },
  }));
}

/** A run of before they were measured lacks them. */
type Later = 'pause' | 'cancel' | 'catalogueSearch';
type Shown = Omit<PageTimes, Later> & Partial<Pick<PageTimes, Later>>;

function pageRows(): readonly Row[] {
  const browsers = findResult('page')?.browsers ?? [];
  if (browsers.length === 0) return [];
  const row = (label: string, say: (times: Shown) => string | undefined): Row => ({
    label,
    cell: (browser) => {
      const found = browsers.find((one) => one.browser === browser);
      return found && say(found);
    },
  });
  const kept = ({ milliseconds, met }: Kept, decimals: number): string =>
    judged(spread(milliseconds, decimals), met);
  return [
    row('tasks over 50 ms on the page while hashing (0)', ({ hashing }) =>
      hashing.longTasksMost === null ? 'not told' : judged(`${hashing.longTasksMost}`, hashing.met),
    ),
    row('drop of 5 GB to its facts on screen, ms (300)', ({ facts }) => kept(facts, 0)),
    row('click on Pause to the last byte read, ms (250)', ({ pause }) => pause && kept(pause, 0)),
    row(
      'click on Cancel to the last byte read, ms (250)',
      ({ cancel }) => cancel && kept(cancel, 0),
    ),
    row('catalogue: load, ms (100)', ({ catalogueLoad }) => kept(catalogueLoad, 0)),
    row('catalogue: one look-up, ms (1)', ({ catalogueLookUp }) => kept(catalogueLookUp, 2)),
    row(
      'catalogue: one search, ms (8)',
      ({ catalogueSearch }) => catalogueSearch && kept(catalogueSearch, 1),
    ),
  ];
}

/** A name, and what of a driver's version text people call the version. */
const TITLES: Readonly<Record<BrowserName, readonly [name: string, version: RegExp]>> = {
  chromium: ['Chromium', /\d+/],
  chromium109: ['Chromium', /\d+/],
  firefox: ['Firefox', /\d+/],
  webkit: ['WebKitGTK', /\d+\.\d+/],
};

function formatTitle(browser: BrowserName, version: string): string {
  const [name, pattern] = TITLES[browser];
  return `${name} ${pattern.exec(version)?.[0] ?? ''}`;
}

/** Where, with what and when; of several runs the first, since they are shown as one. */
function describeCircumstances({ machine, date, rounds }: Circumstances): readonly string[] {
  const { cpu, cores, memoryGiB } = machine;
  return [
    `Measured on ${date} by \`npm run bench\`: ${cores} cores of an ${cpu}, ${memoryGiB} GiB of memory. The`,
    `median of ${rounds} rounds, and in brackets the least and the most. The number behind a label is what`,
    'this project has promised itself.',
  ];
}

/** `undefined` when nothing has been measured. */
export function formatTable(): string | undefined {
  const runs = [findResult('throughput'), findResult('page'), findResult('memory')];
  const [first] = runs.filter((run) => run !== undefined);
  if (first === undefined) return undefined;
  const versions = Object.assign({}, ...runs.map((run) => run?.versions)) as Record<string, string>;
  const browsers = BROWSERS.filter((browser) => versions[browser] !== undefined);
  const titles = browsers.map((browser) => formatTitle(browser, versions[browser] ?? ''));
  const lines = [...throughputRows(), ...memoryRows(), ...pageRows()].map(({ label, cell }) => [
    label,
    ...browsers.map((browser) => cell(browser) ?? ''),
  ]);
  const table = [['', ...titles], ['', ...titles].map(() => '---'), ...lines];
  const rows = table.map((cells) => `| ${cells.join(' | ')} |`);
  return [...describeCircumstances(first), '', ...rows].join('\n');
}

/** Puts the table between its two marks in the README. Throws an `Error` when they are not there. */
export async function writeReadme(table: string): Promise<void> {
  const text = readFileSync(README, 'utf8');
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (begin === -1 || end < begin) throw new Error(`${README} lacks the marks round the table`);
  const changed = `${text.slice(0, begin)}${BEGIN}\n\n${table}\n\n${text.slice(end)}`;
  const settings = await resolveConfig(README);
  writeFileSync(README, await format(changed, { ...settings, filepath: README }));
}
