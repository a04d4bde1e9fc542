import { withoutSpace } from '../../shared/space.ts';
import type { Recogniser } from '../finding.ts';

/** Formatters also put in and take out these. */
const layout = /[\s,;'"()]+/gu;

/** Only white space differs: indenting, formatting, trimming, other line breaks. */
export const whiteSpace: Recogniser = ({ change, removed }) => {
  if (!change.edits.every(({ text }, index) => withoutSpace(text) === withoutSpace(removed[index] ?? ''))) return null;
  return { kind: 'white space', origin: 'editor', confidence: 0.9 };
};

/** Just before a save only layout differs: what formats on save is told to work before the save is announced. */
export const formattingOnSave: Recogniser = ({ change, removed, saving }) => {
  if (!saving) return null;
  const bare = (text: string): string => text.replace(layout, '');
  if (!change.edits.every(({ text }, index) => bare(text) === bare(removed[index] ?? ''))) return null;
  return { kind: 'formatting on save', origin: 'editor', confidence: 0.9 };
};
