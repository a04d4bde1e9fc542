import { withoutSpace } from '../../shared/space.ts';
import type { Recogniser } from '../finding.ts';

/**
 * A paste the editor announced. The text is compared without white space, because the editor indents it anew; with
 * several cursors each may get its own line of it.
 */
export const paste: Recogniser = ({ change, paste: announced }) => {
  if (!announced) return null;
  const text = withoutSpace(announced.text);
  const came = change.edits.map((edit) => withoutSpace(edit.text)).filter((part) => part !== '');
  if (came.length === 0 || !came.every((part) => text.includes(part) || part.includes(text))) return null;
  return { kind: 'paste', origin: 'developer', confidence: 0.98 };
};
