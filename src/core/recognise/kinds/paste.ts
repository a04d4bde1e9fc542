import { withoutSpace } from '../../shared/space.ts';
import type { Finding, Recogniser } from '../finding.ts';

/**
 * A paste. What was copied in an editor of this window is known by its digest; of text from outside only that it came
 * in all at once is known, which an accepted suggestion does too, unless the editor moved the caret as keys do. The text
 * is compared without white space, because the editor indents it anew. Whether an AI wrote it, a reply must tell.
 */
export const paste: Recogniser = ({ change, paste: seen, selection }) => {
  if (!seen || (!seen.inside && selection !== 'keyboard')) return null;
  const text = withoutSpace(seen.text);
  const came = change.edits.map((edit) => withoutSpace(edit.text)).filter((part) => part !== '');
  if (came.length === 0 || !came.every((part) => text.includes(part) || part.includes(text))) return null;
  return { kind: 'paste', origin: 'developer', confidence: seen.inside ? 0.94 : 0.9 };
};

/** A paste whose text stands in a reply of a chat or agent on this machine. */
export function pasteOfReply(tool: string): Finding {
  return {
    kind: 'paste of a reply',
    origin: 'ai',
    confidence: 0.9,
    surface: 'paste',
    evidence: { kind: 'paste', confidence: 0.9, source: `${tool} reply` },
  };
}
