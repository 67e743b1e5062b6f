import type { Service } from 'yike';
import type { JSX } from 'preact';

import { isOpenAt, momentOf, NOW } from '../state/open_at';
import type { View } from '../state/view';
import type { Words } from '../text/words';

/** Whether a listed service is open at the time asked for, or '' where any time will do. */
export function openText(service: Service, openAt: string | null, words: Words): string {
  if (openAt === null) return '';
  return service.open ? words.isOpen : words.hoursUnknown;
}

/** When places should be open: at any time, now, or at a date and time. */
export function OpenAtChoice(props: {
  view: View;
  /** The time zone of the city, where it is known. */
  timeZone: string | undefined;
  words: Words;
  id: string;
  onChange: (patch: Partial<View>) => void;
}): JSX.Element {
  const { view, timeZone, words, id } = props;
  const { openAt } = view;
  const kind = openAt === null ? 'any' : openAt === NOW ? NOW : 'then';
  const choose = (chosen: string): void =>
    props.onChange({ openAt: chosen === 'any' ? null : chosen === NOW ? NOW : momentOf(NOW, timeZone) });
  return (
    <div>
      <div class="option">
        <label for={`${id}-open`}>{words.open}</label>
        <select id={`${id}-open`} value={kind} onChange={(event) => choose(event.currentTarget.value)}>
          <option value="any">{words.openAny}</option>
          <option value={NOW}>{words.openNow}</option>
          <option value="then">{words.openThen}</option>
        </select>
      </div>
      {kind === 'then' ? (
        <div class="option">
          <label for={`${id}-moment`}>{words.openTime}</label>
          <input
            id={`${id}-moment`}
            type="datetime-local"
            value={openAt || ''}
            onChange={(event) => {
              // Some browsers add seconds.
              const moment = event.currentTarget.value.slice(0, 16);
              if (isOpenAt(moment)) props.onChange({ openAt: moment });
            }}
          />
        </div>
      ) : null}
      {kind === 'any' ? null : <p class="note">{words.openNote}</p>}
    </div>
  );
}
