import { asArray, asObject, asString, type JsonObject } from '../../shared/json.ts';
import { editsOfChanges, outcomeOf, patchOfCall } from './codexEdits.ts';
import { wordsOfItem, wordsOfMessage, wordsOfUser } from './codexPrompt.ts';
import { JsonLines } from './jsonLines.ts';
import { editsOfPatch, onlyProposed, type PatchedFile } from './patchEdits.ts';
import type { Gap, TranscriptLine, TranscriptReader, TranscriptSuggestion } from './transcript.ts';
import { Turn } from './turn.ts';

/** Name of the tool in the ledger. */
export const codex = 'codex';

/** Calls whose results were never recorded are forgotten beyond so many, so that no session fills the memory. */
const mostWaiting = 1_000;

/** The kinds of a record, in the order Codex writes its keys. A line that looks otherwise is parsed. */
const kinds =
  /^\{"timestamp": ?"[^"]*", ?(?:"ordinal": ?\d+, ?)?"type": ?"(\w+)", ?"payload": ?\{(?:"type": ?"(\w+)")?(?:, ?"thread_id": ?"[^"]*", ?"turn_id": ?"[^"]*", ?"item": ?\{"type": ?"(\w+)")?/;
const readRecords: ReadonlySet<string> = new Set(['session_meta', 'turn_context', 'response_item', 'event_msg']);
const readEvents: ReadonlySet<string> = new Set([
  'item_completed',
  'user_message',
  'patch_apply_begin',
  'patch_apply_end',
  'apply_patch_approval_request',
  'thread_settings_applied',
]);
const readItems: ReadonlySet<string> = new Set(['FileChange', 'UserMessage']);
const calls: ReadonlySet<string> = new Set(['custom_tool_call', 'function_call', 'local_shell_call']);
const outputs: ReadonlySet<string> = new Set(['custom_tool_call_output', 'function_call_output']);

/** A call that holds a patch, until its result. */
interface Call {
  readonly patch: string;
  /** How many edits Codex itself had recorded when the call was made. */
  readonly recorded: number;
}

/**
 * Reads a rollout of Codex (seen: 0.169.0; older ones by their documentation). What Codex records of the files it
 * changed is believed; the model's own patch counts where there is no such record, as in rollouts before 2026. Every
 * field may be missing; what is not understood is passed over.
 * @param fallback name of the session where the records do not say
 */
export class CodexReader implements TranscriptReader {
  readonly #lines = new JsonLines();
  readonly #calls = new Map<string, Call>();
  readonly #seen = new Set<string>();
  /** Patches the user was asked about, by call. */
  readonly #asked = new Map<string, boolean>();
  #session: string;
  #named = false;
  #subAgent = false;
  #cwd: string | null = null;
  #model: string | null = null;
  #answer: TranscriptSuggestion['answer'] = 'none';
  #turn: Turn | undefined;
  #turnId: string | undefined;
  #prompt: string | undefined;
  /** Words of the user from the model's history: the event that tells of them may follow, or never come. */
  #words: string | undefined;
  #turns = 0;
  #recorded = 0;
  #events = false;
  #at = '1970-01-01T00:00:00.000Z';

  constructor(fallback: string) {
    this.#session = fallback;
  }

  get gaps(): readonly Gap[] {
    return this.#lines.gaps;
  }

  read(line: TranscriptLine): readonly TranscriptSuggestion[] {
    const record = this.#lines.read(line, (text) => this.#isOther(text));
    if (!record) return [];
    this.#at = asString(record['timestamp']) ?? this.#at;
    const payload = asObject(record['payload']);
    if (record['type'] === 'session_meta') this.#meta(payload);
    if (record['type'] === 'turn_context') this.#settings(payload);
    if (record['type'] === 'response_item') return this.#item(payload);
    return record['type'] === 'event_msg' ? this.#event(payload) : [];
  }

  end(): readonly TranscriptSuggestion[] {
    this.#lines.end();
    return this.#finishTurn();
  }

  /** What other tools gave back, and what the model thought: most of a rollout's bytes, not worth parsing. */
  #isOther(line: string): boolean {
    const found = kinds.exec(line);
    if (!found) return false;
    const [, record = '', payload, item] = found;
    if (!readRecords.has(record)) return true;
    if (record === 'event_msg' && payload !== undefined && !readEvents.has(payload)) return true;
    if (payload === 'item_completed' && item !== undefined && !readItems.has(item)) return true;
    if (record !== 'response_item' || payload === undefined || payload === 'message') return false;
    if (calls.has(payload)) return !line.includes('*** Begin Patch');
    return !outputs.has(payload) || this.#calls.size === 0;
  }

  #meta(payload: JsonObject): void {
    // A copied history begins with the records of the session it was copied from: the first are the session's own.
    if (!this.#named) {
      this.#named = true;
      this.#session = asString(payload['id']) ?? this.#session;
      this.#subAgent = payload['thread_source'] === 'subagent' || 'subagent' in asObject(payload['source']);
    }
    this.#cwd = asString(payload['cwd']) ?? this.#cwd;
  }

  #settings(settings: JsonObject): void {
    this.#model = asString(settings['model']) ?? this.#model;
    this.#cwd = asString(settings['cwd']) ?? this.#cwd;
    this.#answer = answerUnder(settings);
  }

  #event(payload: JsonObject): readonly TranscriptSuggestion[] {
    const id = asString(payload['call_id']) ?? '';
    switch (payload['type']) {
      case 'thread_settings_applied':
        this.#settings(asObject(payload['thread_settings']));
        return [];
      case 'user_message':
        return this.#said(wordsOfUser(asString(payload['message']) ?? ''), undefined);
      case 'apply_patch_approval_request':
        this.#asked.set(id, true);
        return [];
      case 'patch_apply_begin':
        if (payload['auto_approved'] !== undefined) this.#asked.set(id, payload['auto_approved'] === false);
        return [];
      case 'patch_apply_end':
        return this.#changed(id, undefined, payload, payload['success'] === true ? 'completed' : payload['status']);
      case 'item_completed': {
        const [item, turn] = [asObject(payload['item']), asString(payload['turn_id'])];
        if (item['type'] === 'UserMessage') return this.#said(wordsOfItem(item['content']), turn);
        if (item['type'] !== 'FileChange') return [];
        return this.#changed(asString(item['id']) ?? this.#at, turn, item, item['status']);
      }
      default:
        return [];
    }
  }

  /** What Codex says it did to files. */
  #changed(
    id: string,
    turn: string | undefined,
    { changes }: JsonObject,
    status: JsonObject[''],
  ): readonly TranscriptSuggestion[] {
    this.#recorded += 1;
    if (status !== undefined && status !== 'completed' && status !== 'declined') return [];
    return this.#add(id, turn, editsOfChanges(changes), status === 'declined');
  }

  /** A message, a call or its result in the model's history. */
  #item(payload: JsonObject): readonly TranscriptSuggestion[] {
    const type = asString(payload['type']) ?? '';
    const id = asString(payload['call_id']) ?? asString(payload['id']) ?? '';
    // Where events tell what the user said, the history adds nothing but what the tool says in the user's name.
    if (type === 'message' && !this.#events) this.#words = wordsOfMessage(payload) ?? this.#words;
    if (calls.has(type)) {
      const patch = patchOfCall(payload);
      if (patch === undefined || payload['name'] === 'exec') return [];
      const [oldest] = this.#calls.keys();
      if (this.#calls.size >= mostWaiting && oldest !== undefined) this.#calls.delete(oldest);
      this.#calls.set(id, { patch, recorded: this.#recorded });
    }
    const call = outputs.has(type) ? this.#calls.get(id) : undefined;
    if (!call) return [];
    this.#calls.delete(id);
    const outcome = outcomeOf(payload['output']);
    if (call.recorded !== this.#recorded || outcome === 'failed') return [];
    // A patch takes no time: one that could be stopped was waiting for the user's answer, where there was one to give.
    if (outcome === 'aborted' && this.#answer !== 'accepted') return [];
    return this.#add(id, undefined, editsOfPatch(call.patch), outcome !== 'done');
  }

  #add(
    id: string,
    turn: string | undefined,
    edits: readonly PatchedFile[],
    rejected: boolean,
  ): readonly TranscriptSuggestion[] {
    if (this.#seen.has(id) || edits.length === 0) return [];
    this.#seen.add(id);
    const finished = this.#turnOf(turn);
    const asked = this.#asked.get(id);
    const answer = asked === undefined ? this.#answer : asked ? 'accepted' : 'automatic';
    for (const [index, edit] of edits.entries()) {
      this.#turn?.add({
        file: edit.file,
        ...(rejected ? onlyProposed(edit) : edit),
        // One patch changes several files; each is a call of its own here.
        callId: index === 0 ? id : `${id}#${String(index + 1)}`,
        cwd: this.#cwd,
        at: this.#at,
        model: this.#model,
        answer: rejected ? 'rejected' : answer,
      });
    }
    return finished;
  }

  /** The user said something: a new turn, unless it is what the turn already began with. */
  #said(words: string | undefined, turn: string | undefined): readonly TranscriptSuggestion[] {
    this.#words = undefined;
    if (words === undefined) return [];
    this.#events = true;
    return this.#start(words, turn);
  }

  /** Sees to it that there is a turn for an edit. */
  #turnOf(turn: string | undefined): readonly TranscriptSuggestion[] {
    const other = turn !== undefined && this.#turnId !== undefined && turn !== this.#turnId;
    const words = this.#words === this.#prompt ? undefined : this.#words;
    this.#words = undefined;
    if (this.#turn && words === undefined && !other) {
      this.#turnId ??= turn;
      return [];
    }
    return this.#start(words, turn);
  }

  #start(words: string | undefined, turn: string | undefined): readonly TranscriptSuggestion[] {
    const finished = this.#finishTurn();
    // What a sub-agent is told are another model's words.
    this.#turn = new Turn(codex, this.#session, this.#turns, this.#subAgent ? null : (words ?? null));
    this.#turns += 1;
    this.#prompt = words;
    this.#turnId = turn;
    return finished;
  }

  #finishTurn(): readonly TranscriptSuggestion[] {
    const suggestions = this.#turn?.suggestions() ?? [];
    this.#turn = undefined;
    return suggestions;
  }
}

/**
 * Whether a person is asked before an edit, by the settings of a turn. With `on-request` and a sandbox in which the
 * workspace may be written nobody is; where it may only be read, or under `untrusted`, the person is.
 */
function answerUnder(settings: JsonObject): TranscriptSuggestion['answer'] {
  const policy = settings['approval_policy'];
  const kind = sandboxOf(settings);
  const reviewer = asString(settings['approvals_reviewer']);
  if (policy === 'never' || kind === 'danger-full-access' || (reviewer !== undefined && reviewer !== 'user'))
    return 'automatic';
  if (policy === 'untrusted') return 'accepted';
  if (policy !== 'on-request' && policy !== 'on-failure') return 'none';
  return kind === 'workspace-write' ? 'automatic' : kind === 'read-only' ? 'accepted' : 'none';
}

/** What may be written without asking: a sandbox policy, or the list of places that came after it. */
function sandboxOf(settings: JsonObject): string | undefined {
  const sandbox = asObject(settings['sandbox_policy']);
  const named = asString(sandbox['type']) ?? asString(sandbox['mode']) ?? asString(settings['sandbox_policy']);
  if (named !== undefined) return named;
  const profile = asObject(settings['permission_profile']);
  const files = asObject(profile['file_system']);
  if (profile['type'] === 'disabled' || files['type'] === 'unrestricted') return 'danger-full-access';
  if (files['type'] !== 'restricted') return undefined;
  const writable = asArray(files['entries']).some((entry) => asObject(entry)['access'] === 'write');
  return writable ? 'workspace-write' : 'read-only';
}
