import type { Language } from '../text/language';

/** What spreadsheets save without saying so, where it is not UTF-8. */
const FROM_SPREADSHEETS: Record<Language, string> = { zh: 'gb18030', en: 'windows-1252' };

/**
 * The text of a file that does not say how it is encoded. Text that is no UTF-8 was hardly meant as such; then the
 * reader's language tells what the spreadsheet wrote.
 */
export function decodeText(bytes: ArrayBuffer, language: Language): string {
  const [first, second] = new Uint8Array(bytes);
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(FROM_SPREADSHEETS[language]).decode(bytes);
  }
}
