const GROUP_CHARACTERS = 8;

/** A digest in groups of eight characters, for reading aloud and comparing by eye. */
export function groupHex(hex: string): readonly string[] {
  const groups: string[] = [];
  for (let start = 0; start < hex.length; start += GROUP_CHARACTERS) {
    groups.push(hex.slice(start, start + GROUP_CHARACTERS));
  }
  return groups;
}
