// Everything a portfolio shows that its author or a model wrote passes through here: code, prompts, notes, file and
// tool names. It must read as what it is and never act as Markdown, HTML, YAML or a terminal command.

const ansi =
  /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[PX^_][^\u001b]*(?:\u001b\\)?|[ -/]*[0-~])|\u009b[0-?]*[ -/]*[@-~]/g;

// Controls, formats (bidi overrides, zero-width, tags), line and paragraph separators, fillers that show as nothing
// and the supplementary variation selectors. The joiners U+200C and U+200D stay: scripts and emoji need them.
const hidden = /(?![\t\n\u200c\u200d])[\p{Cc}\p{Cf}\u2028\u2029\u115f\u1160\u3164\uffa0\u{e0100}-\u{e01ef}]/gu;

/** Removes ANSI sequences, makes line ends `\n` and every character that hides or reorders text visible as `⟦U+202E⟧`. */
export function visibleText(text: string): string {
  return text
    .toWellFormed()
    .replace(ansi, '')
    .replace(/\r\n/g, '\n')
    .replace(
      hidden,
      (character) => `⟦U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟧`,
    );
}

/** One line of running text: line breaks become spaces, nothing in it is Markdown or HTML. For headings, prose and table cells. */
export function inlineText(text: string): string {
  return (
    visibleText(text)
      .replace(/\s+/gu, ' ')
      .trim()
      .replace(/[\\`*_[\]|~$#^]/g, '\\$&')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      // Bare addresses become links in GitHub's Markdown even without brackets.
      .replace(/:\/\//g, '&#58;//')
      .replace(
        /\b(www|mailto|xmpp)([.:])/gi,
        (_, word: string, mark: string) => `${word}&#${String(mark.charCodeAt(0))};`,
      )
      .replace(/@/g, '&#64;')
      // What would start a list, a heading or a rule where this begins a line.
      .replace(/^(\d+)([.)])/, '$1\\$2')
      .replace(/^[-+=:]/, '\\$&')
  );
}

/** A file name or id as code on one line; also safe in a table cell. */
export function codeSpan(text: string): string {
  const shown = visibleText(text).replace(/\n/g, '⟦U+000A⟧').replace(/\s/gu, ' ').replace(/\|/g, '\\|');
  if (shown.trim() === '') return '(empty)';
  const ticks = '`'.repeat(longestRun(shown) + 1);
  const pad = shown.startsWith('`') || shown.endsWith('`') || (shown.startsWith(' ') && shown.endsWith(' ')) ? ' ' : '';
  return `${ticks}${pad}${shown}${pad}${ticks}`;
}

/** A fenced block whose fence is longer than any run of backticks inside. `text` must be {@link visibleText} already. */
export function fence(language: string, text: string): string {
  const ticks = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${ticks}${language.toLowerCase().replace(/[^a-z0-9+#-]/g, '') || 'text'}\n${text}\n${ticks}`;
}

/** A value of the front matter, always quoted: a JSON string of printable text is a YAML string. */
export function yamlString(text: string): string {
  return JSON.stringify(visibleText(text).replace(/\s+/gu, ' ').trim());
}

function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
}
