/** The languages of the page. */
export type Language = 'zh' | 'en';

export function isLanguage(text: string | null): text is Language {
  return text === 'zh' || text === 'en';
}

/** The language of the browser: Chinese if it asks for Chinese before English, else English. */
export function browserLanguage(asked: readonly string[]): Language {
  for (const tag of asked) {
    if (/^zh\b/i.test(tag)) return 'zh';
    if (/^en\b/i.test(tag)) return 'en';
  }
  return 'en';
}
