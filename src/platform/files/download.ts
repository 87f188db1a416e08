/** How long a browser may take to begin a download before its object URL is let go. */
const KEEP_URL_MS = 60_000;

export const downloadText = (text: string, name: string, type: string): void =>
  downloadBlob(new Blob([text], { type }), name);

/** Offers a file as a download. It never leaves the machine: the URL is an object in this page. */
export function downloadBlob(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEEP_URL_MS);
}
