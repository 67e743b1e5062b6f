/** What was made to be taken away: a file's name, its MIME type and its content. */
export interface Made {
  name: string;
  type: string;
  content: string | Blob;
}

/**
 * Whether this browser refuses to save what a page has made. WeChat's does so silently on every system, and it cannot be
 * asked; Safari of iOS 12 knows no `download`.
 */
export function refusesDownloads(): boolean {
  return /MicroMessenger/i.test(navigator.userAgent) || !('download' in HTMLAnchorElement.prototype);
}

/** Offers text or bytes as a file. */
export function saveFile({ name, type, content }: Made): void {
  const blob = typeof content === 'string' ? new Blob([content], { type: `${type};charset=utf-8` }) : content;
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.appendChild(link);
  link.click();
  document.body.removeChild(link);
  // The download may begin after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

/** A blob as a `data:` address, which alone can be saved by a long press in WeChat. */
export function dataAddress(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error || new Error('unreadable'));
    reader.readAsDataURL(blob);
  });
}
