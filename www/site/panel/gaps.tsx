import type { Circle, CircleItem } from 'yike';
import type { JSX } from 'preact';

import { ItemRow, type ItemContext } from './item_row';

/** Up to so many items without record have a row each; more share one. */
const SINGLE_ROWS = 2;

/** More missing items than this are folded away, so that what is near stays near. */
const MOST_MISSING = 4;

/** The items that are missing, the widest miss first. */
export function missingItems(circle: Circle): CircleItem[] {
  return circle.gaps.map((gap) => circle.items[gap]).filter((item): item is CircleItem => item !== undefined);
}

/** The items of which a place is near that may be what is asked for, though the map does not say so. */
export function uncertainItems(circle: Circle): CircleItem[] {
  return circle.items.filter((item) => item.maybe);
}

/** The items of which the data holds no record at all. */
export function itemsWithoutRecord(circle: Circle): CircleItem[] {
  return circle.items.filter((item) => item.status === 'no-record' && !item.maybe);
}

/** What is missing, in amber, and what the data does not know, in grey. */
export function Gaps(props: ItemContext & { circle: Circle }): JSX.Element {
  const { circle, words, language } = props;
  const missing = missingItems(circle);
  const uncertain = uncertainItems(circle);
  const unknown = itemsWithoutRecord(circle);
  const fold = missing.length > MOST_MISSING + 1;
  const shown = fold ? missing.slice(0, MOST_MISSING) : missing;
  const rows = shown.concat(uncertain, unknown.length > SINGLE_ROWS ? [] : unknown);
  return (
    <section class="gaps" aria-labelledby="gaps-title">
      <h2 id="gaps-title">{words.missing}</h2>
      {missing.length + uncertain.length + unknown.length === 0 ? (
        <p class="quiet">{words.nothingMissing}</p>
      ) : null}
      <ul>
        {rows.map((item) => (
          <ItemRow key={item.name.en} {...props} item={item} />
        ))}
        {unknown.length > SINGLE_ROWS ? (
          <li class="gap many">
            <span class="gap-names">{unknown.map((item) => item.name[language]).join(words.comma)}</span>
            <span class="gap-next">{words.noRecord}</span>
          </li>
        ) : null}
      </ul>
      {fold ? (
        <details>
          <summary>{words.moreMissing(missing.length - MOST_MISSING)}</summary>
          <ul>
            {missing.slice(MOST_MISSING).map((item) => (
              <ItemRow key={item.name.en} {...props} item={item} />
            ))}
          </ul>
        </details>
      ) : null}
      {unknown.length > 0 ? <p class="note">{words.noRecordNote}</p> : null}
    </section>
  );
}
