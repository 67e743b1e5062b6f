import type { CircleItem, Info, Service } from 'yike';
import type { JSX } from 'preact';

import { wholeMinutes } from '../text/format';
import type { Language } from '../text/language';
import type { Words } from '../text/words';
import { categoryName } from './category_name';

/** How far the next one is, where there is none within the limit. */
export function nextText(item: CircleItem, searchMinutes: number, words: Words): string {
  if (!item.nearest) return words.noneInReach(searchMinutes);
  const { seconds, metres } = item.nearest;
  const far = [words.minutes(wholeMinutes(seconds)), words.metres(metres)];
  // What is asked for in metres is missed by metres.
  return words.nextIs((item.metres ? far.reverse() : far).join(words.separator));
}

/** The limit of an item, such as "5 分钟内". */
export function tierText(item: CircleItem, words: Words): string {
  if (item.metres) return words.within({ metres: item.metres });
  return words.tier(item.minutes || 0);
}

/** A place that may be what is asked for: what the map says it is, and how far it is. */
export function maybeText(maybe: Service, info: Info | null, language: Language, words: Words): string {
  return categoryName(info, maybe.categories[0] || '', language) + words.separator + walkText(maybe, words);
}

function walkText(service: Service, words: Words): string {
  return words.minutes(wholeMinutes(service.seconds)) + words.separator + words.metres(service.metres);
}

export interface ItemContext {
  words: Words;
  language: Language;
  /** How far the circle has looked. */
  searchMinutes: number;
  info: Info | null;
  onPick: (place: number) => void;
}

/** One item of a standard with its limit and how far the nearest is: amber if missing, grey without record. */
export function ItemRow(props: ItemContext & { item: CircleItem }): JSX.Element {
  const { item, words, language } = props;
  const { status } = item;
  const nearest = item.maybe || item.nearest;
  const content = [
    <span class="gap-name">{item.name[language]}</span>,
    <span class="gap-tier">{tierText(item, words)}</span>,
    <span class="gap-next">{farText(item, props)}</span>,
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

function farText(item: CircleItem, { words, searchMinutes, info, language }: ItemContext): string {
  const { nearest, maybe, status } = item;
  if (maybe) return maybeText(maybe, info, language, words);
  if (status === 'no-record') return words.noRecord;
  if (status === 'missing' || !nearest) return nextText(item, searchMinutes, words);
  return walkText(nearest, words);
}
