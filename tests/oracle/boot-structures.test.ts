/**
 * Boot catalogs, partition tables and implanted MD5 texts beside what xorriso and checkisomd5 say
 * of them: images made here by xorriso, genisoimage and isohybrid, and real ones.
 */
import { describe, expect, test } from 'vitest';
import { readBootCatalog, type BootCatalog } from '../../src/core/image/el-torito/boot-catalog.ts';
import { readImplantedText } from '../../src/core/image/isomd5sum/implanted-text.ts';
import { readIsoVolume } from '../../src/core/image/iso9660/volume.ts';
import { readSystemArea, type SystemArea } from '../../src/core/image/system-area/system-area.ts';
import { implantedFields, xorrisoReport } from '../support/disc-tools.ts';
import { withFileSource } from '../support/file-source.ts';
import { makeDiscImages } from '../support/fixtures/disc-images.ts';
import { findRealImages } from '../support/real-images.ts';

const images = [...makeDiscImages(), ...(await findRealImages())].map(
  ({ name, path }) => [name, path] as const,
);

const bootCatalogOf = (file: string): Promise<BootCatalog | undefined> =>
  withFileSource(file, async (source) => {
    const [record] = (await readIsoVolume(source))?.descriptors.bootRecords ?? [];
    return record === undefined ? undefined : readBootCatalog(source, record);
  });

const systemAreaOf = (file: string): Promise<SystemArea> => withFileSource(file, readSystemArea);

const hex = (value: number, digits: number) => `0x${value.toString(16).padStart(digits, '0')}`;

const EMULATIONS = new Map([
  ['none', 'none'],
  ['floppy-1440', 'fd1.4'],
  ['hard-disk', 'hd'],
]);

describe('xorriso finds the same boot images', () => {
  test.each(images)('in %s', async (_name, file) => {
    const entries = (await bootCatalogOf(file))?.entries ?? [];
    const rows = entries.map((entry) => [
      String(entry.number),
      entry.platform.toUpperCase(),
      entry.isBootable ? 'y' : 'n',
      EMULATIONS.get(entry.emulation ?? ''),
      hex(entry.loadSegment, 4),
      hex(entry.systemType, 2),
      String(entry.loadBytes / 512),
      String(entry.start / 2048),
    ]);
    expect(rows).toEqual(xorrisoReport(file, '-report_el_torito', 'El Torito boot img'));
  });

  test.each(images)('with the same tables inside them in %s', async (_name, file) => {
    const entries = (await bootCatalogOf(file))?.entries ?? [];
    const options = xorrisoReport(file, '-report_el_torito', 'El Torito img opts');
    const numbers = (option: string) =>
      options.filter((row) => row.includes(option)).map(([number]) => Number(number));
    const withTable = entries.filter(({ bootInfo }) => bootInfo !== undefined);
    const withPlace = entries.filter(({ bootInfo }) => bootInfo?.hasGrubPlace);
    expect(withTable.map(({ number }) => number)).toEqual(numbers('boot-info-table'));
    expect(withPlace.map(({ number }) => number)).toEqual(numbers('grub2-boot-info'));
  });

  test.each(images)('and nothing is wrong with those of %s', async (_name, file) => {
    const catalog = await bootCatalogOf(file);
    expect(catalog?.findings ?? []).toEqual([]);
    expect(catalog?.isChecksumRight ?? true).toBe(true);
  });
});

/** Number, start and length in blocks. */
const rowsOf = (area: SystemArea, scheme: 'mbr' | 'gpt' | 'apm', blockBytes: number) =>
  area.partitions
    .filter((partition) => partition.scheme === scheme)
    .map(({ offset, length }) => [offset / blockBytes, length / blockBytes]);

const numbersOf = (rows: readonly (readonly string[])[], ...columns: readonly number[]) =>
  rows.map((row) => columns.map((column) => Number(row[column])));

describe('xorriso finds the same partitions', () => {
  test.each(images)('in the master boot record of %s', async (_name, file) => {
    const area = await systemAreaOf(file);
    const theirs = xorrisoReport(file, '-report_system_area', 'MBR partition');
    expect(rowsOf(area, 'mbr', 512)).toEqual(numbersOf(theirs, 3, 4));
    const types = (area.mbr?.partitions ?? []).map(({ type, isActive }) => [
      isActive ? '0x80' : '0x00',
      `0x${type}`,
    ]);
    expect(types).toEqual(theirs.map((row) => row.slice(1, 3)));
  });

  test.each(images)('in the GUID partition table of %s', async (_name, file) => {
    const area = await systemAreaOf(file);
    const theirs = xorrisoReport(file, '-report_system_area', 'GPT start and size');
    expect(rowsOf(area, 'gpt', 512)).toEqual(numbersOf(theirs, 1, 2));
    const names = xorrisoReport(file, '-report_system_area', 'GPT partname local');
    expect((area.gpt?.partitions ?? []).map(({ name = '' }) => name)).toEqual(
      names.map((row) => row.slice(1).join(' ')),
    );
  });

  test.each(images)('in the Apple partition map of %s', async (_name, file) => {
    const area = await systemAreaOf(file);
    const theirs = xorrisoReport(file, '-report_system_area', 'APM start and size');
    // It leaves out the partition that is the map itself.
    const listed = rowsOf(area, 'apm', area.apm?.blockBytes ?? 512);
    const isMap = area.apm?.partitions.map(({ type }) => type === 'Apple_partition_map') ?? [];
    expect(listed.filter((_row, index) => !isMap[index])).toEqual(numbersOf(theirs, 1, 2));
  });

  test.each(images)('and the same end of the GPT of %s', async (_name, file) => {
    const [range] = xorrisoReport(file, '-report_system_area', 'GPT lba range');
    const end = range === undefined ? undefined : (Number(range[2]) + 1) * 512;
    expect((await systemAreaOf(file)).gpt?.claimedSize).toBe(end);
  });

  test.each(images)('and both copies of the GPT of %s are intact', async (_name, file) => {
    const { gpt, findings } = await systemAreaOf(file);
    const copies = gpt === undefined ? [] : [gpt.primary, gpt.backup];
    const intact = { isIntact: true, hasIntactEntries: true };
    expect(copies).toEqual(copies.map(() => expect.objectContaining(intact)));
    expect(findings).toEqual([]);
  });
});

test('checkisomd5 finds the same implanted MD5', async () => {
  const [, file = ''] = images.find(([name]) => name === 'fedora-like') ?? [];
  const text = await withFileSource(file, (source) => readImplantedText(source, 16 * 2048));
  const fields = implantedFields(file);
  expect(text).toMatchObject({
    md5: fields.get(file),
    fragmentCount: Number(fields.get('Fragment count')),
    isSupported: fields.get('Supported ISO') === 'yes',
    skipSectors: 15,
    findings: [],
  });
  expect(text?.fragmentSums).toBe(fields.get('Fragment sums'));
});
