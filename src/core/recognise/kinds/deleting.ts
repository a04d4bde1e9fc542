import type { Recogniser } from '../finding.ts';

/** Nothing came in. A mark may still say that it was a suggested deletion. */
export const deleting: Recogniser = ({ change }) =>
  change.edits.length > 0 && change.edits.every(({ text }) => text === '')
    ? { kind: 'deleting', origin: 'developer', confidence: 0.9 }
    : null;
