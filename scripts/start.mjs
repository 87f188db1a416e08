/** `npm start`: from a fresh clone to the hosted edition on a local port. PORT chooses another one. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { installModules, requireNode } from './setup-modules.mjs';

const PORT = Number(process.env.PORT ?? 4173);

requireNode();
if (!installModules()) process.exit(1);
if (spawnSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' }).status !== 0) {
  console.error('The build failed; its message is above.');
  process.exit(1);
}

const { createStaticServer } = await import('./serve.mjs');
const server = createStaticServer({ directory: 'dist' });
server.on('error', (error) => {
  const isTaken = error.code === 'EADDRINUSE';
  console.error(
    isTaken
      ? `Port ${PORT} is in use. Stop the program that has it, or choose another: PORT=${PORT + 1} npm start`
      : `The server could not start: ${error.message}`,
  );
  process.exit(1);
});
server.listen(PORT, () => {
  console.log(`\nHosted edition:    http://localhost:${PORT}`);
  console.log(`Portable edition:  ${path.resolve('dist/touchstone.html')}`);
  console.log('Ctrl+C stops the server; an open page works on without it.');
});
