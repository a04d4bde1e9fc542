import type { Recogniser } from '../finding.ts';

/** The editor itself says which change is an undo or a redo. */
export const undoRedo: Recogniser = ({ change }) =>
  change.reason === null ? null : { kind: 'undo or redo', origin: 'developer', confidence: 0.99 };
