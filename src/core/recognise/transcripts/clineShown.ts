import { asArray, asObject, asString, parseJson, type Json } from '../../shared/json.ts';

/** An edit as the extension showed it to the user. */
export interface ShownEdit {
  /** Milliseconds. */
  readonly at: number | undefined;
  readonly created: boolean;
  /** A question was answered with yes; what was only said was approved by a setting. */
  readonly asked: boolean;
  modified: boolean;
}

const editing: ReadonlySet<string> = new Set(['editedExistingFile', 'newFileCreated']);

/**
 * Reads `ui_messages.json` of a task: when an edit was shown, whether the user was asked, and whether they changed it
 * (`user_feedback_diff`).
 * @returns the edits of each file by its path as the tool writes it, in their order
 */
export function readShownEdits(messages: Json | undefined): Map<string, ShownEdit[]> {
  const shown = new Map<string, ShownEdit[]>();
  let last: { readonly path: string; readonly edit: ShownEdit } | undefined;
  for (const item of asArray(messages)) {
    const message = asObject(item);
    const kind = asString(message['say']) ?? asString(message['ask']);
    const about = asObject(parseJson(asString(message['text']) ?? ''));
    const path = asString(about['path']);
    if (kind === 'tool' && path !== undefined && editing.has(asString(about['tool']) ?? '')) {
      const at = typeof message['ts'] === 'number' ? message['ts'] : undefined;
      const edit = {
        at,
        created: about['tool'] === 'newFileCreated',
        asked: message['type'] === 'ask',
        modified: false,
      };
      shown.set(path, [...(shown.get(path) ?? []), edit]);
      last = { path, edit };
    }
    // A call whose search text was not found was shown, and came to nothing.
    if (kind === 'diff_error' && last) {
      const { path: failed, edit } = last;
      shown.set(
        failed,
        (shown.get(failed) ?? []).filter((one) => one !== edit),
      );
      last = undefined;
    }
    if (kind === 'user_feedback_diff') {
      const edit = path === undefined ? last?.edit : shown.get(path)?.at(-1);
      if (edit) edit.modified = true;
    }
  }
  return shown;
}
