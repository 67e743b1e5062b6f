import type { CircleItem } from 'yike';
import type { JSX } from 'preact';

import { wholeMinutes } from '../text/format';
import type { Language } from '../text/language';
import type { Words } from '../text/words';

/** How far the next one is, where there is none within the limit. */
export function nextText(item: CircleItem, searchMinutes: number, words: Words): string {
  return item.nearest
    ? words.nextIs(wholeMinutes(item.nearest.seconds), words.metres(item.nearest.metres))
    : words.noneInReach(searchMinutes);
}

/** The limit of an item, such as "5 分钟内". */
export function tierText(item: CircleItem, words: Words): string {
  if (item.metres) return words.within({ metres: item.metres });
  return words.tier(item.minutes || 0);
}

export interface ItemContext {
  words: Words;
  language: Language;
  /** How far the circle has looked. */
  searchMinutes: number;
  onPick: (place: number) => void;
}

/** One item of a standard with its limit and how far the nearest is: amber if missing, grey without record. */
export function ItemRow(props: ItemContext & { item: CircleItem }): JSX.Element {
  const { item, words, language } = props;
  const { nearest, status } = item;
  const content = [
    <span class="gap-name">{item.name[language]}</span>,
    <span class="gap-tier">{tierText(item, words)}</span>,
    <span class="gap-next">{farText(item, props.searchMinutes, words)}</span>,
  ];
  const look = status === 'missing' ? 'gap missing' : 'gap';
  return (
    <li>
      {nearest ? (
        <button type="button" class={look} onClick={() => props.onPick(nearest.id)}>
          {content}
        </button>
      ) : (
        <div class={look}>{content}</div>
      )}
    </li>
  );
}

function farText(item: CircleItem, searchMinutes: number, words: Words): string {
  const { nearest, status } = item;
  if (status === 'no-record') return words.noRecord;
  if (status === 'missing' || !nearest) return nextText(item, searchMinutes, words);
  return words.minutes(wholeMinutes(nearest.seconds)) + words.separator + words.metres(nearest.metres);
}
