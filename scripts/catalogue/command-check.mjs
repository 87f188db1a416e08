// `check`: everything that the build refuses, and how the lines are written. `format` mends the latter.
import { packCatalogue, readChecked } from '../build-catalogue.mjs';
import { readSourceFiles, unformattedLines, writeSourceFile } from './source-files.mjs';

/** What `check` reads and counts; throws an Error that lists what is wrong. */
export async function check({ sourceDir, ownDir, print }) {
  const { bytes, info } = packCatalogue(await readChecked({ sourceDir, ownDir }));
  const { entries, sources } = await readSourceFiles(sourceDir);
  const unformatted = [...entries, sources].flatMap(unformattedLines);
  if (unformatted.length > 0)
    throw new Error(
      `catalogue source: ${unformatted.length} lines are not written as the others are, the first ` +
        `${unformatted[0]}; run: npm run catalogue -- format`,
    );
  print(`${info.entries} entries, collected ${info.date}; all checks passed`);
  print(`${info.contentBytes} bytes of content, ${bytes.length} packed`);
  print(`content SHA-256 ${info.sha256}`);
}

/** Writes every line as `check` wants it; the order of the lines stays. */
export async function format({ sourceDir, print }) {
  const { entries, sources } = await readSourceFiles(sourceDir);
  for (const file of [...entries, sources]) {
    const changed = unformattedLines(file).length;
    if (changed === 0) continue;
    const lines = file.lines.map((line) => file.format(JSON.parse(line)));
    await writeSourceFile(sourceDir, { ...file, lines });
    print(`${file.name}: ${changed} lines`);
  }
}
