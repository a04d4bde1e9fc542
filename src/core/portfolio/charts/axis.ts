import { at, shape, text, width } from './picture.ts';

/** Where the frame of a picture begins, and how wide it is. */
export const frameLeft = 16;
export const frameWidth = width - 2 * frameLeft;

/** The place of a share from 0 to 1 in the frame. */
export function scaled(share: number): string {
  return String(at(frameLeft + share * frameWidth));
}

/** Ticks at the quarters, with their percentages below. */
export function percentAxis(bottom: number): string[] {
  return [0, 0.25, 0.5, 0.75, 1].flatMap((share) => {
    const x = frameLeft + share * frameWidth;
    const look = share === 0 ? '' : share === 1 ? ' end' : ' middle';
    return [
      shape('line', { class: 'grid', x1: x, x2: x, y1: bottom - 4, y2: bottom }),
      text(x, bottom + 15, `${String(100 * share)} %`, `quiet small${look}`),
    ];
  });
}
