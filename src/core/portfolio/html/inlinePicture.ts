import { fileStyle } from '../charts/pictureStyle.ts';

// What may stand in a picture. Anything else is not drawn by charts/, and is not let into a page.
const names = 'svg title desc defs pattern g rect line path circle text tspan';
const values =
  'class viewBox width height role aria-labelledby id x y x1 y1 x2 y2 rx cx cy r d dx fill patternUnits patternTransform transform';

const allowed = { names: new Set(names.split(' ')), values: new Set(values.split(' ')) };
const token = /<(\/?)([a-z]+)((?: [A-Za-z0-9-]+="[^"<>&]*")*)(\/?)>|([^<>&]+|&(?:amp|lt|gt|quot);)/gy;

/**
 * The markup of a picture for use inside a page: without its own style, whose place the page's takes.
 * @returns `undefined` for anything that charts/ would not have drawn, so that no file can bring foreign markup along
 */
export function inlinePicture(svg: string): string | undefined {
  const style = `<style>${fileStyle}</style>\n`;
  const parts = svg.trimEnd().split(style);
  if (parts.length !== 2) return undefined;
  const markup = parts.join('').replace(' xmlns="http://www.w3.org/2000/svg"', '');
  const open: string[] = [];
  let end = 0;
  for (const match of markup.matchAll(token)) {
    end = match.index + match[0].length;
    const [, closing, name, attributes, alone, words] = match;
    if (words !== undefined) {
      if (open.length === 0) return undefined;
      continue;
    }
    if (name === undefined || !allowed.names.has(name) || !fits(attributes ?? '')) return undefined;
    if ((match.index === 0) !== (name === 'svg' && closing === '')) return undefined;
    if (closing !== '') {
      if (open.pop() !== name || attributes !== '' || alone !== '') return undefined;
      if (open.length === 0 && end < markup.length) return undefined;
    } else if (alone === '') open.push(name);
  }
  return end === markup.length && open.length === 0 && end > 0 ? markup : undefined;
}

function fits(attributes: string): boolean {
  return [...attributes.matchAll(/ ([A-Za-z0-9-]+)="([^"]*)"/g)].every(([, name = '', value = '']) => {
    if (!allowed.values.has(name)) return false;
    if (name === 'id' || name === 'aria-labelledby') return /^picture-[a-z-]+(?: picture-[a-z-]+)*$/.test(value);
    return name !== 'fill' || /^url\(#picture-[a-z-]+\)$/.test(value);
  });
}

/** The ids a picture's markup uses. */
export function idsIn(markup: string): string[] {
  return Array.from(markup.matchAll(/ id="([^"]*)"/g), ([, id]) => id ?? '');
}
