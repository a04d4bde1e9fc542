import type { Verdict } from '../shared/words.ts';
import { withoutSpace } from '../shared/space.ts';
import { relativeDistance } from './distance.ts';
import type { Fate } from './fate.ts';

/** Below this distance a suggestion was trusted, from it on adapted. */
export const adaptedFrom = 0.05;
/** From this distance on a suggestion was overridden. */
export const overrodeFrom = 0.5;

/** What the three texts say. */
export interface Judgement {
  readonly label: 'trusted' | 'adapted' | 'overrode';
  /** `distance`: how far kept is from suggested · `reverted`: kept is nearer to what stood before · `removed`: nothing is kept. */
  readonly because: 'distance' | 'reverted' | 'removed';
}

/**
 * What became of a suggestion, from texts alone: trusted d < .05, adapted .05 ≤ d < .5, overrode d ≥ .5, or reverted,
 * or removed. A short replacement that was reverted can have a small distance; only `before` tells.
 * @param language VS Code language id, or null
 */
export function judge(fate: Fate, language: string | null): Judgement {
  const { suggested, kept } = fate;
  if (withoutSpace(kept) === '' && withoutSpace(suggested) !== '') return { label: 'overrode', because: 'removed' };
  const distance = relativeDistance(suggested, kept, language);
  if (isReverted(fate, distance, language)) return { label: 'overrode', because: 'reverted' };
  return {
    label: distance < adaptedFrom ? 'trusted' : distance < overrodeFrom ? 'adapted' : 'overrode',
    because: 'distance',
  };
}

/** What the tool itself recorded about a suggestion. `automatic` is a setting, not a person's decision. */
export type ToolAnswer = 'accepted' | 'modified' | 'rejected' | 'automatic' | 'none';

/** A judgement that may rest on the tool's record. */
export interface AnsweredJudgement {
  readonly label: Verdict;
  readonly because: Judgement['because'] | 'rejected' | 'accepted' | 'modified' | 'no-text';
  /** `text` may settle at a commit, `tool` is settled for good, `unread` never is before a text is read. */
  readonly rests: 'text' | 'tool' | 'unread';
}

/**
 * What became of a suggestion, from the tool's record and the texts: a recorded rejection wins over the text; a
 * recorded accept is only a start and the text decides; where no text can be read, a person's accept stands for now
 * and an automatic one says nothing.
 * @param fate the texts, or null where what stands now cannot be read
 */
export function judgeWithAnswer(answer: ToolAnswer, fate: Fate | null, language: string | null): AnsweredJudgement {
  if (answer === 'rejected') return { label: 'overrode', because: 'rejected', rests: 'tool' };
  if (fate) return { ...judge(fate, language), rests: 'text' };
  if (answer === 'accepted') return { label: 'trusted', because: 'accepted', rests: 'unread' };
  if (answer === 'modified') return { label: 'adapted', because: 'modified', rests: 'unread' };
  return { label: 'undecided', because: 'no-text', rests: 'unread' };
}

/** Nearer to what stood before than to what was suggested. As near to both is no revert. */
function isReverted({ before, suggested, kept }: Fate, distance: number, language: string | null): boolean {
  if (distance > 0) return relativeDistance(before, kept, language) < distance;
  // A suggestion of white space alone has no distance from what stood before: only the very text tells.
  return sameText(kept, before) && !sameText(kept, suggested);
}

function sameText(a: string, b: string): boolean {
  return a.replace(/\r\n/g, '\n') === b.replace(/\r\n/g, '\n');
}
