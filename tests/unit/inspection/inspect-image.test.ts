import { describe, expect, test } from 'vitest';
import { inspectImage } from '../../../src/core/inspection/inspect-image.ts';
import { memorySource } from '../../support/file-source.ts';
import { isoImage } from '../../support/iso-builder.ts';
import { smallVolume } from '../../support/volume-builder.ts';
import { imageXml, wimFile } from '../../support/wim-builder.ts';

const inspect = (bytes: Uint8Array, name = 'x.iso') =>
  inspectImage({ name, ...memorySource(bytes) });

test('what was seen crosses to another thread as it is', async () => {
  const facts = await inspect(smallVolume().build());
  expect(structuredClone(facts)).toEqual(facts);
});

test('the label and the size are those of the volume', async () => {
  const facts = { label: 'TOUCHSTONE', expectedSize: 81_920, tree: 'plain' };
  expect(await inspect(smallVolume().build())).toMatchObject(facts);
});

test('the label is one of its facts, even if no file can be listed', async () => {
  const { tree, identity } = await inspect(isoImage().withVolume({ label: 'ROOTLESS' }).build());
  const label = { field: 'label', value: 'ROOTLESS', source: 'label', isHint: false };
  expect([tree, identity.facts]).toEqual([undefined, [label]]);
});

test('what a checksum of the image inside covers is told', async () => {
  const text = `ISO MD5SUM = ${'a'.repeat(32)};SKIPSECTORS = 15;`.padEnd(512);
  const field = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  const image = smallVolume().atByte(16 * 2048 + 883, field);
  expect(await inspect(image.build())).toMatchObject({ selfCheckedBytes: 25 * 2048 });
});

test('what is wrong with the XML of a WIM file is told once', async () => {
  const xml = imageXml(1, '<WINDOWS><EDITIONID>Ultimate</EDITIONID></WINDOWS>').replace(
    '</WIM>',
    '',
  );
  const { findings, identity } = await inspect(wimFile({ xml }), 'x.wim');
  expect(findings.map(({ code }) => code)).toEqual(['xml-malformed']);
  expect(identity.facts).toContainEqual(expect.objectContaining({ value: 'Ultimate' }));
});

describe('a text under the name of an image', () => {
  const encode = (text: string) => new TextEncoder().encode(text);

  test('is a list of digests when it is one', async () => {
    const list = `${'a'.repeat(64)}  debian.iso\n`;
    expect(await inspect(encode(list.repeat(3)))).toMatchObject({ kind: 'checksum-file' });
  });

  test('is a text when it is another one', async () => {
    expect(await inspect(encode('Not found, sorry.\n'))).toMatchObject({ kind: 'text' });
  });
});
