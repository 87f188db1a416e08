/** hashdeep's list (its FILEFORMAT), with the digests that it knows. */
import type { AlgorithmId } from '../../digest/algorithm.ts';
import type { WrittenFile } from './written-file.ts';

const COLUMNS: readonly AlgorithmId[] = ['md5', 'sha1', 'sha256'];

/** `undefined` for a name with a line break in it, and where none of its digests was computed. */
export function formatHashdeep({ name, size, digests }: WrittenFile): string | undefined {
  const columns = COLUMNS.filter((id) => digests[id] !== undefined);
  if (/[\n\r]/.test(name) || columns.length === 0) return undefined;
  const row = [String(size), ...columns.map((id) => digests[id]), name].join(',');
  return `%%%% HASHDEEP-1.0\n%%%% size,${columns.join(',')},filename\n##\n${row}\n`;
}
