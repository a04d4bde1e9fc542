import type { Stance } from '../../shared/words.ts';
import { element, type Attributes } from '../html/markup.ts';
import { shape } from './picture.ts';

// What became of a suggestion is told by pattern as well as by colour: full, striped, dotted.

/** The patterns of a picture. Ids are unique in a page that holds several pictures. */
export function hatches(id: string): string {
  const tile = { width: 6, height: 6, patternUnits: 'userSpaceOnUse' };
  return element(
    'defs',
    {},
    element(
      'pattern',
      { id: `picture-${id}-adapted`, ...tile, patternTransform: 'rotate(45)' },
      shape('rect', { class: 'fill-adapted', width: 4, height: 6 }),
    ) +
      element(
        'pattern',
        { id: `picture-${id}-overrode`, ...tile },
        shape('circle', { class: 'fill-overrode', cx: 3, cy: 3, r: 1.9 }),
      ),
  );
}

/** How a verdict's share is filled and outlined. */
export function patternOf(id: string, stance: Stance): Attributes {
  return stance === 'trusted'
    ? { class: 'fill-trusted line-trusted' }
    : { class: `line-${stance}`, fill: `url(#picture-${id}-${stance})` };
}
