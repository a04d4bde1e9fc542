import type { Recogniser } from '../finding.ts';

/** A snippet's text goes in, the caret jumps to its end, and then back to the first place to fill in. */
export const snippet: Recogniser = ({ change, selection, selections }) =>
  change.edits.some(({ text }) => text.length > 1) && selection === 'other' && selections > 1
    ? { kind: 'snippet', origin: 'editor', confidence: 0.6 }
    : null;
