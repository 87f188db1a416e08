import { baseName, withoutCopyMarks } from '../text/names.ts';

/** What tools put behind the name of the file that they sign. */
const EXTENSION = /\.(?:asc|sign|sig|gpg|pgp|minisig)$/i;

/** The file that a signature is over, by the signature's own name; `undefined` when it tells none. */
export function signatureSubject(signatureName: string): string | undefined {
  const name = withoutCopyMarks(baseName(signatureName).trim());
  const dot = EXTENSION.exec(name)?.index;
  const subject = name.slice(0, dot ?? 0);
  return subject === '' ? undefined : withoutCopyMarks(subject);
}
