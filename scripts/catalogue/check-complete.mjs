// Checks what is said to be listed completely. It makes the app say of an image that it differs
// from all that are known, so it must name what the entries name, and say why it is true.
import { fieldComplaints, isListOf, isText } from './check-fields.mjs';

const SHAPE = {
  required: { product: isText, channels: isListOf(isText), because: isText },
  optional: {},
};

/**
 * @param {readonly { at: string, value: object }[]} rows
 * @param {readonly { product: string, channel?: string }[]} entries checked
 */
export function completeComplaints(rows, entries) {
  const known = new Set(entries.map(({ product, channel }) => `${product}\n${channel}`));
  const seen = new Set();
  const complaints = [];
  for (const { at, value } of rows) {
    const found = fieldComplaints(value, SHAPE);
    if (found.length === 0) {
      if (seen.has(value.product)) found.push(`${value.product}: already said; join the channels`);
      seen.add(value.product);
      const unknown = value.channels.filter((channel) => !known.has(`${value.product}\n${channel}`));
      found.push(...unknown.map((channel) => `no entry of ${value.product} in channel ${channel}`));
    }
    complaints.push(...found.map((text) => `${at}: ${text}`));
  }
  return complaints;
}
