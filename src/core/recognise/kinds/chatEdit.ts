import type { Finding, Recogniser } from '../finding.ts';
import type { ObservedEdit } from '../observedEdit.ts';

/**
 * A chat opens its copy of a file so shortly (ms) before each edit. Measured in VS Code 1.139: 1-365 on a busy machine;
 * the second of two hunks came 24 after the first.
 */
const editsWithin = 1000;

/**
 * An edit of VS Code's chat or inline chat, or the chat's Undo of it, known by the documents the chat keeps. Long after
 * the chat's last step a whole file is only replaced to take its edits back. A person's selection event, and a file read
 * anew from disk, speak against both.
 */
export const chatEdit: Recogniser = (edit) => {
  const { change, selection, dirty, sinceChat } = edit;
  if (sinceChat === null || change.reason !== null || !dirty) return null;
  if (selection === 'keyboard' || selection === 'mouse') return null;
  if (sinceChat >= 0 && sinceChat <= editsWithin) return chat;
  return isWholeFile(edit) ? { kind: 'chat undo', origin: 'developer', confidence: 0.8 } : null;
};

const chat: Finding = {
  kind: 'chat',
  origin: 'ai',
  confidence: 0.9,
  surface: 'chat',
  evidence: { kind: 'shape', confidence: 0.9, source: 'a chat opened its own copy of the file just before' },
};

/** Whether one edit replaced all of a text that was not empty. */
function isWholeFile({ change, removed, before }: ObservedEdit): boolean {
  const [edit, ...others] = change.edits;
  if (edit?.offset !== 0 || others.length > 0 || edit.length === 0) return false;
  return removed[0]?.length === before()?.length;
}
