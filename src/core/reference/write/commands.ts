/** Command lines with which other programs check a file: for people who trust no single one. */
import type { AlgorithmId, Digests } from '../../digest/algorithm.ts';
import { formatGnu } from './lines.ts';
import { quoteCmd, quotePosix, quotePowershell } from './quote-shell.ts';
import type { WrittenFile } from './written-file.ts';

export interface CheckCommand {
  readonly tool: 'sha256sum' | 'shasum' | 'openssl' | 'certutil' | 'Get-FileHash' | 'gpg';
  /** To be pasted as it is, in the folder in which the file lies. */
  readonly line: string;
  /** `says-so`: the program compares. `compare`: it prints the digest, which is to be compared. */
  readonly answer: 'says-so' | 'compare';
}

/** Names of the algorithms, the strongest that all of these programs know first. */
const CHOICES: readonly {
  readonly id: AlgorithmId;
  readonly bits: string;
  readonly windows: string;
}[] = [
  { id: 'sha256', bits: '256', windows: 'SHA256' },
  { id: 'sha1', bits: '1', windows: 'SHA1' },
];

/**
 * Commands for the best digest that was computed. A program is left out where the name cannot be
 * written for its shell; the list is empty without a SHA-256 or SHA-1.
 */
export function checkCommands(file: WrittenFile): readonly CheckCommand[] {
  const choice = CHOICES.find(({ id }) => file.digests[id] !== undefined);
  return choice ? [...posixCommands(file, choice), ...windowsCommands(file, choice)] : [];
}

type Choice = (typeof CHOICES)[number];

function posixCommands(file: WrittenFile, { id, bits }: Choice): readonly CheckCommand[] {
  const line = `printf '%s\\n' ${quotePosix(formatGnu(file, id).slice(0, -1))}`;
  const path = quotePosix(notAnOption(file.name));
  return [
    ...(id === 'sha256'
      ? [{ tool: 'sha256sum', line: `${line} | sha256sum -c -`, answer: 'says-so' } as const]
      : []),
    // Perl's shasum undoes `\\` and `\n`, but not `\r` (Digest::SHA 6.02).
    ...(file.name.includes('\r')
      ? []
      : [
          {
            tool: 'shasum',
            line: `${line} | shasum -a ${bits} -c -`,
            answer: 'says-so',
          } as const,
        ]),
    { tool: 'openssl', line: `openssl dgst -sha${bits} ${path}`, answer: 'compare' },
  ];
}

function windowsCommands(
  { name, digests }: WrittenFile,
  { id, windows }: Choice,
): readonly CheckCommand[] {
  const forCmd = quoteCmd(name)?.replace(/^"-/, '".\\-');
  const forPowershell = quotePowershell(name);
  const digest = (digests[id] ?? '').toUpperCase();
  return [
    ...(forCmd === undefined
      ? []
      : [
          {
            tool: 'certutil',
            line: `certutil -hashfile ${forCmd} ${windows}`,
            answer: 'compare',
          } as const,
        ]),
    ...(forPowershell === undefined
      ? []
      : [
          {
            tool: 'Get-FileHash',
            line: `(Get-FileHash -Algorithm ${windows} -LiteralPath ${forPowershell}).Hash -eq '${digest}'`,
            answer: 'says-so',
          } as const,
        ]),
  ];
}

/** Checks a detached signature over the file, which lies beside it. */
export const gpgCommand = (signatureName: string, name: string): CheckCommand => ({
  tool: 'gpg',
  line: `gpg --verify ${quotePosix(notAnOption(signatureName))} ${quotePosix(notAnOption(name))}`,
  answer: 'says-so',
});

const notAnOption = (name: string): string => (name.startsWith('-') ? `./${name}` : name);

/** Which digests a list can have: for the choice of what to offer. */
export const gnuAlgorithm = ({ sha256, sha1 }: Digests): AlgorithmId | undefined => {
  if (sha256 !== undefined) return 'sha256';
  return sha1 === undefined ? undefined : 'sha1';
};
