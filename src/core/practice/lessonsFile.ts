// The section of a project's file that Pairfolio writes, updates and takes out again. Everything else in the file stays
// as it is, to the byte.

/** The lines between which the section stands. */
export const beginMark = '<!-- pairfolio:lessons -->';
export const endMark = '<!-- /pairfolio:lessons -->';

/** Files agents read, in the order they are offered. Relative to the folder of the project, with `/`. */
export const lessonFiles = ['AGENTS.md', '.github/copilot-instructions.md', 'CLAUDE.md'] as const;
export type LessonFile = (typeof lessonFiles)[number];

/** What of the section stands in a file. `damaged`: a mark without its other half, or more than one section. */
export type Section =
  | { readonly kind: 'none' }
  /** From where up to where (UTF-16 units, with both marks, without the line break after), and the lines between. */
  | { readonly kind: 'one'; readonly start: number; readonly end: number; readonly lines: readonly string[] }
  /** `line` from 1. */
  | { readonly kind: 'damaged'; readonly why: 'not-ended' | 'not-begun' | 'twice'; readonly line: number };

/** A whole line break: never half of one. */
const lineBreak = String.raw`(?:\r\n|(?<!\r)\n|\r(?!\n))`;
const twoAtEnd = new RegExp(`${lineBreak}{2}$`);
const blankAtEnd = new RegExp(`(^|${lineBreak})${lineBreak}$`);
const oneAtStart = new RegExp(`^${lineBreak}`);

/** Finds the section. A mark counts where it stands alone on its line. */
export function findSection(text: string): Section {
  let begun: { readonly start: number; readonly line: number; readonly after: number } | undefined;
  let found: Extract<Section, { kind: 'one' }> | undefined;
  for (const { line, start, end, number } of linesOf(text)) {
    const mark = line.trim();
    if (mark === beginMark) {
      if (begun) return { kind: 'damaged', why: 'not-ended', line: begun.line };
      if (found) return { kind: 'damaged', why: 'twice', line: number };
      begun = { start, line: number, after: end };
    } else if (mark === endMark) {
      if (!begun) return { kind: 'damaged', why: 'not-begun', line: number };
      const inner = text.slice(begun.after, start).split(/\r\n|\n|\r/);
      found = { kind: 'one', start: begun.start, end, lines: inner.slice(1, -1) };
      begun = undefined;
    }
  }
  if (begun) return { kind: 'damaged', why: 'not-ended', line: begun.line };
  return found ?? { kind: 'none' };
}

/**
 * A file's text with these lessons in its section: in the place of what stood there, or at the end.
 * @param text null where there is no file
 * @param lessons lines of plain text; see `Lesson.text`
 * @param eol the line break of a new file
 * @throws RangeError for a damaged section, and without a lesson
 */
export function withLessons(text: string | null, lessons: readonly string[], eol: '\n' | '\r\n' = '\n'): string {
  if (lessons.length === 0) throw new RangeError('There is no lesson to write.');
  const content = text ?? '';
  const there = findSection(content);
  if (there.kind === 'damaged') throw new RangeError('The section is damaged.');
  const nl = lineBreakOf(there.kind === 'one' ? content.slice(there.start, there.end) : content) ?? eol;
  const section = [
    beginMark,
    '## What to watch for in this project',
    '',
    ...lessons.map((lesson) => `- ${lesson}`),
    endMark,
  ].join(nl);
  if (there.kind === 'one') return content.slice(0, there.start) + section + content.slice(there.end);
  if (content === '') return section + nl;
  // How it ends is how it will end again: withoutLessons tells the two apart by it.
  if (!endsWithBreak(content)) return content + nl + nl + section;
  // After a lone carriage return a line feed would be the other half of it.
  return content + (content.endsWith('\r') ? '\r' : nl) + section + nl;
}

/**
 * A file's text without the section: as it was before, where nothing else was changed around it.
 * @throws RangeError for a damaged section
 */
export function withoutLessons(text: string): string {
  const there = findSection(text);
  if (there.kind === 'damaged') throw new RangeError('The section is damaged.');
  if (there.kind === 'none') return text;
  const [before, after] = [text.slice(0, there.start), text.slice(there.end)];
  if (after === '') return before.replace(twoAtEnd, '');
  return before.replace(blankAtEnd, '$1') + after.replace(oneAtStart, '');
}

/** The line break most lines of a text end with; undefined where it has none. */
function lineBreakOf(text: string): '\n' | '\r\n' | undefined {
  const windows = text.match(/\r\n/g)?.length ?? 0;
  const all = text.match(/\n/g)?.length ?? 0;
  if (all === 0) return undefined;
  return windows * 2 > all ? '\r\n' : '\n';
}

function endsWithBreak(text: string): boolean {
  return text.endsWith('\n') || text.endsWith('\r');
}

interface Line {
  readonly line: string;
  readonly start: number;
  /** Without the line break. */
  readonly end: number;
  readonly number: number;
}

function* linesOf(text: string): Generator<Line> {
  let [start, number] = [0, 1];
  for (const { 0: ending, index } of text.matchAll(/\r\n|\n|\r/g)) {
    yield { line: text.slice(start, index), start, end: index, number };
    start = index + ending.length;
    number += 1;
  }
  yield { line: text.slice(start), start, end: text.length, number };
}
