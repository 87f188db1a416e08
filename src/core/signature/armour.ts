/** OpenPGP armour (RFC 9580 §6): which blocks a text has, and what is outside of them. */
import { parseBase64 } from '../bytes/base64.ts';
import { linesOf } from '../text/lines.ts';

export interface ArmourBlock {
  /** What stands between `BEGIN PGP` and the dashes: `SIGNATURE`, `PUBLIC KEY BLOCK`. */
  readonly label: string;
  /** `undefined` where the block is cut, is no base64 or does not fit its checksum. */
  readonly bytes: Uint8Array | undefined;
}

export interface ArmouredText {
  readonly blocks: readonly ArmourBlock[];
  /** Is there text outside of the blocks? */
  readonly hasOther: boolean;
}

const BEGIN = /^-----BEGIN PGP ([A-Z][A-Z ,/0-9]*)-----$/;
const HEADER = /^[A-Za-z][A-Za-z0-9-]*: ?/;
const CRC24 = /^=[A-Za-z0-9+/]{4}$/;

/** RFC 9580 §6.1.1. */
export function crc24Of(bytes: Uint8Array): number {
  let crc = 0xb704ce;
  for (const byte of bytes) {
    crc ^= byte << 16;
    for (let bit = 0; bit < 8; bit++) {
      crc <<= 1;
      if ((crc & 0x1000000) !== 0) crc ^= 0x1864cfb;
    }
  }
  return crc & 0xffffff;
}

/** RFC 9580 asks only that a wrong checksum be no error; as with GnuPG it is one here. */
function fitsCheck(bytes: Uint8Array, check: string): boolean {
  const [high = 0, middle = 0, low = 0] = parseBase64(check.slice(1)) ?? [];
  return crc24Of(bytes) === ((high << 16) | (middle << 8) | low);
}

function bytesOf(lines: readonly string[]): Uint8Array | undefined {
  const blank = lines.indexOf('');
  const headers = lines.slice(0, Math.max(blank, 0));
  if (!headers.every((line) => HEADER.test(line))) return undefined;
  const body = lines.slice(blank + 1).filter((line) => line !== '');
  const last = body.at(-1) ?? '';
  const check = CRC24.test(last) ? body.pop() : undefined;
  const bytes = parseBase64(body.join(''));
  if (bytes === undefined || bytes.length === 0) return undefined;
  return check === undefined || fitsCheck(bytes, check) ? bytes : undefined;
}

/** All blocks of a text, in order; never throws. A block without its end reaches to the end. */
export function parseArmour(text: string): ArmouredText {
  const blocks: ArmourBlock[] = [];
  let open: { readonly label: string; readonly lines: string[] } | undefined;
  let hasOther = false;
  for (const line of linesOf(text)) {
    const content = line.text.replace(/[ \t]+$/, ''); // allowed after all lines, §6.2
    const label = BEGIN.exec(content)?.[1];
    if (label !== undefined) {
      if (open) blocks.push({ label: open.label, bytes: undefined });
      open = { label, lines: [] };
    } else if (open && content === `-----END PGP ${open.label}-----`) {
      blocks.push({ label: open.label, bytes: bytesOf(open.lines) });
      open = undefined;
    } else if (open) {
      open.lines.push(content);
    } else {
      hasOther ||= content !== '';
    }
  }
  if (open) blocks.push({ label: open.label, bytes: undefined });
  return { blocks, hasOther };
}
