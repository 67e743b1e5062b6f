import type { Info } from 'yike';

import type { Language } from '../text/language';

/** The name of a category in a language. */
export function categoryName(info: Info | null, category: string, language: Language): string {
  const found = info ? info.categories.filter((each) => each.id === category)[0] : undefined;
  return found ? found[language] : category;
}
