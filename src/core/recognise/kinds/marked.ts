import type { Evidence } from '../../shared/words.ts';
import type { Recogniser } from '../finding.ts';

const key = (source: string): Evidence => ({ kind: 'mark', confidence: 0.95, source });

/** The key that accepts a suggestion was pressed, and this is the change it made. */
export const marked: Recogniser = ({ mark, change, removed }) => {
  switch (mark) {
    case 'whole':
      return {
        kind: 'inline suggestion',
        origin: 'ai',
        confidence: 0.95,
        surface: 'inline',
        evidence: key('the key that accepts an inline suggestion'),
      };
    case 'part':
      // The last part puts the whole suggestion in the place of what was typed of it.
      if (!change.edits.every(({ text }, index) => text.startsWith(removed[index] ?? ''))) return null;
      return {
        kind: 'part of an inline suggestion',
        origin: 'ai',
        confidence: 0.95,
        surface: 'inline',
        evidence: key('the key that accepts a part of an inline suggestion'),
      };
    case 'next-edit':
      return {
        kind: 'next edit',
        origin: 'ai',
        confidence: 0.95,
        surface: 'next-edit',
        evidence: key('the key that accepts a suggested edit'),
      };
    case null:
      return null;
  }
};
