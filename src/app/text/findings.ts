/**
 * The language of findings, as `text.ts` has that of all else. Apart from it because no page needs
 * these sentences before something was dropped, and there are many.
 */
import { finding } from './en/findings.ts';

export type FindingText = typeof finding;

export const findingText: FindingText = finding;
