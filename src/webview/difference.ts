import type { ReviewItem, ReviewPart } from '../core/reflect/messages.ts';
import { fill, type ReviewStrings } from '../core/reflect/strings.ts';
import type { LineKind } from '../core/reflect/threeWay.ts';
import { element, unseen } from './dom.ts';
import { colour, withMarks } from './syntax/colour.ts';
import type { Token } from './syntax/tokenize.ts';

type ChangeKind = Exclude<LineKind, 'gap'>;

const names: Readonly<Record<ChangeKind, keyof ReviewStrings>> = {
  same: 'lineSame',
  before: 'lineBefore',
  kept: 'lineKept',
  dropped: 'lineDropped',
  written: 'lineWritten',
  restored: 'lineRestored',
};

/** Where nothing was changed since, a difference like any other: what it replaced, and what it put there. */
const signsAsOffered: Readonly<Record<ChangeKind, string>> = {
  same: ' ',
  before: '-',
  kept: '+',
  dropped: '-',
  written: '+',
  restored: '+',
};

/** Where something was: minus is what did not stay of the offer, plus what the developer put there. */
const signsSince: Readonly<Record<ChangeKind, string>> = { ...signsAsOffered, before: '<', kept: '=' };

/** What is compared: a decision of the review, or a case of the portfolio. */
type Compared = Pick<ReviewItem, 'file' | 'parts' | 'moreParts'>;

/** Before → suggested → kept of each suggestion of an item. */
export function difference(item: Compared, strings: ReviewStrings): HTMLElement {
  const box = element('div', { class: 'difference', tabindex: '0', role: 'group', 'aria-label': strings.difference });
  let file = item.file;
  for (const part of item.parts) {
    if (part.file !== file) {
      file = part.file;
      box.append(element('p', { class: 'file-name' }, file ?? strings.unknownFile));
    }
    box.append(...partLines(part, strings));
  }
  if (item.moreParts > 0) box.append(element('p', { class: 'aside' }, fill(strings.moreParts, item.moreParts)));
  return box;
}

/** "offered 3 lines · 1 kept · you wrote 2", over all parts; an empty text where nothing can be counted. */
export function countsLine(item: Pick<Compared, 'parts'>, strings: ReviewStrings): string {
  const readable = item.parts.filter(({ problem }) => problem === null);
  if (readable.length === 0) return '';
  const sum = (count: (part: ReviewPart) => number | null): number =>
    readable.reduce((all, part) => all + (count(part) ?? 0), 0);
  const offered = sum(({ counts }) => counts.offered);
  const words = [offered === 1 ? strings.countOfferedOne : fill(strings.countOffered, offered)];
  if (readable.every(({ keptKnown }) => keptKnown)) {
    const written = sum(({ counts }) => counts.written);
    const restored = sum(({ counts }) => counts.restored);
    words.push(
      fill(
        strings.countKept,
        sum(({ counts }) => counts.kept),
      ),
    );
    if (written > 0) words.push(fill(strings.countWritten, written));
    if (restored > 0) words.push(fill(strings.countRestored, restored));
  } else words.push(strings.keptUnknown);
  return words.join(' · ');
}

function partLines(part: ReviewPart, strings: ReviewStrings): HTMLElement[] {
  if (part.problem !== null && part.problem !== 'too-large') {
    const sentence = {
      'no-text': strings.problemNoText,
      binary: strings.problemBinary,
      generated: fill(strings.problemGenerated, part.size),
      minified: fill(strings.problemMinified, part.size),
    };
    return [element('p', { class: 'aside' }, sentence[part.problem])];
  }
  const changed = isChanged(part);
  const signs = changed ? signsSince : signsAsOffered;
  const list = element('ul', { class: changed ? 'lines since' : 'lines' });
  const tokens = colour(part.lines, part.language);
  for (const [index, { kind, text, hidden = 0, marks }] of part.lines.entries()) {
    if (kind === 'gap') {
      list.append(element('li', { class: 'gap' }, hidden === 1 ? strings.gapOne : fill(strings.gap, hidden)));
      continue;
    }
    list.append(
      element(
        'li',
        { class: kind },
        element('span', { class: 'sign', 'aria-hidden': 'true' }, signs[kind]),
        unseen(`${strings[names[kind]]}: `),
        code(tokens[index] ?? [{ kind: 'plain', text }], marks),
      ),
    );
  }
  const shown = [list];
  const tooLarge = element('p', { class: 'aside' }, fill(strings.problemTooLarge, part.size));
  const cut = element('p', { class: 'aside cut' }, part.cut === 1 ? strings.cutOne : fill(strings.cut, part.cut));
  return [...(part.problem === 'too-large' ? [tooLarge] : []), ...shown, ...(part.cut > 0 ? [cut] : [])];
}

/** Plain stretches stay text: a line without colours is one node. */
function code(tokens: readonly Token[], marks: ReviewPart['lines'][number]['marks']): HTMLElement {
  const box = element('code');
  for (const { kind, text, marked } of withMarks(tokens, marks)) {
    const colourless = kind === 'plain' && !marked;
    box.append(colourless ? text : element('span', { class: `${kind}${marked ? ' word' : ''}` }, text));
  }
  box.normalize();
  return box;
}

function isChanged({ lines }: ReviewPart): boolean {
  return lines.some(({ kind }) => kind === 'dropped' || kind === 'written' || kind === 'restored');
}

/** What the signs mean, where they mean more than in any difference; null where they do not. */
export function legend(item: Pick<Compared, 'parts'>, strings: ReviewStrings): HTMLElement | null {
  const lines = item.parts.filter(isChanged).flatMap((part) => part.lines);
  if (lines.length === 0) return null;
  const kinds = (['before', 'kept', 'dropped', 'written', 'restored'] as const).filter((kind) =>
    lines.some((line) => line.kind === kind),
  );
  const entries = kinds.map((kind) =>
    element('span', { class: 'entry' }, element('span', { class: 'sign' }, signsSince[kind]), strings[names[kind]]),
  );
  // Each line says the same to a screen reader.
  return element('p', { class: 'legend', 'aria-hidden': 'true' }, ...entries);
}
