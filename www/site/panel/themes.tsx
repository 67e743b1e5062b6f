import type { Circle } from 'yike';
import type { JSX } from 'preact';

import type { Language } from '../text/language';
import type { Words } from '../text/words';
import { ItemRow, type ItemContext } from './item_row';

/** How many items of a theme are here, of how many, such as "2 / 3". */
function tally(circle: Circle, items: number[], words: Words): string {
  const of = (status: string): number =>
    items.filter((index) => (circle.items[index] || { status: '' }).status === status).length;
  return words.tally(of('covered'), items.length, of('no-record'));
}

/** The whole standard, theme by theme: what is here, what is missing and what the data does not know. */
export function Themes(props: ItemContext & { circle: Circle; language: Language }): JSX.Element | null {
  const { circle, words, language } = props;
  if (circle.themes.length === 0) return null;
  return (
    <section class="gaps" aria-labelledby="themes-title">
      <h2 id="themes-title">{words.themes}</h2>
      {circle.themes.map(({ name, items }) => (
        <details key={name.en} class="theme">
          <summary>
            <span>{name[language]}</span>
            <span class="quiet">{tally(circle, items, words)}</span>
          </summary>
          <ul>
            {items.map((index) => {
              const item = circle.items[index];
              return item ? <ItemRow key={index} {...props} item={item} /> : null;
            })}
          </ul>
        </details>
      ))}
    </section>
  );
}
