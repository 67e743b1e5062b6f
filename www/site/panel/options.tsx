import type { JSX } from 'preact';

import { cityOf } from '../state/city';
import type { PageState } from '../state/page_state';
import { GROUPS, MAX_MINUTES, PROFILES, STANDARDS, speedOf, type View } from '../state/view';
import type { Words } from '../text/words';
import { OpenAtChoice } from './open_at';

interface OptionsProps {
  state: PageState;
  words: Words;
  /** Distinguishes the ids of several panels in one document. */
  id: string;
  onChange: (patch: Partial<View>) => void;
  onCity: (city: string) => void;
}

/** City, walking time, speed, way of walking, people, standard and when places should be open. */
export function Options(props: OptionsProps): JSX.Element {
  const { state, words, id, onChange } = props;
  const { view, cities, answer } = state;
  const circle = answer ? answer.circle : null;
  const here = cityOf(cities, view.city);
  const known = here !== undefined;
  return (
    <section class="options" aria-label={words.options}>
      {cities.length > 1 || !known ? (
        <Choice
          id={`${id}-city`}
          label={words.city}
          value={view.city}
          choices={cities
            .map((city): [string, string] => [city.id, city[view.language]])
            .concat(known ? [] : [[view.city, view.city]])}
          onChange={props.onCity}
        />
      ) : null}
      <Amount
        id={`${id}-minutes`}
        label={words.walkTime}
        unit={words.minutesUnit}
        value={view.minutes}
        least={1}
        most={MAX_MINUTES}
        step={1}
        words={words}
        onChange={(minutes) => onChange({ minutes })}
      />
      <Amount
        id={`${id}-speed`}
        label={words.speed}
        unit="km/h"
        value={speedOf(view)}
        least={1}
        most={8}
        step={0.1}
        words={words}
        onChange={(speed_kmh) => onChange({ speed_kmh })}
      />
      <Choice
        id={`${id}-profile`}
        label={words.profile}
        value={view.profile}
        choices={PROFILES.map((profile): [string, string] => [profile, words.profiles[profile]])}
        onChange={(profile) => onChange({ profile: profile as View['profile'], speed_kmh: null })}
      />
      <Choice
        id={`${id}-group`}
        label={words.group}
        value={view.group}
        choices={GROUPS.map((group): [string, string] => [group, words.groups[group]])}
        onChange={(group) => onChange({ group: group as View['group'] })}
      />
      <Choice
        id={`${id}-standard`}
        label={words.standard}
        value={view.standard}
        choices={STANDARDS.map((standard): [string, string] => [standard, words.standards[standard]])}
        onChange={(standard) => onChange({ standard: standard as View['standard'] })}
      />
      <OpenAtChoice view={view} timeZone={here && here.timeZone} words={words} id={id} onChange={onChange} />
      {circle ? (
        <p class="note">
          {words.standardSource(circle.standard.source, circle.standard.year)}{' '}
          {circle.standard.note[view.language]} {words.formula}
        </p>
      ) : null}
    </section>
  );
}

function Choice(props: {
  id: string;
  label: string;
  value: string;
  choices: [string, string][];
  onChange: (value: string) => void;
}): JSX.Element {
  return (
    <div class="option">
      <label for={props.id}>{props.label}</label>
      <select
        id={props.id}
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      >
        {props.choices.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

function Amount(props: {
  id: string;
  label: string;
  unit: string;
  value: number;
  least: number;
  most: number;
  step: number;
  words: Words;
  onChange: (value: number) => void;
}): JSX.Element {
  const { value, least, most, step, words } = props;
  const set = (next: number): void => {
    const kept = Math.round(Math.min(most, Math.max(least, next)) * 10) / 10;
    if (isFinite(kept) && kept !== value) props.onChange(kept);
  };
  return (
    <div class="option">
      <label for={props.id}>{props.label}</label>
      <span class="amount">
        <button
          type="button"
          aria-label={`${props.label} ${words.less}`}
          disabled={value <= least}
          onClick={() => set(value - step)}
        >
          −
        </button>
        <input
          id={props.id}
          type="number"
          inputMode="decimal"
          min={least}
          max={most}
          step={step}
          value={value}
          onChange={(event) => {
            if (event.currentTarget.value === '') event.currentTarget.value = String(value);
            else set(Number(event.currentTarget.value));
          }}
        />
        <button
          type="button"
          aria-label={`${props.label} ${words.more}`}
          disabled={value >= most}
          onClick={() => set(value + step)}
        >
          +
        </button>
        <span class="unit">{props.unit}</span>
      </span>
    </div>
  );
}
