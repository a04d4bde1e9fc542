import type { TranscriptSuggestion } from './transcript.ts';
import type { EditingState } from './vscodeEditingState.ts';
import type { ChatRequest } from './vscodeRequests.ts';

type Answer = TranscriptSuggestion['answer'];

/**
 * What the user answered to a request's changes of a file. It stands with the request that came next; for the last one
 * it is what the editing session holds.
 * @param later the requests after this one, in their order
 */
export function answerOf(
  file: string,
  request: ChatRequest,
  later: readonly ChatRequest[],
  state: EditingState | undefined,
): Answer {
  const own = state?.edits.find((edit) => edit.request === request.id && edit.file === file);
  if (request.undone || own?.undone === true) return 'rejected';
  const next = later.findIndex(({ events }) => events.has(file));
  if (next >= 0) {
    const event = later[next]?.events.get(file);
    // What a later request found the file to be is what this answer left of it.
    const found = later
      .slice(next)
      .map(({ id }) => state?.edits.find((edit) => edit.request === id && edit.file === file)?.baseHash)
      .find((hash) => hash !== undefined);
    if (event === 1) return 'accepted';
    if (event === 2) return undo(file, request, state, found ?? state?.answers.get(file)?.textHash);
    if (event === 3) return 'modified';
  }
  const last = state?.answers.get(file);
  if (last?.answer === 'rejected') return undo(file, request, state, last.textHash);
  // A thumbs-up is for the whole answer; a thumbs-down does not say that the edit was taken back.
  if ((last?.answer ?? 'none') === 'none') return request.votedUp ? 'accepted' : 'none';
  return 'accepted';
}

/**
 * Undo is said of a file when its last open change was undone, even if others had been kept: then the user changed what
 * was suggested, and the text says how.
 * @param left names the text that was left; where it is not known the record is believed
 */
function undo(
  file: string,
  request: ChatRequest,
  state: EditingState | undefined,
  left: string | null | undefined,
): Answer {
  const edits = state?.edits.filter((edit) => edit.file === file) ?? [];
  const own = edits.findIndex((edit) => edit.request === request.id);
  const bases = edits.slice(0, own + 1).flatMap(({ baseHash }) => baseHash ?? []);
  if (left === null || left === undefined || edits[own]?.baseHash === null || bases.length === 0) return 'rejected';
  // Several requests may have been undone together: then the text is the one before the first.
  return bases.includes(left) ? 'rejected' : 'modified';
}
