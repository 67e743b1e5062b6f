import type { PlaceDetails, Route } from 'yike';
import type { JSX } from 'preact';

import type { PageState, Walk } from '../state/page_state';
import { footsteps, wholeMinutes } from '../text/format';
import { nameIn, type Words } from '../text/words';
import { CategoryIcon } from './icon';
import { categoryName } from './category_name';

/** The walk to one place: minutes, metres, steps, the streets to follow, and what is known of the place. */
export function WalkView(props: {
  state: PageState;
  walk: Walk;
  words: Words;
  onBack: () => void;
}): JSX.Element {
  const { state, walk, words } = props;
  const { answer } = state;
  const { language } = state.view;
  const { place, route } = walk;
  const first = place.categories[0] || '';
  const category = categoryName(state.info, first, language);
  const name = nameIn(place.names, language) || category;
  return (
    <section class="walk" aria-labelledby="walk-title">
      <button type="button" class="text-button back" onClick={props.onBack}>
        <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
          <path
            d="M12.5 4 6.5 10l6 6"
            fill="none"
            stroke="currentColor"
            stroke-width="2"
            stroke-linecap="round"
          />
        </svg>
        {words.back}
      </button>
      <div class="walk-head">
        <CategoryIcon category={first} />
        <div class="row-text">
          <h2 id="walk-title">{name}</h2>
          <span class="row-detail">
            {place.categories.map((each) => categoryName(state.info, each, language)).join(words.separator)}
          </span>
        </div>
      </div>
      {route ? <Figures route={route} words={words} /> : <p class="quiet">{words.noWalk}</p>}
      {route && route.properties.steps.length ? (
        <div>
          <h3>{words.steps}</h3>
          <ol class="way">
            {legs(route, words).map((leg, i) => (
              <li key={i}>
                <span>{leg.label}</span>
                <span class="quiet">{words.metres(leg.metres)}</span>
              </li>
            ))}
          </ol>
        </div>
      ) : null}
      <Known place={place} openAt={answer ? answer.openAt : null} words={words} />
    </section>
  );
}

/** Shorter pieces are not worth a line of their own. */
const SHORT_M = 12;

/** The way as one line for each street, its short nameless pieces counted to the line before. */
function legs(route: Route, words: Words): { label: string; metres: number }[] {
  const found: { label: string; metres: number }[] = [];
  for (const step of route.properties.steps) {
    const label = step.name || words.unnamedWay[step.class] || words.unnamedWayElse;
    const last = found[found.length - 1];
    const joins = last && (last.label === label || (!step.name && step.metres < SHORT_M));
    if (last && joins) last.metres += step.metres;
    else found.push({ label, metres: step.metres });
  }
  return found;
}

function Figures(props: { route: Route; words: Words }): JSX.Element {
  const { words } = props;
  const { seconds, metres } = props.route.properties;
  return (
    <p class="figures">
      <span>
        <b>{wholeMinutes(seconds)}</b> {words.minutesUnit}
      </span>
      <span>{words.metres(metres)}</span>
      <span>{words.footsteps(footsteps(metres))}</span>
    </p>
  );
}

function Known(props: { place: PlaceDetails; openAt: string | null; words: Words }): JSX.Element | null {
  const { place, openAt, words } = props;
  const open = place.open === undefined ? words.hoursUnknown : place.open ? words.isOpen : words.isClosed;
  const wheelchair = place.wheelchair ? words.wheelchairValues[place.wheelchair] || place.wheelchair : '';
  const facts: [string, string][] = [
    [openAt === null ? '' : words.moment(openAt), openAt === null ? '' : open],
    [words.openingHours, place.opening_hours],
    [words.wheelchair, wheelchair],
    [words.phone, place.phone],
  ];
  const known = facts.filter(([, value]) => value !== '');
  if (!known.length) return null;
  return (
    <dl class="known">
      {known.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
