/** Values of a finding, as its sentence says them. */
import type { Finding } from '../../../core/finding.ts';
import { formatCount } from '../../format/number.ts';

/** A number with its separators, a text as it is: untrusted, to be quoted. */
export const detail = ({ detail: values }: Finding, key: string): string => {
  const value = values?.[key];
  return typeof value === 'number' ? formatCount(value) : (value ?? '');
};
