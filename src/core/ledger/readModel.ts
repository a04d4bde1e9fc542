import type { Checkpoint } from '../shared/words.ts';
import { nothingLeftKnown, survivalCheckpoints, withLeft } from './left.ts';
import { isBefore } from './order.ts';
import { PracticeState } from './practiceState.ts';
import type { Body, LedgerRecord } from './records.ts';
import { nothing, SharedValues } from './sharedValues.ts';
import { distanceAt, type Said, type SeenCheck, type SuggestionState } from './suggestionState.ts';
import { byTime } from './toDecision.ts';

type RecordOf<T extends LedgerRecord['type']> = Extract<LedgerRecord, { readonly type: T }>;

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
  readonly #shared = new SharedValues();
  #inOrder: SuggestionState[] | undefined = [];
  #counting: readonly SuggestionState[] | undefined;
  readonly suggestions = new Map<string, SuggestionState>();
  readonly asked: AskedState[] = [];
  /** Rules, weekly reviews and lessons. */
  readonly practice = new PracticeState();
  readonly #orphans = new Map<string, LedgerRecord[]>();
  readonly #together = new Map<string, SuggestionState[]>();
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

  /** The suggestions of a group, by id; none where there is no such group. */
  group(id: string): readonly SuggestionState[] {
    return this.#together.get(id) ?? none;
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
            state.survival = { ...state.survival, [body.checkpoint]: this.#shared.lessOf(body, state.id) };
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
          state.commits = withOne(state.commits, { ...record.body, at: record.at }, commitKey);
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
        const { suggestions, kind, what, result, check } = record.body;
        const fact = { kind, what, result, check, at: record.at };
        forEach(suggestions, (state) => {
          state.verification = withOne(state.verification, fact, checkKey);
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
          if (this.#isLatest(record, state, 'skipped')) state.skippedAt = record.at;
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
      if (saysMore(body, known.body) || (!saysMore(known.body, body) && this.#isFirst(record, known, 'suggestion'))) {
        known.standing['suggestion'] = place;
        if (known.body.group !== body.group) {
          this.#leave(known);
          known.together = this.#join(body.group, known);
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
      together: none,
      saidKind: nothing,
      saidDomain: nothing,
      standing: { suggestion: place },
    };
    state.together = this.#join(body.group, state);
    this.suggestions.set(body.id, state);
    const last = this.#inOrder?.at(-1);
    // Nearly always the new one comes last.
    if (!last || byTime(last, state) < 0) this.#inOrder?.push(state);
    else this.#inOrder = undefined;
    const waiting = this.#orphans.get(body.id) ?? [];
    this.#orphans.delete(body.id);
    for (const orphan of waiting) this.#apply(orphan, body.id);
  }

  /** Gathered while records are read, so that who opens a long one does not wait for it. By id, whatever was read first. */
  #join(group: string, state: SuggestionState): SuggestionState['together'] {
    let together = this.#together.get(group);
    if (!together) this.#together.set(group, (together = [state]));
    else together.splice(placeIn(together, state.id), 0, state);
    return together;
  }

  #leave({ id, body }: SuggestionState): void {
    const together = this.#together.get(body.group) ?? [];
    const place = together.findIndex((other) => other.id === id);
    if (place >= 0) together.splice(place, 1);
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

/** Where an id stands among ids in order, or would. */
function placeIn(states: readonly SuggestionState[], id: string): number {
  const after = states.findIndex((state) => state.id > id);
  return after < 0 ? states.length : after;
}

/** Whether one record of a suggestion goes further than another: a later revision, or one of more suggestions. */
function saysMore(a: Body<'suggestion'>, b: Body<'suggestion'>): boolean {
  return a.revision !== b.revision ? a.revision > b.revision : a.suggestions > b.suggestions;
}

/** What one commit says, its time first. */
function commitKey({ at, texts, distance, insteadOf = [] }: SuggestionState['commits'][number]): string {
  return [at, texts['sha'], distance, ...insteadOf].join(' ');
}

/** What one check says, its time first. */
function checkKey({ at, kind, what, result, check }: SeenCheck): string {
  return [at, kind, what, result, check].join(' ');
}

/** Adds what is not known yet, in the order of the keys, whichever segment was read first. */
function withOne<T>(all: readonly T[], one: T, keyOf: (value: T) => string): readonly T[] {
  const key = keyOf(one);
  const next = all.findIndex((known) => keyOf(known) >= key);
  if (next < 0) return [...all, one];
  // Two windows may have seen the same.
  const known = all[next];
  return known !== undefined && keyOf(known) === key ? all : [...all.slice(0, next), one, ...all.slice(next)];
}
