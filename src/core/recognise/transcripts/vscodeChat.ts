import { asObject, asString, type Json, type JsonObject } from '../../shared/json.ts';
import { languageOf } from '../../shared/language.ts';
import { composeEdits, type FileEdit } from './fileEdit.ts';
import { JsonLines } from './jsonLines.ts';
import { MutationLog } from './mutationLog.ts';
import { lf } from './replacements.ts';
import type { Gap, TranscriptLine, TranscriptReader, TranscriptSuggestion } from './transcript.ts';
import { answerOf } from './vscodeAnswers.ts';
import { readEditingState, type EditingState } from './vscodeEditingState.ts';
import { modelOf, pruneSession, readRequests, surfaceOf, type ChatRequest, type EditGroup } from './vscodeRequests.ts';
import { applyVscodeEdits, newTexts } from './vscodeTextEdits.ts';
import { TurnCalls, type CalledEdit, type ToolCall } from './vscodeTools.ts';
import { ChatTranscript } from './vscodeTranscript.ts';
import { pathOfUri } from './vscodeUri.ts';

/** Name of the tool in the ledger. */
export const githubCopilot = 'github-copilot';

/** A turn as the chat's own store has it. */
interface KeptTurn {
  readonly prompt: string | null;
  /** Milliseconds. */
  readonly at: number | undefined;
}

/** A call with one of the files it was for. */
interface Called extends CalledEdit {
  readonly call: ToolCall;
  /** Number of the file in the call. */
  readonly number: number;
}

/**
 * Reads one chat of VS Code (seen: 1.139), inline chats too, from all that is kept of it, in any order: the session's
 * log or older document (`chatSessions`), the editing session's state, the transcript, the workspace's folder,
 * `{"turns": [{"prompt", "at"}]}` from the chat's own store, for those without a log: inline chats, and
 * `{"modified": ms, "stored": ms}`, when the first text of the state and the state itself were written.
 * What the editor recorded itself wins, then what the tools were asked for, then the texts the answer shows.
 */
export class VscodeChatReader implements TranscriptReader {
  readonly #lines = new JsonLines();
  readonly #fallback: string;
  readonly #sha1: ((text: string) => string) | undefined;
  readonly #log = new MutationLog(pruneSession);
  readonly #transcript = new ChatTranscript();
  #state: EditingState | undefined;
  #cwd: string | null = null;
  #modified: number | undefined;
  #stored: number | undefined;
  #turns: readonly KeptTurn[] = [];

  /**
   * @param fallback name of the session where it is not said
   * @param sha1 of a text, as lower-case hex; without it a file whose last change was undone counts as undone as a whole
   */
  constructor(fallback: string, sha1?: (text: string) => string) {
    this.#fallback = fallback;
    this.#sha1 = sha1;
  }

  get gaps(): readonly Gap[] {
    return this.#lines.gaps;
  }

  read(line: TranscriptLine): readonly TranscriptSuggestion[] {
    const record = this.#lines.read(line);
    if (record) this.#take(record);
    return [];
  }

  end(): readonly TranscriptSuggestion[] {
    this.#lines.end();
    const requests = readRequests(asObject(this.#log.value));
    if (requests.length === 0 && !this.#state) return this.#fromTranscript();
    const all = [...requests, ...this.#others(requests)];
    return all.flatMap((request, turn) => this.#ofRequest(request, turn, all.slice(turn + 1)));
  }

  #take(record: JsonObject): void {
    if (typeof record['kind'] === 'number') this.#log.apply(record);
    else if (Array.isArray(record['requests'])) this.#log.apply({ kind: 0, v: record as Json });
    else if (record['timeline'] !== undefined || record['recentSnapshot'] !== undefined)
      this.#state = readEditingState(record, this.#sha1);
    else if (typeof record['type'] === 'string') this.#transcript.take(record);
    else if (typeof record['modified'] === 'number') this.#tellTimes(record['modified'], record['stored']);
    else if (Array.isArray(record['turns'])) this.#turns = record['turns'].map(readTurn);
    else this.#cwd = pathOfUri(record['folder']) ?? this.#cwd;
  }

  #tellTimes(modified: number, stored: Json | undefined): void {
    this.#modified = modified;
    this.#stored = typeof stored === 'number' ? stored : undefined;
  }

  get #session(): string {
    return asString(asObject(this.#log.value)['sessionId']) ?? this.#transcript.session ?? this.#fallback;
  }

  #ofRequest(request: ChatRequest, turn: number, later: readonly ChatRequest[]): TranscriptSuggestion[] {
    const called = this.#called(request);
    const recorded = this.#state?.edits.filter((one) => one.request === request.id) ?? [];
    const files = new Set([...request.groups.map(({ file }) => file), ...recorded.map(({ file }) => file)]);
    return [...files].flatMap((file, number) => {
      const groups = request.groups.filter((group) => group.file === file);
      const calls = called.filter((one) => one.file === file);
      const own = recorded.find((one) => one.file === file);
      const known = own ? [own.edit] : fromCalls(calls);
      // What a running answer shows is without what stood before; the records that have it come when it is complete.
      if (!known && request.running) return [];
      if ((own?.operations ?? 0) < Math.max(calls.length, 1) && this.#isStateDue(request)) return [];
      const edits = known ?? fromGroups(groups);
      const ids = calls.length > 0 ? calls.map(this.#callId) : [this.#groupId(request, turn, groups, number)];
      return this.#suggestion(file, edits, {
        model: request.model,
        turn,
        callIds: ids,
        at: (calls.at(-1) ?? called.at(-1))?.call.at ?? isoOf(request.completed ?? request.sent ?? this.#modified),
        prompt: request.prompt,
        answer: answerOf(file, request, later, this.#state),
        suggestions: Math.max(calls.length || groups.length, 1),
        surface: request.surface,
      });
    });
  }

  /**
   * The session is stored a moment before the state, which then knows whole lines and the file as it was. A state stored
   * while the answer was being written knows only the first of its edits.
   */
  #isStateDue({ completed }: ChatRequest): boolean {
    return (
      this.#state !== undefined && this.#stored !== undefined && completed !== undefined && this.#stored < completed
    );
  }

  /**
   * Requests the session does not hold: those of an inline chat, of which only the state is kept, and of a chat whose
   * session was deleted. Where the transcript has as many turns with edits, they are the same.
   */
  #others(requests: readonly ChatRequest[]): ChatRequest[] {
    const known = new Set(requests.map(({ id }) => id));
    const others = this.#state?.edits.filter(({ request }) => !known.has(request)) ?? [];
    const ids = [...new Set(others.map(({ request }) => request))];
    const turns = this.#transcript.turns.filter(({ calls }) => readAll(calls).length > 0);
    const paired = requests.length === 0 && turns.length === ids.length;
    const kept = this.#turns.length === ids.length ? this.#turns : undefined;
    return ids.map((id, index) => {
      const file = others.find(({ request }) => request === id)?.file ?? '';
      const about = this.#state?.answers.get(file);
      return {
        id,
        prompt: (paired ? turns[index]?.prompt : kept?.[index]?.prompt) ?? null,
        model: modelOf(about?.model),
        surface: surfaceOf(about?.mode, about?.agent, 'editor'),
        sent: undefined,
        completed: kept?.[index]?.at,
        groups: [],
        calls: paired ? (turns[index]?.calls ?? []) : [],
        shown: [],
        running: false,
        undone: false,
        votedUp: false,
        events: new Map<string, number>(),
      };
    });
  }

  /** All there is of a chat whose session was deleted. */
  #fromTranscript(): TranscriptSuggestion[] {
    return this.#transcript.turns.flatMap(({ prompt, calls }, turn) => {
      const called = readAll(calls);
      return [...new Set(called.map(({ file }) => file))].flatMap((file) => {
        const own = called.filter((one) => one.file === file && one.edit !== null);
        const edit = fromCalls(own);
        if (!edit) return [];
        return this.#suggestion(file, edit, {
          model: null,
          turn,
          callIds: own.map(this.#callId),
          at: own.at(-1)?.call.at ?? isoOf(this.#modified),
          prompt,
          answer: 'none',
          suggestions: own.length,
          surface: 'agent',
        });
      });
    });
  }

  #suggestion(
    file: string,
    edits: readonly FileEdit[],
    rest: Omit<
      TranscriptSuggestion,
      'tool' | 'session' | 'file' | 'cwd' | 'language' | 'created' | 'hunks' | 'after' | 'ranges' | 'base'
    >,
  ): TranscriptSuggestion[] {
    const net = composeEdits(edits);
    if (net.hunks.length === 0) return [];
    return [
      {
        tool: githubCopilot,
        session: this.#session,
        file,
        cwd: this.#cwd,
        language: languageOf(file),
        created: edits.some(({ created }) => created),
        ...net,
        ...rest,
      },
    ];
  }

  /** The calls a request's answer asked for, as far as they are not known to have failed. */
  #called(request: ChatRequest): Called[] {
    const asked =
      request.calls.length > 0 ? request.calls : request.shown.flatMap((id) => this.#transcript.done(id) ?? []);
    const calls = asked
      .filter(({ id }) => !this.#transcript.failed(id))
      .map((call) => {
        const done = this.#transcript.done(call.id);
        return done ? { ...done, at: done.at ?? call.at } : call;
      });
    return readAll(calls);
  }

  readonly #callId = ({
    call,
    number,
  }: Pick<Called, 'number'> & { readonly call: { readonly id: string } }): string => {
    // Ids some models give are short and come again in every session.
    const id = call.id.length < 12 ? `${this.#session}/${call.id}` : call.id;
    return number === 0 ? id : `${id}/${String(number)}`;
  };

  /** Where the call cannot be read: the one before the edits in the answer, else the request. @param number of the file in the request */
  #groupId(request: ChatRequest, turn: number, groups: readonly EditGroup[], number: number): string {
    const call = groups[0]?.call;
    if (!call) return `${request.id ?? `${this.#session}/${String(turn)}`}/${String(number)}`;
    const files = new Set(request.groups.filter((group) => group.call?.id === call.id).map(({ file }) => file));
    return this.#callId({ call, number: [...files].indexOf(groups[0]?.file ?? '') });
  }
}

function readTurn(item: Json): KeptTurn {
  const turn = asObject(item);
  const at = Date.parse(asString(turn['at']) ?? '');
  return { prompt: asString(turn['prompt']) ?? null, at: Number.isNaN(at) ? undefined : at };
}

function readAll(calls: readonly ToolCall[]): Called[] {
  const turn = new TurnCalls();
  return calls.flatMap((call) => turn.read(call).map((one, number) => ({ ...one, call, number })));
}

/** Undefined where what one of the calls did is not known. */
function fromCalls(called: readonly Called[]): FileEdit[] | undefined {
  const edits = called.flatMap(({ edit }) => edit ?? []);
  return edits.length > 0 && edits.length === called.length ? edits : undefined;
}

/** What the answer itself shows: where it made the file, its text; else only what was inserted. */
function fromGroups(groups: readonly EditGroup[]): FileEdit[] {
  const batches = groups.flatMap((group) => group.batches);
  if (/create_?file$/i.test(groups[0]?.call?.tool ?? ''))
    return [
      {
        contents: { base: '', after: lf(batches.reduce((text: string, batch) => applyVscodeEdits(text, batch), '')) },
        hunks: [],
        created: true,
      },
    ];
  const hunks = batches
    .flatMap((batch) => newTexts(Array.isArray(batch) ? batch : [batch]))
    .map((suggested) => ({ before: '', suggested }));
  return [{ contents: null, hunks, created: false }];
}

function isoOf(milliseconds: number | undefined): string {
  return new Date(milliseconds ?? 0).toISOString();
}
