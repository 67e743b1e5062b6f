import type { Service } from 'yike';
import type { JSX } from 'preact';

import { nearRows, type NearRow } from '../state/nearby';
import { NOW } from '../state/open_at';
import type { PageState } from '../state/page_state';
import { wholeMinutes } from '../text/format';
import { nameIn, type Words } from '../text/words';
import { categoryName } from './category_name';
import { CategoryIcon } from './icon';
import { openText } from './open_at';

interface NearProps {
  state: PageState;
  words: Words;
  onCategory: (category: string | null) => void;
  onOpenAt: (openAt: string | null) => void;
  onPlace: (place: number) => void;
}

/** What is near, by category, nearest first. An opened category shows its places, and the map only them. */
export function Near(props: NearProps): JSX.Element {
  const { state, words } = props;
  const { answer, view, info } = state;
  const rows = nearRows(answer ? answer.services : [], state.order);
  return (
    <section class="near" aria-labelledby="near-title">
      <div class="near-head">
        <h2 id="near-title">
          {words.nearby} <span class="quiet">{words.nearbyNote}</span>
        </h2>
        <button
          type="button"
          class="chip"
          aria-pressed={view.openAt !== null}
          onClick={() => props.onOpenAt(view.openAt === null ? NOW : null)}
        >
          {view.openAt === null || view.openAt === NOW
            ? words.openNowOnly
            : view.openAt.slice(5).replace('T', ' ')}
        </button>
      </div>
      {view.category !== null ? (
        <button type="button" class="filter" onClick={() => props.onCategory(null)}>
          {words.only(categoryName(info, view.category, view.language))}
          <span class="filter-clear">{words.showAll}</span>
        </button>
      ) : null}
      {rows.length === 0 ? <p class="quiet">{words.nothingNear}</p> : null}
      <ul>
        {rows.map((row) => (
          <CategoryRow key={row.category} row={row} {...props} />
        ))}
      </ul>
    </section>
  );
}

/** A category: its nearest place, to which a tap draws the walk, and how many there are, which shows only them. */
function CategoryRow(props: NearProps & { row: NearRow }): JSX.Element {
  const { row, words } = props;
  const { view, info, answer } = props.state;
  const openAt = answer ? answer.openAt : null;
  const chosen = view.category === row.category;
  const nearest = row.services[0];
  const count = row.services.length;
  const category = categoryName(info, row.category, view.language);
  // Whether it is open first, as long names are cut short.
  const detail = nearest
    ? [openText(nearest, openAt, words), nameIn(nearest.names, view.language)].filter((text) => text)
    : [];
  return (
    <li>
      <button
        type="button"
        class={nearest ? 'row' : 'row gone'}
        disabled={!nearest}
        onClick={() => nearest && props.onPlace(nearest.id)}
      >
        <CategoryIcon category={row.category} />
        <span class="row-text">
          <span class="row-title">{category}</span>
          <span class="row-detail">{detail.join(words.separator)}</span>
        </span>
        {nearest ? <Far service={nearest} words={words} /> : <span class="far">–</span>}
      </button>
      <button
        type="button"
        class="only"
        aria-expanded={chosen}
        aria-label={`${words.only(category)}${words.colon}${words.places(count)}`}
        title={words.only(category)}
        onClick={() => props.onCategory(chosen ? null : row.category)}
      >
        {count}
        <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
          <path
            d="M2 4l4 4 4-4"
            fill="none"
            stroke="currentColor"
            stroke-width="1.6"
            stroke-linecap="round"
          />
        </svg>
      </button>
      {chosen ? (
        <ul class="places">
          {row.services.map((service) => (
            <li key={service.id}>
              <button type="button" class="row place" onClick={() => props.onPlace(service.id)}>
                <span class="row-text">
                  <span class="row-title">{nameIn(service.names, view.language) || words.unnamed}</span>
                  {openAt === null ? null : (
                    <span class="row-detail">{openText(service, openAt, words)}</span>
                  )}
                </span>
                <Far service={service} words={words} />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  );
}

/** Minutes in large figures, metres in grey. */
function Far(props: { service: Service; words: Words }): JSX.Element {
  const { service, words } = props;
  return (
    <span class="far">
      <span class="far-time">
        <b>{wholeMinutes(service.seconds)}</b> {words.minutesUnit}
      </span>
      <span class="far-metres">{words.metres(service.metres)}</span>
    </span>
  );
}
