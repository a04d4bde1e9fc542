import { plural } from '../words.ts';
import { linesOf } from '../lineDiff.ts';
import { element, escapeMarkup } from './markup.ts';

/** A block of at most so many lines is not parted in print. */
const stayTogether = 24;

/**
 * A fenced block as HTML. It scrolls sideways and can be reached with the keyboard for that; in a difference each line
 * says by its sign, its element and its colour what it is.
 * @param info what stands behind the fence: the language
 */
export function codeBlock(info: string, content: string): string {
  const language = info.trim().split(/\s/)[0] || 'text';
  const lines = linesOf(content);
  const isDiff = language === 'diff';
  const what = isDiff
    ? `Difference, ${count(lines, '-')} removed, ${count(lines, '+')} added`
    : `Code (${language}), ${plural(lines.length, 'line')}`;
  const code = isDiff ? lines.map(diffLine).join('') : escapeMarkup(lines.join('\n'));
  return `${element(
    'div',
    {
      class: `scroll code${isDiff ? ' diff' : ''}${lines.length <= stayTogether ? ' short' : ''}`,
      role: 'group',
      tabindex: 0,
      'aria-label': what,
    },
    `<pre><code>${code}</code></pre>`,
  )}\n`;
}

function count(lines: readonly string[], sign: string): string {
  return plural(lines.filter((line) => line.startsWith(sign)).length, 'line');
}

/** The line break belongs to the line, so that a copied difference is one. */
function diffLine(line: string): string {
  const text = `${escapeMarkup(line)}\n`;
  if (line.startsWith('+')) return `<ins>${text}</ins>`;
  if (line.startsWith('-')) return `<del>${text}</del>`;
  return line.startsWith('@@') ? `<span class="gap">${text}</span>` : `<span>${text}</span>`;
}
