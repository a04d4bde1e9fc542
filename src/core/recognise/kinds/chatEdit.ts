import type { Finding, Recogniser } from '../finding.ts';
import type { SelectionKind } from '../documentChange.ts';

/**
 * A chat opens its copy of a file so shortly (ms) before each edit. Measured in VS Code 1.139: 1-365 on a busy machine;
 * the second of two hunks came 24 after the first.
 */
const editsWithin = 1000;

/** What shows whether VS Code's own chat made a change, or took its own edits back. */
export interface ChatSignals {
  /** Milliseconds since a chat session opened or renewed its copy of the file; null where none did, or it took the change for somebody else's. */
  readonly sinceChat: number | null;
  readonly reason: 'undo' | 'redo' | null;
  /** The first selection event that followed: a chat's edit moves the caret at most, and nothing says how. */
  readonly selection: SelectionKind;
  /** Whether the document was, or for a moment became, unsaved: a file read anew from disk never does. */
  readonly dirty: boolean;
  /** Whether one edit replaced all of a text that was not empty: a patch, or the chat's Undo. */
  readonly wholeFile: boolean;
  /** Whether the file then stood as it had before a chat's edit; null where that is not known. */
  readonly back: boolean | null;
  /** Whether it was saved without an announcement, as the chat saves; null where it was not saved yet. */
  readonly savedAlone: boolean | null;
}

/** What a chat did. */
export interface ChatChange {
  readonly what: 'edit' | 'undo';
  /** Between 0 and 1. */
  readonly confidence: number;
}

/** @returns what VS Code's own chat did with a change; null where it was not the chat's */
export function chatChange(signals: ChatSignals): ChatChange | null {
  const { sinceChat, reason, selection, dirty, wholeFile, back, savedAlone } = signals;
  if (sinceChat === null || reason !== null || !dirty) return null;
  // A person was at it: the chat's edits come without.
  if (selection === 'keyboard' || selection === 'mouse' || savedAlone === false) return null;
  const sure = savedAlone === true ? 0.95 : 0.9;
  if (wholeFile && back === true) return { what: 'undo', confidence: 0.95 };
  if (sinceChat >= 0 && sinceChat <= editsWithin && back !== true) return { what: 'edit', confidence: sure };
  // Long after the chat's last step a whole file is only replaced to take its edits back.
  return wholeFile && back !== false ? { what: 'undo', confidence: savedAlone === true ? 0.9 : 0.8 } : null;
}

/** An edit of VS Code's chat or inline chat, or the chat's Undo of it, known by the documents the chat keeps. */
export const chatEdit: Recogniser = ({ change, removed, before, selection, dirty, sinceChat }) => {
  if (sinceChat === null) return null;
  const [edit, ...others] = change.edits;
  const all = edit?.offset === 0 && others.length === 0 && edit.length > 0 ? before() : undefined;
  const found = chatChange({
    sinceChat,
    reason: change.reason,
    selection,
    dirty,
    wholeFile: all !== undefined && removed[0]?.length === all.length,
    back: null,
    savedAlone: null,
  });
  return found && toFinding(found);
};

function toFinding({ what, confidence }: ChatChange): Finding {
  if (what === 'undo') return { kind: 'chat undo', origin: 'developer', confidence };
  return {
    kind: 'chat',
    origin: 'ai',
    confidence,
    surface: 'chat',
    evidence: { kind: 'shape', confidence, source: 'a chat opened its own copy of the file just before' },
  };
}
