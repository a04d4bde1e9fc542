import { parseJson } from '../../shared/json.ts';
import { capitalised } from '../words.ts';
import { element, escapeMarkup } from './markup.ts';

/** The page's front matter and what follows it. A page without one is all body. */
export function splitFrontMatter(markdown: string): { readonly facts: readonly Fact[]; readonly body: string } {
  const end = markdown.startsWith('---\n') ? markdown.indexOf('\n---\n', 3) : -1;
  if (end < 0) return { facts: [], body: markdown };
  const facts = markdown
    .slice(4, end)
    .split('\n')
    .flatMap((line) => {
      const [, name, value] = /^([a-z_]+): (.*)$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [{ name, value: plainValue(value) }];
    });
  return { facts, body: markdown.slice(end + 5) };
}

/** A line of the front matter. */
export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** The front matter for people: a short list beside the opening words; what only programs read is left out. */
export function factList(facts: readonly Fact[]): string {
  const rows = facts.flatMap(({ name, value }) => {
    if (name === 'schema') return [];
    const shown = /^[0-9a-f]{64}$/.test(value) ? element('code', {}, escapeMarkup(value)) : escapeMarkup(value);
    return [`<div><dt>${escapeMarkup(capitalised(name.replaceAll('_', ' ')))}</dt><dd>${shown}</dd></div>`];
  });
  return rows.length === 0 ? '' : `<dl class="facts">\n${rows.join('\n')}\n</dl>\n`;
}

function plainValue(value: string): string {
  const parsed = value.startsWith('"') ? parseJson(value) : undefined;
  return typeof parsed === 'string' ? parsed : value;
}
