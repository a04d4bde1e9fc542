import { asArray, asObject, asString, type Json, type JsonObject } from '../../shared/json.ts';
import type { FileEdit } from './fileEdit.ts';
import { lf } from './replacements.ts';
import { applyVscodeEdits, newTexts } from './vscodeTextEdits.ts';
import { pathOfUri } from './vscodeUri.ts';

/** What one request of a chat did to one file, as the editor itself recorded it. */
export interface RecordedEdit {
  readonly request: string;
  readonly file: string;
  readonly edit: FileEdit;
  /** How many operations it is made of, so far: the state may have been stored before the last of them. */
  readonly operations: number;
  /** Whether the user went back to before it. */
  readonly undone: boolean;
  /** Names the file's text before the request; null where that is not kept. */
  readonly baseHash: string | null;
}

/** What the user last did with a file's proposed changes. */
export interface FileAnswer {
  readonly answer: 'accepted' | 'rejected' | 'none';
  /** The last request that changed the file. */
  readonly request: string | undefined;
  readonly model: string | undefined;
  readonly agent: string | undefined;
  readonly mode: string | undefined;
  /** Names the file's text when the user answered. */
  readonly textHash: string | undefined;
}

/** A chat's editing session: `chatEditingSessions/<id>/state.json`. */
export interface EditingState {
  readonly edits: readonly RecordedEdit[];
  readonly answers: ReadonlyMap<string, FileAnswer>;
}

/** 0 is open, 1 kept, 2 undone. */
const answers: readonly FileAnswer['answer'][] = ['none', 'accepted', 'rejected'];

interface Draft {
  readonly request: string;
  readonly file: string;
  readonly base: string | null;
  text: string;
  readonly hunks: { before: string; suggested: string }[];
  readonly created: boolean;
  readonly baseHash: string | null;
  undone: boolean;
  operations: number;
}

interface Baseline {
  readonly text: string;
  readonly hash: string | null;
}

/**
 * Reads the state of an editing session (seen: version 2; of version 1 only the answers). Every field may be missing.
 * @param sha1 of a text, as lower-case hex: the state names texts by its first seven digits
 */
export function readEditingState(state: JsonObject, sha1?: (text: string) => string): EditingState {
  const timeline = asObject(state['timeline']);
  const baselines = new Map<string, Baseline>();
  for (const pair of asArray(timeline['fileBaselines'])) {
    const baseline = asObject(asArray(pair)[1]);
    const [file, request] = [pathOfUri(baseline['uri']), asString(baseline['requestId'])];
    const content = asString(baseline['content']);
    if (file !== undefined && request !== undefined && content !== undefined)
      baselines.set(key(request, file), { text: lf(content), hash: sha1?.(content).slice(0, 7) ?? null });
  }
  const now = timeline['currentEpoch'];
  const drafts = new Map<string, Draft>();
  for (const operation of inOrder(timeline['operations'])) {
    const undone = typeof now === 'number' && epochOf(operation) >= now;
    apply(operation, undone, drafts, baselines);
  }
  return { edits: [...drafts.values()].map(finished), answers: readAnswers(state) };
}

function apply(
  operation: JsonObject,
  undone: boolean,
  drafts: Map<string, Draft>,
  baselines: ReadonlyMap<string, Baseline>,
): void {
  const request = asString(operation['requestId']);
  const file = pathOfUri(operation['uri'] ?? operation['newUri']);
  if (request === undefined || file === undefined) return;
  const type = operation['type'];
  let draft = drafts.get(key(request, file));
  if (!draft) {
    draft = start(request, file, operation, drafts, baselines);
    if (!draft) return;
    drafts.set(key(request, file), draft);
  }
  draft.operations += 1;
  if (undone) draft.undone = true;
  if (type === 'delete') draft.text = '';
  if (type === 'textEdit' && operation['cellIndex'] === undefined && draft.base !== null)
    draft.text = applyVscodeEdits(draft.text, operation['edits']);
  else if (type === 'textEdit') draft.hunks.push(...insertions(newTexts(operation['edits'])));
  if (type === 'notebookEdit') draft.hunks.push(...insertions(cellTexts(operation['cellEdits'])));
}

/** The file before the request touched it; undefined for an operation that changes no text. */
function start(
  request: string,
  file: string,
  operation: JsonObject,
  drafts: ReadonlyMap<string, Draft>,
  baselines: ReadonlyMap<string, Baseline>,
): Draft | undefined {
  const baseline = baselines.get(key(request, file));
  const base = baseline?.text;
  const rest = { request, file, hunks: [], undone: false, operations: 0, baseHash: baseline?.hash ?? null };
  switch (operation['type']) {
    case 'create': {
      const text = lf(asString(operation['initialContent']) ?? '');
      return { ...rest, base: '', text, created: true };
    }
    case 'delete': {
      const before = base ?? lf(asString(operation['finalContent']) ?? '');
      return { ...rest, base: before, text: before, created: false };
    }
    case 'rename': {
      const moved = drafts.get(key(request, pathOfUri(operation['oldUri']) ?? ''))?.text ?? base;
      return moved === undefined ? undefined : { ...rest, base: moved, text: moved, created: false };
    }
    default:
      return { ...rest, base: base ?? null, text: base ?? '', created: false };
  }
}

function finished({ base, text, hunks, created, ...rest }: Draft): RecordedEdit {
  const known = base !== null && hunks.length === 0;
  const { request, file, undone, operations, baseHash } = rest;
  return {
    request,
    file,
    undone,
    operations,
    baseHash,
    edit: { contents: known ? { base, after: text } : null, hunks, created },
  };
}

function readAnswers(state: JsonObject): Map<string, FileAnswer> {
  const found = new Map<string, FileAnswer>();
  for (const item of asArray(asObject(state['recentSnapshot'])['entries'])) {
    const entry = asObject(item);
    const file = pathOfUri(entry['resource']);
    if (file === undefined) continue;
    const about = asObject(entry['telemetryInfo']);
    found.set(file, {
      answer: answers[typeof entry['state'] === 'number' ? entry['state'] : 0] ?? 'none',
      request: asString(about['requestId']),
      model: asString(about['modelId']),
      agent: asString(about['agentId']),
      mode: asString(about['modeId']),
      textHash: asString(entry['currentHash']),
    });
  }
  return found;
}

function inOrder(operations: Json | undefined): JsonObject[] {
  return asArray(operations)
    .map(asObject)
    .sort((a, b) => epochOf(a) - epochOf(b));
}

function epochOf(operation: JsonObject): number {
  return typeof operation['epoch'] === 'number' ? operation['epoch'] : 0;
}

function cellTexts(edits: Json | undefined): string[] {
  return asArray(edits).flatMap((edit) =>
    asArray(asObject(edit)['cells']).flatMap((cell) => {
      const source = asString(asObject(cell)['source']);
      return source === undefined || source.trim() === '' ? [] : [lf(source).replace(/\n$/, '')];
    }),
  );
}

function insertions(texts: readonly string[]): { before: string; suggested: string }[] {
  return texts.map((suggested) => ({ before: '', suggested }));
}

function key(request: string, file: string): string {
  return `${request} ${file}`;
}
