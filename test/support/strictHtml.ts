import assert from 'node:assert/strict';

// What portfolio.html may hold: these elements with these attributes, and nothing else. Stricter than a browser: a `<`
// that is no tag of ours, or an element that is not closed in its order, is an error too.

const plain =
  'blockquote br code dd del details dl dt em figure hr ins li ol p pre section span strong summary table tbody td th thead tr ul h1 h2 h3 h4 h5 h6 div main nav article a s dl g defs tspan text title desc rect line path circle pattern svg';
const elements = new Set(plain.split(' '));
const empty = new Set(['br', 'hr']);

/** Attributes that may stand in any element, by what their values look like. */
const attributes: Readonly<Record<string, RegExp>> = {
  'aria-label': /^[^<>]*$/,
  'aria-labelledby': /^[^\s<>]+(?: picture-[a-z-]+)?$/,
  class: /^[a-z -]*$/,
  href: /^(?:#[^\s]*|https:\/\/[^\s]*|[\w-][\w./-]*)$/,
  id: /^[^\s<>]+$/,
  rel: /^noopener noreferrer$/,
  role: /^(?:group|img)$/,
  scope: /^(?:row|col)$/,
  start: /^\d+$/,
  tabindex: /^(?:0|-1)$/,
};
const drawing = new Set(
  'x y x1 y1 x2 y2 cx cy r rx dx d width height viewBox transform patternUnits patternTransform fill'.split(' '),
);

/** A tag of the page, as text. */
export interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Checks everything behind the head of a page. @returns its elements in their order */
export function assertStrictHtml(html: string): Tag[] {
  const at = html.indexOf('<body>\n');
  const end = html.lastIndexOf('</body>\n</html>\n');
  assert.ok(at > 0 && end > at);
  return assertStrictMarkup(html.slice(at + 7, end));
}

/** Checks a part of a page. @returns its elements in their order */
export function assertStrictMarkup(markup: string): Tag[] {
  const found: Tag[] = [];
  const open: string[] = [];
  for (const [tag, closing, name = '', rest = '', alone] of markup.matchAll(
    /<(\/?)([a-z0-9]+)((?: [A-Za-z0-9-]+="[^"]*")*)(\/?)>|</g,
  )) {
    assert.ok(elements.has(name), `not an element of the page: ${tag}`);
    if (closing) {
      assert.equal(open.pop(), name);
      continue;
    }
    if (!alone && !empty.has(name)) open.push(name);
    const values = Object.fromEntries(
      Array.from(rest.matchAll(/ ([A-Za-z0-9-]+)="([^"]*)"/g), ([, key = '', value = '']) => [key, value]),
    );
    for (const [key, value] of Object.entries(values)) {
      if (drawing.has(key) && open.includes('svg')) assert.match(value, /^[-\w. ()#]*$/);
      else assert.match(value, attributes[key] ?? /^$(?!)/, `${name} ${key}="${value}"`);
    }
    found.push({ name, attributes: values });
  }
  assert.deepEqual(open, []);
  return found;
}
