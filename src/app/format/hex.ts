const GROUP_CHARACTERS = 8;

/** A digest in groups of `size` characters, for reading aloud and comparing by eye. */
export function groupHex(hex: string, size = GROUP_CHARACTERS): readonly string[] {
  const groups: string[] = [];
  for (let start = 0; start < hex.length; start += size) {
    groups.push(hex.slice(start, start + size));
  }
  return groups;
}
