/**
 * `npm run fuzz -- --seconds=60 --seed=1 --keep=DIR`: damages images and reads them, for as long as it
 * is told, and keeps every image that broke a reader. The same seed gives the same images. The work
 * is done in a process of its own, which is ended when an image makes it hang.
 */
import { fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    keep: { type: 'string', default: 'node_modules/.cache/fuzz' },
    from: { type: 'string', default: '0' },
  },
});
const [seconds, seed, from] = [values.seconds, values.seed, values.from].map(Number);

/** The slowest images take some seconds, on a busy machine half a minute. */
const HANG_MS = 120_000;

const loadFuzz = async () => (await runnerImport(path.resolve('tests/fuzz/fuzz.ts'))).module;

/** The child: reads one case after the other and tells of each. */
async function work() {
  const { makeCase, tryImage } = await loadFuzz();
  for (let number = from; process.connected; number++) {
    const broken = await tryImage(await makeCase(seed, number));
    await new Promise((told) => process.send({ number, broken }, told));
  }
}

/** One child until it hangs, dies, or the time is over. Resolves with the case it ended in. */
function watch(start, deadline, onCase) {
  return new Promise((resolve) => {
    const options = { execArgv: ['--max-old-space-size=512'] };
    const args = [`--seed=${seed}`, `--from=${start}`];
    const child = fork(import.meta.filename, args, {
      ...options,
      env: { ...process.env, FUZZ: 'work' },
    });
    let next = start;
    let timer;
    const end = (reason) => {
      clearTimeout(timer);
      child.removeAllListeners();
      child.kill('SIGKILL');
      resolve({ next, reason });
    };
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => end('hang'), HANG_MS);
    };
    child.on('message', ({ number, broken }) => {
      next = number + 1;
      onCase(number, broken);
      if (Date.now() > deadline) end('time');
      else wait();
    });
    child.on('exit', (code, signal) => end(`exit ${code ?? signal}`));
    wait();
  });
}

async function keep(number, reason) {
  const { makeCase } = await loadFuzz();
  mkdirSync(values.keep, { recursive: true });
  const file = path.join(values.keep, `seed-${seed}-case-${number}`);
  writeFileSync(`${file}.img`, await makeCase(seed, number));
  writeFileSync(`${file}.txt`, `${reason}\n`);
  console.log(`broken: ${file}.img: ${reason.split('\n')[0]}`);
}

async function main() {
  const deadline = Date.now() + seconds * 1000;
  const broken = new Map();
  let next = from;
  while (Date.now() < deadline) {
    const ended = await watch(next, deadline, (number, reason) => {
      if (reason !== undefined) broken.set(number, reason);
    });
    next = ended.next;
    if (ended.reason !== 'time') broken.set(next++, ended.reason);
  }
  for (const [number, reason] of broken) await keep(number, reason);
  console.log(`seed ${seed}: ${next - from} images read, ${broken.size} broke a reader`);
  process.exitCode = broken.size === 0 ? 0 : 1;
}

await (process.env.FUZZ === 'work' ? work() : main());
