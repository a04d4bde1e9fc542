import type { Recogniser } from '../finding.ts';

/** Repositories are read anew for so long (ms) around a move of HEAD. */
const gitWorks = 3000;

/** The file was changed on disk and read anew: it has no unsaved changes afterwards. Who wrote it, records tell. */
export const readFromDisk: Recogniser = ({ dirty }) =>
  dirty ? null : { kind: 'read from disk', origin: 'program', confidence: 0.92 };

/** Read anew while git moved HEAD: a checkout, a pull, a rebase. */
export const gitMove: Recogniser = ({ dirty, sinceHeadMoved }) =>
  !dirty && sinceHeadMoved !== null && Math.abs(sinceHeadMoved) <= gitWorks
    ? { kind: 'git', origin: 'program', confidence: 0.94 }
    : null;

/** An edit away from the caret, or in a document nobody types in: a code action, another extension. */
export const program: Recogniser = ({ change, dirty, active, selection }) => {
  if (!dirty || (active && change.atCaret !== false) || selection === 'keyboard') return null;
  return { kind: 'program', origin: 'program', confidence: 0.6 };
};
