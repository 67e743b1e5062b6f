import type { Circle, CircleItem } from 'yike';
import type { JSX } from 'preact';

import type { Language } from '../text/language';
import { wholeMinutes } from '../text/format';
import type { Words } from '../text/words';

/** Up to so many items without record have a row each; more share one. */
const SINGLE_ROWS = 2;

/** The items that are missing, the widest miss first. */
export function missingItems(circle: Circle): CircleItem[] {
  return circle.gaps.map((gap) => circle.items[gap]).filter((item): item is CircleItem => item !== undefined);
}

/** The items of which the data holds no record at all. */
export function itemsWithoutRecord(circle: Circle): CircleItem[] {
  return circle.items.filter((item) => item.status === 'no-record');
}

/** How far the next one is. */
export function nextText(item: CircleItem, searchMinutes: number, words: Words): string {
  return item.nearest
    ? words.nextIs(wholeMinutes(item.nearest.seconds), words.metres(item.nearest.metres))
    : words.noneInReach(searchMinutes);
}

/** The tier of an item, such as "5 分钟内". */
export function tierText(item: CircleItem, words: Words): string {
  if (item.metres) return words.within({ metres: item.metres });
  return words.tier(item.minutes || 0);
}

/** What is missing, in amber, and what the data does not know, in grey. */
export function Gaps(props: {
  circle: Circle;
  words: Words;
  language: Language;
  searchMinutes: number;
  onPick: (place: number) => void;
}): JSX.Element {
  const { circle, words, language } = props;
  const missing = missingItems(circle);
  const unknown = itemsWithoutRecord(circle);
  return (
    <section class="gaps" aria-labelledby="gaps-title">
      <h2 id="gaps-title">{words.missing}</h2>
      {missing.length === 0 && unknown.length === 0 ? <p class="quiet">{words.nothingMissing}</p> : null}
      <ul>
        {missing.map((item) => {
          const { nearest } = item;
          const content = [
            <span class="gap-name">{item.name[language]}</span>,
            <span class="gap-tier">{tierText(item, words)}</span>,
            <span class="gap-next">{nextText(item, props.searchMinutes, words)}</span>,
          ];
          return (
            <li key={item.categories.join()}>
              {nearest ? (
                <button type="button" class="gap missing" onClick={() => props.onPick(nearest.id)}>
                  {content}
                </button>
              ) : (
                <div class="gap missing">{content}</div>
              )}
            </li>
          );
        })}
        {unknown.length > SINGLE_ROWS ? (
          <li class="gap many">
            <span class="gap-names">{unknown.map((item) => item.name[language]).join(words.comma)}</span>
            <span class="gap-next">{words.noRecord}</span>
          </li>
        ) : (
          unknown.map((item) => (
            <li key={item.categories.join()} class="gap">
              <span class="gap-name">{item.name[language]}</span>
              <span class="gap-tier">{tierText(item, words)}</span>
              <span class="gap-next">{words.noRecord}</span>
            </li>
          ))
        )}
      </ul>
      {unknown.length > 0 ? <p class="note">{words.noRecordNote}</p> : null}
    </section>
  );
}
