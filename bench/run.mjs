/**
 * `npm run bench`: the default plan (SHA-256 and SHA-1) from drop to verdict in real browsers,
 * beside coreutils doing both in turn, in one run on one file, round about. Ratios count; the
 * machine's own speed is in the numbers. Nothing here is a test.
 */
import { execFile } from 'node:child_process';
import { createCipheriv } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { unpackChromium109 } from '../scripts/chromium109.mjs';
import { createStaticServer } from '../scripts/serve.mjs';

const FILE_BYTES = 1_500_000_000;
const ROUNDS = 3;
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
];

const run = promisify(execFile);

/** A file of noise, so that no file system stores it smaller than it is. */
function makeFile(directory) {
  const file = path.join(directory, 'noise.iso');
  const noise = createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16));
  const zeros = Buffer.alloc(4_000_000);
  const descriptor = openSync(file, 'w');
  for (let done = 0; done < FILE_BYTES; done += zeros.length) {
    writeSync(descriptor, noise.update(zeros));
  }
  closeSync(descriptor);
  return file;
}

async function timeCoreutils(file) {
  const from = performance.now();
  await run('sha256sum', [file]);
  await run('sha1sum', [file]);
  return performance.now() - from;
}

/** From the choice of the file to its verdict on the page, in milliseconds. */
async function timeApp(page, file) {
  const from = performance.now();
  await page.setInputFiles('[data-role="choose-files"]', file);
  await page.waitForSelector('[data-role="job"][data-state="done"]', { timeout: 600_000 });
  const elapsed = performance.now() - from;
  await page.click('[data-action="clear"]');
  return elapsed;
}

async function openApp(executablePath, extra, url) {
  const browser = await chromium.launch({ executablePath, args: [...FLAGS, ...extra] });
  const page = await browser.newPage();
  await page.goto(url);
  await page.waitForSelector('html[data-ready="true"]');
  return { browser, page };
}

const speed = (milliseconds) => Math.round(FILE_BYTES / 1000 / milliseconds);

function summarise(times) {
  const speeds = times.map(speed).sort((a, b) => a - b);
  return {
    minimum: speeds[0],
    median: speeds[Math.floor(speeds.length / 2)],
    maximum: speeds[speeds.length - 1],
  };
}

async function measure(file, url) {
  const apps = [
    ['chromium', await openApp('/usr/bin/chromium', [], url)],
    ['chromium109', await openApp(await unpackChromium109(), ['--no-zygote'], url)],
  ];
  const times = { coreutils: [], chromium: [], chromium109: [] };
  await timeCoreutils(file); // the file is in the page cache from here on
  for (let round = 0; round < ROUNDS; round++) {
    times.coreutils.push(await timeCoreutils(file));
    for (const [name, { page }] of apps) times[name].push(await timeApp(page, file));
  }
  const versions = Object.fromEntries(apps.map(([name, app]) => [name, app.browser.version()]));
  for (const [, { browser }] of apps) await browser.close();
  return { versions, times };
}

async function main() {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'touchstone-bench-'));
  const server = createStaticServer({ directory: 'dist' });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const url = `http://127.0.0.1:${server.address().port}/`;
    const { versions, times } = await measure(makeFile(directory), url);
    const { stdout } = await run('sha256sum', ['--version']);
    const result = {
      what: 'SHA-256 and SHA-1 of one file of noise, megabytes (1e6) a second',
      date: new Date().toISOString().slice(0, 10),
      machine: { cpu: os.cpus()[0]?.model, cores: os.cpus().length, node: process.version },
      versions: { ...versions, coreutils: stdout.split('\n')[0] },
      fileBytes: FILE_BYTES,
      rounds: ROUNDS,
      megabytesPerSecond: Object.fromEntries(
        Object.entries(times).map(([name, list]) => [name, summarise(list)]),
      ),
    };
    mkdirSync('bench/results', { recursive: true });
    writeFileSync('bench/results/throughput.json', `${JSON.stringify(result, null, 2)}\n`);
    console.log(JSON.stringify(result, null, 2));
  } finally {
    server.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

await main();
