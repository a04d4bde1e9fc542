import { palette, type Colour } from './palette.ts';

/** The class of a picture's root, so that its rules reach nothing else where it stands inside a page. */
export const pictureClass = 'pairfolio-picture';

const rules: readonly (readonly [selector: string, property: 'fill' | 'stroke', colour: Colour])[] = [
  ['text', 'fill', 'ink'],
  ['.quiet', 'fill', 'muted'],
  ['.backdrop', 'fill', 'ground'],
  ['.ground', 'fill', 'ground'],
  ['.track', 'fill', 'raised'],
  ['.grid', 'stroke', 'line'],
  ['.halo', 'stroke', 'ground'],
  ['.whisker', 'stroke', 'ink'],
  ...(['trusted', 'adapted', 'overrode', 'accent', 'muted'] as const).flatMap(
    (name) =>
      [
        [`.fill-${name}`, 'fill', name],
        [`.line-${name}`, 'stroke', name],
      ] as const,
  ),
];

/** The rules of a picture. @param colour how a colour is written: as it is in a file, as a variable on a page */
export function pictureRules(colour: (name: Colour) => string): string {
  return rules
    .map(([selector, property, name]) => `.${pictureClass} ${selector}{${property}:${colour(name)}}`)
    .join('');
}

/** What does not depend on the colours. */
export const pictureShapes = [
  `.${pictureClass} text{font:14px system-ui,-apple-system,"Segoe UI",sans-serif}`,
  `.${pictureClass} .small{font-size:12px}`,
  `.${pictureClass} .strong{font-weight:600}`,
  `.${pictureClass} .plain{font-weight:400}`,
  `.${pictureClass} .end{text-anchor:end}`,
  `.${pictureClass} .middle{text-anchor:middle}`,
  `.${pictureClass} .stroke{fill:none;stroke-width:2}`,
  `.${pictureClass} .halo{fill:none;stroke-width:5}`,
  `.${pictureClass} .hollow{stroke-width:2}`,
  `.${pictureClass} .dashed{stroke-dasharray:5 4}`,
].join('');

/** The style inside a picture's file: literal colours, because not every viewer knows variables, and the reader's scheme. */
export const fileStyle = `${pictureShapes}${pictureRules((name) => palette[name][0])}@media (prefers-color-scheme:dark){${pictureRules((name) => palette[name][1])}}`;
