import type { Circle } from 'yike';
import type { JSX } from 'preact';

import { ItemRow, type ItemContext } from './item_row';

/** Green within reach, and how walled-in the place is. */
export function Surroundings(props: ItemContext & { circle: Circle }): JSX.Element {
  const { circle, words } = props;
  const percent = circle.ring ? Math.round(circle.ring.catchment_ratio * 100) : 0;
  return (
    <section class="gaps" aria-labelledby="around-title">
      <h2 id="around-title">{words.around}</h2>
      <ul>
        {circle.green.map((item) => (
          <ItemRow key={item.name.en} {...props} item={item} />
        ))}
      </ul>
      {percent > 0 ? <p class="note">{words.detour(percent)}</p> : null}
    </section>
  );
}
