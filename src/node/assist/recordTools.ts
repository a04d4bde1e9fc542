import { assistedMark } from '../../core/ledger/assistedMark.ts';
import * as v from 'valibot';
import { describeFound, findInput, knownReasons, noteInput, type NoteInput } from '../../core/assist/recordTools.ts';
import type { Decision } from '../../core/ledger/decision.ts';
import { ReadModel } from '../../core/ledger/readModel.ts';
import type { SuggestionState } from '../../core/ledger/suggestionState.ts';
import type { Redactor } from '../../core/portfolio/redact/redactor.ts';
import { isoTime, type Clock } from '../../core/shared/clock.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import { reasonWords } from '../../core/shared/reasons.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { decisionsOfFolder } from '../privacy/selectDecisions.ts';

/** A decision that may be noted, and what exactly would be written. */
export interface Noting {
  /** For the developer to confirm. */
  readonly words: string;
  /** Writes it. @throws PairfolioError `ledger-unwritable`, `usage` where it was answered meanwhile */
  write(): string;
}

/** What of the record an assistant may see. */
export interface ToolScope {
  /** Whole paths; what lies in them is the workspace. */
  folders(): readonly string[];
  /** Whether notes on a decision may be told, by its private texts: not where only metrics are kept. */
  mayShare(texts: Readonly<Record<string, string>>): boolean;
}

/** The record of some folders as a tool for an assistant. Nothing of any other folder is ever told or changed. */
export class RecordTools {
  readonly #ledger: Ledger;
  readonly #clock: Clock;
  readonly #redactor: () => Promise<Redactor>;
  readonly #scope: ToolScope;

  constructor(ledger: Ledger, clock: Clock, redactor: () => Promise<Redactor>, scope: ToolScope) {
    this.#ledger = ledger;
    this.#clock = clock;
    this.#redactor = redactor;
    this.#scope = scope;
  }

  /** @returns JSON @throws PairfolioError `usage` where it is asked wrongly, `ledger-unreadable` */
  async find(input: unknown): Promise<string> {
    const read = v.safeParse(findInput, input ?? {});
    if (!read.success) throw wrongInput();
    await this.#ledger.readSoon();
    const decisions = this.#states().map((state) => this.#told(state));
    const redactor = await this.#redactor();
    const texts = decisions.flatMap(({ file, reflection }) => [
      file ?? '',
      reflection?.note ?? '',
      ...(reflection?.reasons ?? []).map(reasonWords),
    ]);
    await redactor.prepare([...texts, '']);
    return describeFound(decisions, read.output, (text) => redactor.redact(text).text);
  }

  /** Looks what would be noted, and writes nothing yet. @throws PairfolioError `usage`, `not-found` */
  note(input: unknown): Noting {
    const read = v.safeParse(noteInput, input);
    if (!read.success) throw wrongInput();
    const said = read.output;
    const { known, unknown } = knownReasons(said.stance, said.reasons);
    if (unknown.length > 0)
      throw new PairfolioError('usage', `These are no reasons for “${said.stance}”; choose among those of the schema.`);
    const group = this.#find(said);
    const note = said.note?.replace(/\s+/g, ' ').trim() ?? '';
    const words = [said.stance, ...known.map(reasonWords), ...(note === '' ? [] : [`“${note}”`])].join(' · ');
    return { words, write: () => this.#write(group, said, known, note) };
  }

  #write(group: string, { stance }: NoteInput, reasons: readonly string[], note: string): string {
    const parts = this.#open().filter(({ body }) => body.group === group);
    if (parts.length === 0) throw answered();
    const assisted = [...(note === '' ? [] : ['note']), ...(reasons.length === 0 ? [] : ['reasons'])];
    this.#ledger.append(
      {
        type: 'reflection',
        at: isoTime(this.#clock.now()),
        body: {
          suggestions: parts.map(({ id }) => id),
          stance,
          reasons: [...reasons],
          tippedOff: null,
          // An assistant put the words: the developer confirmed them.
          ...assistedMark(assisted),
        },
      },
      { note: note === '' ? undefined : note },
    );
    return JSON.stringify({ schema: 'pairfolio.noted/1', id: parts[0]?.id, stance });
  }

  /** The group that is meant: never one the developer has spoken of, for their word is not written over. */
  #find({ id, file }: NoteInput): string {
    const mine = this.#states();
    const found =
      id !== undefined
        ? mine.find((state) => state.id === id)
        : mine.findLast(
            (state) =>
              state.reflection === null &&
              (file === undefined || this.#ledger.texts.lookUp(state.body.texts)['file'] === file),
          );
    if (!found) throw new PairfolioError('not-found', 'There is no such decision in this workspace.');
    if (found.reflection !== null) throw answered();
    return found.body.group;
  }

  #told(state: SuggestionState): Decision {
    const decision = this.#ledger.decision(state);
    const { reflection } = decision;
    if (reflection === null || this.#scope.mayShare(this.#ledger.texts.lookUp(state.body.texts))) return decision;
    return { ...decision, reflection: { ...reflection, note: null } };
  }

  #open(): SuggestionState[] {
    return this.#states().filter(({ reflection }) => reflection === null);
  }

  #states(): SuggestionState[] {
    const states = this.#scope.folders().flatMap((folder) => decisionsOfFolder(this.#ledger, folder));
    return [...new Set(states)].filter((state) => ReadModel.counts(state)).sort((a, b) => (a.at < b.at ? -1 : 1));
  }
}

function wrongInput(): PairfolioError {
  return new PairfolioError('usage', 'The tool was called with something its schema does not allow.');
}

function answered(): PairfolioError {
  return new PairfolioError('usage', 'The developer has said something about this decision already; that stands.');
}
