import type { JSX } from 'preact';

import type { PageState } from '../state/page_state';
import { speedOf } from '../state/view';
import type { Limit, Words } from '../text/words';
import { ScoreRing } from './score_ring';
import type { Circle } from 'yike';

/** The widest limit of a circle: what its first sentence speaks of. */
export function widestLimit(circle: Circle): Limit {
  const minutes = Math.max(0, ...circle.items.map((item) => item.minutes || 0));
  const metres = Math.max(0, ...circle.items.map((item) => item.metres || 0));
  return minutes > 0 ? { minutes } : { metres };
}

/** The first sentence: how many of the standard's items are here. */
export function firstSentence(circle: Circle, words: Words): string {
  const all = circle.items.length;
  const within = words.within(widestLimit(circle));
  if (all > 0 && circle.noRecord === all) return words.sentenceNoRecord;
  return circle.covered === all
    ? words.sentenceAll(within, all)
    : words.sentence(within, all, circle.covered);
}

/** Where, who, how fast, by which standard, and when. */
export function subtitle(state: PageState, words: Words): string {
  return subtitleParts(state, words).join(words.separator);
}

function subtitleParts(state: PageState, words: Words): string[] {
  const { view, street, answer } = state;
  const parts = [words.walking(words.profiles[view.profile], speedOf(view)), words.standards[view.standard]];
  if (answer && answer.openAt !== null) parts.push(words.openAsked(words.moment(answer.openAt)));
  if (street) parts.unshift(words.near(street));
  return parts;
}

/** Score and first sentence, or why there is none. */
export function Headline(props: { state: PageState; words: Words; onHome: () => void }): JSX.Element {
  const { state, words } = props;
  const { answer } = state;
  if (!answer) return <div class="headline" />;
  if (answer.problem || !answer.circle) {
    const known =
      answer.problem === 'outside' ? [words.outside, words.outsideNote] : [words.tooFar, words.tooFarNote];
    const [title, note] = answer.problem === 'failed' ? [words.failed, answer.message] : known;
    return (
      <div class="headline">
        <ScoreRing score={null} label={words.noScore} />
        <div class="headline-text">
          <h1>{title}</h1>
          <p>{note}</p>
          {answer.problem === 'failed' ? null : (
            <button type="button" class="text-button" onClick={props.onHome}>
              {words.backToData}
            </button>
          )}
        </div>
      </div>
    );
  }
  const { circle } = answer;
  const label = circle.score === null ? words.noScore : words.score(Math.round(circle.score));
  return (
    <div class="headline">
      <ScoreRing score={circle.score} label={label} />
      <div class="headline-text" aria-live={state.dragging ? 'off' : 'polite'}>
        <h1>{firstSentence(circle, words)}</h1>
        <p>
          {subtitleParts(state, words).map((part, i) => (
            <span key={i}>
              {i ? words.separator : ''}
              <span class="unbroken">{part}</span>
            </span>
          ))}
        </p>
      </div>
    </div>
  );
}
