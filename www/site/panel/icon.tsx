import type { JSX } from 'preact';

import { iconOf } from '../icons/icons';

/** The icon of a category in its frame. */
export function CategoryIcon(props: { category: string }): JSX.Element {
  const { path, size } = iconOf(props.category);
  return (
    <span class="icon" aria-hidden="true">
      <svg width="20" height="20" viewBox={`0 0 ${size} ${size}`} focusable="false">
        <path d={path} />
      </svg>
    </span>
  );
}
