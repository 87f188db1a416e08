/** How long a browser may take to begin a download before its object URL is let go. */
const KEEP_URL_MS = 60_000;

/** Offers `text` as a download. It never leaves the machine: the URL is an object in this page. */
export function downloadText(text: string, name: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEEP_URL_MS);
}
