/** What people copy from a console window together with the output. */

/** `PS C:\> command`, `C:\>command`, and commands without their prompt. */
const COMMAND = /^(?:PS [^<>|?*"]*>|[A-Za-z]:\\[^<>|?*":]*>|>?\s*certutil(?:\.exe)? -)/i;

/** Is this line no part of any output? */
export const isConsoleNoise = (line: string): boolean => line.trim() === '' || COMMAND.test(line);
