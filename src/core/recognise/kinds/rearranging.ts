import { withoutSpace } from '../../shared/space.ts';
import type { Recogniser } from '../finding.ts';

/** A document is read only so far (UTF-16 units) around a change to find what was duplicated. */
const nearby = 20_000;

/**
 * What came in was there before: lines moved, sorted, joined or put in another case, text dragged to another place,
 * a line duplicated. Nothing new was written.
 */
export const rearranging: Recogniser = ({ change, removed, before }) => {
  const came = change.edits.map(({ text }) => text).join('\n');
  if (came.trim() === '') return null;
  const found = { kind: 'rearranging', origin: 'developer', confidence: 0.85 } as const;
  const went = removed.join('\n');
  if (went.trim() !== '') return bag(came) === bag(went) ? found : null;
  return isDuplicate(change.edits, before) ? found : null;
};

/** Letters and signs without their order, case and white space. */
function bag(text: string): string {
  return Array.from(withoutSpace(text).toLowerCase()).sort().join('');
}

/** Whole lines that stand right above or below the place where they came in. */
function isDuplicate(
  edits: readonly { readonly offset: number; readonly text: string }[],
  before: () => string | undefined,
): boolean {
  if (!edits.every(({ text }) => text.includes('\n'))) return false;
  const text = before();
  if (text === undefined) return false;
  return edits.every(({ offset, text: inserted }) => {
    const line = inserted.replace(/^\r?\n|\r?\n$/gu, '');
    const around = text.slice(Math.max(0, offset - nearby), offset + nearby);
    const at = Math.min(offset, nearby);
    const above = around.slice(0, at).replace(/\r?\n$/u, '');
    const below = around.slice(at).replace(/^\r?\n/u, '');
    return line.trim() !== '' && (above.endsWith(line) || below.startsWith(line));
  });
}
