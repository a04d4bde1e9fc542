/** Colours by what they stand for, for light and dark; each reads on its ground at 4.5 : 1 or better where it is text. */
export const palette = {
  ground: ['#fdfcf9', '#15171b'],
  raised: ['#f4f2ec', '#1d2026'],
  ink: ['#1c1e22', '#e7e5df'],
  muted: ['#5b606a', '#a4a9b3'],
  line: ['#dad6cc', '#363b44'],
  accent: ['#0a5a78', '#7fc6e6'],
  trusted: ['#0b665e', '#5ccabb'],
  adapted: ['#855100', '#e8b55e'],
  overrode: ['#4d40ad', '#afa6f7'],
  added: ['#e2f2e8', '#12301f'],
  addedInk: ['#0b4a2b', '#aee3c2'],
  removed: ['#fae8e3', '#3b1e19'],
  removedInk: ['#7a2413', '#f4bfb0'],
} as const satisfies Readonly<Record<string, readonly [light: string, dark: string]>>;

export type Colour = keyof typeof palette;

const colours = Object.keys(palette) as Colour[];

/** `--name: value` for each colour of one scheme. */
export function colourVariables(scheme: 'light' | 'dark'): string {
  return colours.map((name) => `--${name}:${palette[name][scheme === 'light' ? 0 : 1]}`).join(';');
}
