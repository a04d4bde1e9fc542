import type { Evidence, Surface } from '../shared/words.ts';
import type { ObservedEdit } from './observedEdit.ts';

/** The kinds of edit that are told apart. */
export type EditKind =
  | 'typing'
  | 'deleting'
  | 'undo or redo'
  | 'paste'
  | 'paste of a reply'
  | 'rearranging'
  | 'commenting'
  | 'white space'
  | 'formatting on save'
  | 'completion'
  | 'snippet'
  | 'rename'
  | 'replace all'
  | 'read from disk'
  | 'git'
  | 'program'
  | 'inline suggestion'
  | 'part of an inline suggestion'
  | 'next edit'
  | 'chat'
  | 'chat undo'
  | 'suggestion by its shape';

/** Who made an edit: an AI, the developer, a function of the editor, another program or extension. */
export type Origin = 'ai' | 'developer' | 'editor' | 'program' | 'unknown';

/** What one recogniser believes of an edit. */
export interface Finding {
  readonly kind: EditKind;
  readonly origin: Exclude<Origin, 'unknown'>;
  /** Between 0 and 1. */
  readonly confidence: number;
  /** For an AI's edit: where it came from, and what says so. */
  readonly surface?: Surface;
  readonly evidence?: Evidence;
}

/** Recognises one kind of edit; null where the edit is not of this kind. */
export type Recogniser = (edit: ObservedEdit) => Finding | null;
