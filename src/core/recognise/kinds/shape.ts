import { withoutSpace } from '../../shared/space.ts';
import type { Recogniser } from '../finding.ts';

/** Shorter texts say too little; white space not counted. */
const leastTelling = 10;

/**
 * Looks like an accepted suggestion: code came in at the caret at once, behind what was typed of it, and no key typed
 * it. Other extensions' edits look just the same, so this never counts; the developer can confirm it.
 */
export const shape: Recogniser = ({ change, removed, selection, active, dirty, paste }) => {
  const [edit, ...others] = change.edits;
  if (!edit || others.length > 0 || change.reason !== null || paste?.inside) return null;
  if (!active || !dirty || selection !== 'other' || change.atCaret === false) return null;
  const prefix = removed[0] ?? '';
  const added = edit.text.startsWith(prefix) ? edit.text.slice(prefix.length) : edit.text;
  if (prefix.includes('\n') || withoutSpace(added).length < leastTelling || !/[^\p{L}\p{N}_]/u.test(added.trim()))
    return null;
  if (prefix !== '' && !edit.text.startsWith(prefix)) return null;
  return {
    kind: 'suggestion by its shape',
    origin: 'ai',
    confidence: 0.4,
    surface: 'inline',
    evidence: { kind: 'shape', confidence: 0.4, source: 'the shape of the change alone' },
  };
};
