import type { Checkpoint, Domain, Pattern, TaskKind, Verdict } from '../shared/words.ts';
import { nothingLeftKnown, survivalCheckpoints, withLeft, type Left } from './left.ts';
import { PracticeState } from './practiceState.ts';
import type { Body, LedgerRecord } from './records.ts';
import { byTime } from './toDecision.ts';

type RecordOf<T extends LedgerRecord['type']> = Extract<LedgerRecord, { readonly type: T }>;

/** Where a record stands in the ledger's order. Kept instead of the record, of which a long ledger has too many. */
interface Order {
  readonly type: LedgerRecord['type'];
  readonly at: string;
  readonly segment: string;
  readonly seq: number;
}

/** What was last said of a class, by each of those who say something. Null: unknown. */
type Said<T> = Readonly<Partial<Record<Body<'classified'>['by'], T | null>>>;

/** Everything the records say about one suggestion, texts still as hashes. */
export interface SuggestionState {
  readonly id: string;
  /** Where the record that stands is, for proofs: segment and sequence number. */
  place: { readonly segment: string; readonly seq: number };
  at: string;
  body: Body<'suggestion'>;
  /** What was measured at each checkpoint, the newest of several. */
  survival: Readonly<Record<Checkpoint, Body<'survival'> | null>>;
  /** The same for counting. A commit found later says what was left at the commit where no checkpoint does. */
  left: Left;
  verdict: { readonly label: Verdict; readonly settled: boolean; readonly because: string; readonly at: string } | null;
  /** Hashes of the record that holds the newest kept text. */
  kept: Readonly<Record<string, string>> | null;
  reflection: (Body<'reflection'> & { readonly at: string }) | null;
  commits: readonly Body<'commit'>[];
  /** What was seen that checks it, oldest first. */
  verification: readonly (Body<'verification'> & { readonly at: string })[];
  followUp: (Body<'followUp'> & { readonly at: string }) | null;
  /** What the developer says it was, else what the rules made of path and commit, else what it was recorded with. */
  kind: TaskKind | null;
  domain: Domain | null;
  /** What the newest inference looked at. */
  classifiedFrom: 'path' | 'commit' | null;
  caseWords: Body<'case'> | null;
  /** How the developer says the work was shared; null where they leave it to what is guessed. */
  pattern: Pattern | null;
  /** Its prompt, kept as a practice; null where it never was, or is no more. */
  practice: (Body<'practice'> & { readonly at: string }) | null;
  /** How likely its developer held it that it would stand, said before looking; the first stands. */
  prediction: { readonly expected: number; readonly at: string } | null;
  /** The developer's correction: false is "not AI". */
  ai: boolean | null;
  skippedAt: string | null;
  askedAt: string | null;
  forgotten: boolean;
  /** How many suggestions its group has, itself among them; one object for all of them. */
  together: { size: number };
  saidKind: Said<TaskKind>;
  saidDomain: Said<Domain>;
  /** Where the latest record that states each thing stands, to tell whether another is later. */
  readonly standing: Record<string, Order>;
}

/** When and about what the developer was asked, newest last. */
export interface AskedState {
  readonly at: string;
  readonly boundary: string;
  readonly suggestions: readonly string[];
  /** The suggestion drawn at random that day, if it was among them. */
  readonly random?: string | null | undefined;
}

/**
 * The state all records add up to. Records may come in any order and more than once: the result is the same as
 * in the ledger's order (`at`, segment, sequence), because of several statements the latest by that order stands.
 */
export class ReadModel {
  readonly #shared = new Shared();
  #inOrder: SuggestionState[] | undefined = [];
  #counting: readonly SuggestionState[] | undefined;
  readonly suggestions = new Map<string, SuggestionState>();
  readonly asked: AskedState[] = [];
  /** Rules, weekly reviews and lessons. */
  readonly practice = new PracticeState();
  readonly #orphans = new Map<string, LedgerRecord[]>();
  readonly #together = new Map<string, SuggestionState['together']>();
  /** The highest sequence number seen of each segment: a segment is read from its beginning, perhaps again. */
  readonly #reached = new Map<string, number>();

  add(record: LedgerRecord): void {
    if (record.seq <= (this.#reached.get(record.segment) ?? -1)) return;
    this.#reached.set(record.segment, record.seq);
    this.#counting = undefined;
    if (record.type === 'asked') this.asked.push({ at: record.at, ...record.body });
    this.#apply(record);
  }

  /** All suggestions by time, then id. Sorted once, not each time somebody asks. */
  get inOrder(): readonly SuggestionState[] {
    return (this.#inOrder ??= [...this.suggestions.values()].sort(byTime));
  }

  /** Those of {@link inOrder} that count. Chosen once for all who ask until something is added. */
  get counting(): readonly SuggestionState[] {
    return (this.#counting ??= this.inOrder.filter((state) => ReadModel.counts(state)));
  }

  /** A suggestion that counts: believed to be an AI's, not corrected, not forgotten. */
  static counts(state: SuggestionState): boolean {
    return !state.forgotten && state.ai !== false && (state.ai === true || state.body.confidence >= 0.5);
  }

  /** @param only the suggestion a record waited for: those it is about besides have it, or wait themselves */
  #apply(record: LedgerRecord, only?: string): void {
    const forEach = (ids: readonly string[], change: (state: SuggestionState) => void): void =>
      this.#forEach(record, only === undefined ? ids : [only], change);
    switch (record.type) {
      case 'suggestion': {
        this.#suggestion(record);
        return;
      }
      case 'asked': {
        forEach(record.body.suggestions, (state) => {
          if (state.askedAt === null || state.askedAt < record.at) state.askedAt = record.at;
        });
        return;
      }
      case 'survival': {
        forEach([record.body.suggestion], (state) => {
          const { body } = record;
          if (this.#isLatest(record, state, body.checkpoint)) {
            state.survival = { ...state.survival, [body.checkpoint]: this.#shared.lessOf(body, state) };
            measure(state, body.checkpoint);
          }
          this.#keepText(record, state, body.texts);
        });
        return;
      }
      case 'verdict': {
        forEach([record.body.suggestion], (state) => {
          const { label, settled, because, texts } = record.body;
          if (this.#isLatest(record, state, 'verdict')) state.verdict = { label, settled, because, at: record.at };
          this.#keepText(record, state, texts);
        });
        return;
      }
      case 'commit': {
        forEach([record.body.suggestion], (state) => {
          if (state.commits.includes(record.body)) return;
          state.commits = [...state.commits, record.body];
          measure(state, 'commit');
        });
        return;
      }
      case 'followUp': {
        forEach([record.body.suggestion], (state) => {
          if (this.#isLatest(record, state, 'followUp')) state.followUp = { ...record.body, at: record.at };
        });
        return;
      }
      case 'classified': {
        forEach(record.body.suggestions, (state) => this.#classify(record, state));
        return;
      }
      case 'verification': {
        const fact = { ...record.body, at: record.at };
        forEach(record.body.suggestions, (state) => {
          // Two windows may have seen the same.
          if (state.verification.some((known) => byTimeAndName(known, fact) === 0)) return;
          state.verification = [...state.verification, fact].sort(byTimeAndName);
        });
        return;
      }
      case 'reflection': {
        forEach(record.body.suggestions, (state) => {
          if (this.#isLatest(record, state, 'reflection')) state.reflection = { ...record.body, at: record.at };
        });
        return;
      }
      case 'skipped': {
        forEach(record.body.suggestions, (state) => {
          state.skippedAt = record.at;
        });
        return;
      }
      case 'correction': {
        forEach(record.body.suggestions, (state) => {
          if (this.#isLatest(record, state, 'correction')) state.ai = record.body.ai;
        });
        return;
      }
      case 'case': {
        forEach([record.body.suggestion], (state) => {
          if (this.#isLatest(record, state, 'case')) state.caseWords = record.body;
        });
        return;
      }
      case 'pattern': {
        forEach(record.body.suggestions, (state) => {
          if (this.#isLatest(record, state, 'pattern')) state.pattern = record.body.pattern;
        });
        return;
      }
      case 'practice': {
        forEach(record.body.suggestions, (state) => {
          if (!this.#isLatest(record, state, 'practice')) return;
          state.practice = record.body.kept ? { ...record.body, at: record.at } : null;
        });
        return;
      }
      case 'prediction': {
        const { expected } = record.body;
        forEach(record.body.suggestions, (state) => {
          if (this.#isFirst(record, state, 'prediction')) state.prediction = { expected, at: record.at };
        });
        return;
      }
      case 'forgotten': {
        forEach(record.body.suggestions, (state) => {
          state.forgotten = true;
        });
        return;
      }
      case 'rule':
      case 'week':
      case 'reconsidered':
      case 'lessons':
        this.practice.add(record);
        return;
      case 'segment':
      case 'checkpoint':
        return;
    }
  }

  #suggestion(record: RecordOf<'suggestion'>): void {
    const { body } = record;
    const place = this.#shared.orderOf(record);
    this.#shared.shorten(body);
    const known = this.suggestions.get(body.id);
    if (known) {
      // The same suggestion again: a turn that went on, or another window that followed the same transcript.
      if (body.suggestions > known.body.suggestions || body.revision > known.body.revision) {
        if (known.body.group !== body.group) {
          known.together.size -= 1;
          known.together = this.#join(body.group);
        }
        known.body = body;
        if (known.at !== record.at) this.#inOrder = undefined;
        known.at = record.at;
        known.place = place;
        this.#settleClass(known);
      }
      return;
    }
    const state: SuggestionState = {
      id: body.id,
      place,
      at: place.at,
      body,
      survival: notMeasured,
      left: nothingLeftKnown,
      verdict: null,
      kept: null,
      reflection: null,
      commits: none,
      verification: none,
      followUp: null,
      kind: body.kind ?? null,
      domain: body.domain ?? null,
      classifiedFrom: null,
      caseWords: null,
      pattern: null,
      practice: null,
      prediction: null,
      ai: null,
      skippedAt: null,
      askedAt: null,
      forgotten: false,
      together: this.#join(body.group),
      saidKind: nothing,
      saidDomain: nothing,
      standing: {},
    };
    this.suggestions.set(body.id, state);
    const last = this.#inOrder?.at(-1);
    // Nearly always the new one comes last.
    if (!last || byTime(last, state) < 0) this.#inOrder?.push(state);
    else this.#inOrder = undefined;
    const waiting = this.#orphans.get(body.id) ?? [];
    this.#orphans.delete(body.id);
    for (const orphan of waiting) this.#apply(orphan, body.id);
  }

  /** Counted while records are read, so that who opens a long one does not wait for it. */
  #join(group: string): SuggestionState['together'] {
    let together = this.#together.get(group);
    if (!together) this.#together.set(group, (together = { size: 0 }));
    together.size += 1;
    return together;
  }

  /** A record about a suggestion may be read before the suggestion itself (other segment, restored backup): it waits. */
  #forEach(record: LedgerRecord, ids: readonly string[], change: (state: SuggestionState) => void): void {
    for (const id of ids) {
      const state = this.suggestions.get(id);
      if (state) change(state);
      else {
        const waiting = this.#orphans.get(id);
        if (waiting) waiting.push(record);
        else this.#orphans.set(id, [record]);
      }
    }
  }

  #classify(record: RecordOf<'classified'>, state: SuggestionState): void {
    const { kind, domain, by, from } = record.body;
    if (kind !== undefined && this.#isLatest(record, state, `kind ${by}`))
      state.saidKind = { ...state.saidKind, [by]: kind };
    if (domain !== undefined && this.#isLatest(record, state, `domain ${by}`))
      state.saidDomain = { ...state.saidDomain, [by]: domain };
    if (by === 'inferred' && this.#isLatest(record, state, 'classified')) state.classifiedFrom = from ?? null;
    this.#settleClass(state);
  }

  /** The developer's word stands over what was inferred, however old it is. */
  #settleClass(state: SuggestionState): void {
    const stands = <T>({ author, inferred }: Said<T>, first: T | null | undefined): T | null =>
      (author !== undefined ? author : inferred !== undefined ? inferred : first) ?? null;
    state.kind = stands(state.saidKind, state.body.kind);
    state.domain = stands(state.saidDomain, state.body.domain);
  }

  #keepText(record: LedgerRecord, state: SuggestionState, texts: Readonly<Record<string, string>>): void {
    if (texts['kept'] !== undefined && this.#isLatest(record, state, 'kept')) state.kept = texts;
  }

  /** Whether this record is the latest so far, in the ledger's order, that states `what` of a suggestion. */
  #isLatest(record: LedgerRecord, state: SuggestionState, what: string): boolean {
    const latest = state.standing[what];
    if (latest && isBefore(record, latest)) return false;
    state.standing[what] = this.#shared.orderOf(record);
    return true;
  }

  /** Whether this record is the first so far, in the ledger's order, that states `what` of a suggestion. */
  #isFirst(record: LedgerRecord, state: SuggestionState, what: string): boolean {
    const first = state.standing[what];
    if (first && !isBefore(record, first)) return false;
    state.standing[what] = this.#shared.orderOf(record);
    return true;
  }
}

const none: readonly never[] = Object.freeze([]);
const nothing = Object.freeze({});
/** One shape for all of them: what is read a hundred thousand times is read fastest so. */
const notMeasured: SuggestionState['survival'] = Object.freeze({
  '30s': null,
  '120s': null,
  '300s': null,
  '600s': null,
  save: null,
  commit: null,
  '14d': null,
});

/** Brings {@link SuggestionState.left} up to what was measured at a checkpoint. */
function measure(state: SuggestionState, checkpoint: Checkpoint): void {
  const counted = survivalCheckpoints.find((name) => name === checkpoint);
  if (counted) state.left = withLeft(state.left, counted, distanceAt(state, counted));
}

/** How far a suggestion had gone from what was offered, 0 to 1; null where that was not measured. */
export function distanceAt({ survival, commits }: SuggestionState, checkpoint: Checkpoint): number | null {
  const measured = survival[checkpoint]?.distance ?? null;
  if (measured !== null || checkpoint !== 'commit') return measured;
  // A commit found later, when its decision was looked at again, comes with its distance alone.
  for (const { distance } of commits) if (distance !== null) return distance;
  return null;
}

/** Keeps what many suggestions have in common once. A long ledger is mostly the same few words, again and again. */
class Shared {
  readonly #texts = new Map<string, string>();
  readonly #tools = new Map<string, Body<'suggestion'>['tool']>();
  readonly #evidence = new Map<string, Body<'suggestion'>['evidence']>();
  #group = '';
  #last: { readonly of: LedgerRecord; readonly order: Order } | undefined;

  /** One object for all that a record states. */
  orderOf(record: LedgerRecord): Order {
    if (this.#last?.of !== record) {
      const { type, segment, seq } = record;
      // What is stated together carries one time.
      const at = record.at === this.#last?.order.at ? this.#last.order.at : record.at;
      this.#last = { of: record, order: { type, at, segment: one(this.#texts, segment, segment), seq } };
    }
    return this.#last.order;
  }

  /** Puts equal values in the place of a body's own. */
  shorten(body: Body<'suggestion'>): void {
    body.tool = one(this.#tools, JSON.stringify(body.tool), body.tool);
    body.evidence = one(this.#evidence, JSON.stringify(body.evidence), body.evidence);
    if (body.language !== null) body.language = one(this.#texts, body.language, body.language);
    if (body.turn) body.turn.session = one(this.#texts, body.turn.session, body.turn.session);
    // Those that belong together mostly stand together.
    if (body.group === body.id) body.group = body.id;
    else if (body.group === this.#group) body.group = this.#group;
    else this.#group = body.group;
  }

  lessOf(body: Body<'survival'>, { id }: SuggestionState): Body<'survival'> {
    body.suggestion = id;
    if (isEmpty(body.texts)) body.texts = nothing;
    return body;
  }
}

/** So many different values are kept for sharing; a ledger with more of them gains nothing by it. */
const mostShared = 10_000;

/** The first value that came with this key. */
function one<T>(known: Map<string, T>, key: string, value: T): T {
  const first = known.get(key);
  if (first !== undefined) return first;
  if (known.size < mostShared) known.set(key, value);
  return value;
}

function isEmpty(value: object): boolean {
  for (const _ in value) return false;
  return true;
}

/** Facts of one moment come in the order of their names, whichever segment was read first. */
function byTimeAndName(a: Body<'verification'> & { at: string }, b: Body<'verification'> & { at: string }): number {
  const [first, second] = [a, b].map(({ at, kind, what, result }) => [at, kind, what, result].join(' '));
  return (first ?? '') < (second ?? '') ? -1 : first === second ? 0 : 1;
}

/** The ledger's order: time, segment, sequence. */
function isBefore(a: Order, b: Order): boolean {
  if (a.at !== b.at) return a.at < b.at;
  return a.segment !== b.segment ? a.segment < b.segment : a.seq < b.seq;
}
