import { maskSecrets } from '../../ledger/secrets.ts';
import { inlineText, visibleText } from '../escape.ts';
import { element, escapeMarkup, type Attributes } from '../html/markup.ts';
import { fileStyle, pictureClass } from './pictureStyle.ts';

/** A picture of a portfolio: a file of its own beside the page. */
export interface Picture {
  /** `pictures/verdicts.svg`: its place in the portfolio's folder. */
  readonly name: string;
  /** All that it shows, in words. */
  readonly alt: string;
  readonly svg: string;
}

/** The folder of the pictures. */
export const pictureFolder = 'pictures/';

/** Whether a file of a portfolio is one of its pictures. */
export function isPicture(name: string): boolean {
  return name.startsWith(pictureFolder) && name.endsWith('.svg');
}

/** Width of every picture, in its own units; a narrow one stays readable on a phone. */
export const width = 440;

const titleHeight = 34;

/** What {@link picture} draws. */
export interface Drawing {
  /** The file's name without folder and ending: lower-case letters. */
  readonly id: string;
  readonly title: string;
  readonly alt: string;
  /** Without the title. */
  readonly height: number;
  /** SVG elements. */
  readonly content: readonly string[];
}

/** A picture as an SVG file that needs nothing else, says what it shows, and follows the reader's light or dark scheme. */
export function picture({ id, title, alt, height, content }: Drawing): Picture {
  const names = [`picture-${id}-title`, `picture-${id}-text`] as const;
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: pictureClass,
      viewBox: `0 0 ${String(width)} ${String(height + titleHeight)}`,
      width,
      height: height + titleHeight,
      role: 'img',
      'aria-labelledby': names.join(' '),
    },
    [
      '',
      element('title', { id: names[0] }, shown(title)),
      element('desc', { id: names[1] }, shown(alt)),
      element('style', {}, fileStyle),
      element('rect', { class: 'backdrop', width, height: height + titleHeight, rx: 6 }),
      text(16, 26, title, 'strong'),
      element('g', { transform: `translate(0 ${String(titleHeight)})` }, ['', ...content, ''].join('\n')),
      '',
    ].join('\n'),
  );
  return { name: `${pictureFolder}${id}.svg`, alt, svg: `${svg}\n` };
}

/** A picture's place in Markdown: a paragraph of its own, or none. */
export function pictureLines(picture: Picture | undefined): string[] {
  return picture ? [`![${inlineText(picture.alt)}](${picture.name})`] : [];
}

/** A text in a picture, with more in a quieter tone behind it; what it says may come from outside. */
export function text(x: number, y: number, words: string, look = '', quietly = ''): string {
  const more = quietly === '' ? '' : element('tspan', { class: 'quiet plain', dx: 8 }, shown(quietly));
  return element('text', { x: at(x), y: at(y), class: look || undefined }, `${shown(words)}${more}`);
}

/** A shape; numbers are written with one decimal, so that every machine draws the same bytes. */
export function shape(name: 'rect' | 'line' | 'path' | 'circle', attributes: Attributes): string {
  const fixed = Object.entries(attributes).map(([key, value]) => [key, typeof value === 'number' ? at(value) : value]);
  return element(name, Object.fromEntries(fixed) as Attributes);
}

/** A coordinate. */
export function at(value: number): number {
  return Math.round(value * 10) / 10;
}

function shown(words: string): string {
  return escapeMarkup(maskSecrets(visibleText(words).replace(/\s+/gu, ' ')));
}
