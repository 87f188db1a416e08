import fc from 'fast-check';
import { expect, test } from 'vitest';
import { identify } from '../../src/core/identity/identify.ts';
import { IDENTITY_FIELDS } from '../../src/core/identity/identity.ts';
import { memorySource } from '../support/file-source.ts';
import { media, windowsXml } from '../support/media-builder.ts';
import { wimFile } from '../support/wim-builder.ts';

const PATHS = [
  ...['sources/ei.cfg', 'sources/lang.ini', 'sources/cversion.ini', 'sources/install.wim'],
  ...['.disk/info', '.treeinfo', '.discinfo', 'etc/os-release', '.cd-info', '.alpine-release'],
  ...[
    'arch/version',
    'bin/freebsd-version',
    'I386/x',
    'WIN51IP',
    'WIN51IP.SP3',
    'sources/boot.wim',
  ],
];

const WORDS = [
  ...[
    '[EditionID]',
    '[Channel]',
    '[general]',
    '[release]',
    '[Available UI Languages]',
    '[HostBuild]',
  ],
  ...['family = Fedora', 'name=', 'version = 9..9', 'Debian', 'Ubuntu 22.04 LTS "', ' - ', 'amd64'],
  ...[
    'en-US = 3',
    'MinClient=99999999999999999999.1',
    '\n',
    '\r\n',
    '=',
    '"',
    '\ufeff',
    '\0',
    '[',
    ']',
  ],
];

const text = fc.oneof(
  fc.array(fc.constantFrom(...WORDS), { maxLength: 30 }).map((words) => words.join('')),
  fc.string({ unit: 'binary', maxLength: 300 }),
);
const content = fc.oneof(
  { weight: 3, arbitrary: text },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }) },
);
const files = fc
  .array(fc.tuple(fc.constantFrom(...PATHS), content), { maxLength: 10 })
  .map((pairs) => Object.fromEntries(pairs));
const label = fc.option(
  fc.oneof(text, fc.stringMatching(/^G(SP1)?RMC(PR|UL)X?FRER_[A-Z]{2}_DVD$/)),
  { nil: undefined },
);
const labels = fc
  .record({ volume: label, publisher: label, preparer: label, application: label })
  .map((record) =>
    Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)),
  );

// What a disc says is whatever somebody wrote on it: it may be told, never trusted or choked on.
test('any files and labels give an identity that can be posted', async () => {
  await fc.assert(
    fc.asyncProperty(files, labels, async (written, volume) => {
      const identity = await identify({ ...media(written), labels: volume });
      const { facts } = structuredClone(identity);
      expect(facts.every(({ field }) => IDENTITY_FIELDS.includes(field))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('so does a WIM file with any bytes changed', async () => {
  const whole = wimFile({ xml: windowsXml({ edition: 'Professional' }, { edition: 'Core' }) });
  const edits = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(edits, async (changes) => {
      const bytes = whole.slice();
      for (const [at, value] of changes) bytes[at] = value;
      const identity = await identify({ source: memorySource(bytes), tree: undefined, labels: {} });
      expect(Array.isArray(structuredClone(identity).facts)).toBe(true);
    }),
    { numRuns: 200 },
  );
});
