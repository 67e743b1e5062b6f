import type { JSX } from 'preact';

const RADIUS = 27;
const LENGTH = 2 * Math.PI * RADIUS;

/** The score as a ring that closes at 100; a dash where there is none. */
export function ScoreRing(props: { score: number | null; label: string }): JSX.Element {
  const score = props.score === null ? null : Math.round(props.score);
  return (
    <svg class="score" width="64" height="64" viewBox="0 0 64 64" role="img" aria-label={props.label}>
      <circle class="score-track" cx="32" cy="32" r={RADIUS} />
      {score ? (
        <circle
          class="score-arc"
          cx="32"
          cy="32"
          r={RADIUS}
          stroke-dasharray={`${(LENGTH * score) / 100} ${LENGTH}`}
          transform="rotate(-90 32 32)"
        />
      ) : null}
      <text x="32" y="32" dy="0.36em" text-anchor="middle">
        {score === null ? '–' : score}
      </text>
    </svg>
  );
}
