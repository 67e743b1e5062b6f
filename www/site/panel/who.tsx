import type { GroupName, ProfileName } from 'yike';
import type { JSX } from 'preact';

import type { View } from '../state/view';
import type { Who, Words } from '../text/words';

/** Each choice is a way of walking and the people whose needs count. */
const CHOICES: { who: Who; profile: ProfileName; group: GroupName }[] = [
  { who: 'adult', profile: 'adult', group: 'all' },
  { who: 'elder', profile: 'elder', group: 'elder' },
  { who: 'child', profile: 'child', group: 'child' },
  { who: 'wheelchair', profile: 'wheelchair', group: 'all' },
];

/** The four most asked-for ways of looking at a place, beside each other. */
export function WhoControl(props: {
  view: View;
  words: Words;
  name: string;
  onChange: (patch: Partial<View>) => void;
}): JSX.Element {
  const { view, words } = props;
  return (
    <fieldset class="segments">
      <legend class="hidden">{words.who}</legend>
      {CHOICES.map(({ who, profile, group }) => (
        <label key={who} class="segment">
          <input
            type="radio"
            class="hidden"
            name={props.name}
            checked={view.profile === profile && view.group === group}
            onChange={() => props.onChange({ profile, group, speed_kmh: null })}
          />
          <span>{words.whoChoices[who]}</span>
        </label>
      ))}
    </fieldset>
  );
}
