import type { RecordDrafts } from '../../core/assist/recordTasks.ts';
import type { DecisionGroup } from '../../core/portfolio/groups.ts';
import type { Rule } from '../../core/practice/rules.ts';
import type { Event } from '../../core/shared/event.ts';
import type { Stance } from '../../core/shared/words.ts';

/** What of one decision a model may draft: a title for its case, or why it fell as it did. */
export type DraftUse = 'title' | 'reason';

/** The decision a draft is about. */
export interface DraftSubject {
  /** Its suggestions, the one it is known by first. */
  readonly ids: readonly string[];
  /** What the developer says now, where that is not recorded yet. */
  readonly stance?: Stance;
}

/** The decisions such a draft is about. */
export interface RecordSubject {
  readonly groups: readonly DecisionGroup[];
  /** The rule the developer tries. */
  readonly rule?: Rule | undefined;
}

/** A draft about many decisions. `by` and `problem` as in {@link DraftReply}. */
export interface RecordReply<Draft> {
  readonly draft: Draft;
  readonly by: string | null;
  readonly problem: string | null;
}

/** A draft as a page shows it. */
export interface DraftReply {
  /** The words: the title, or the line that says why. */
  readonly text: string;
  /** Ids of reason chips that are suggested beside it. */
  readonly reasons: readonly string[];
  /** The name of the model; null where none helped, and the words follow from the record alone. */
  readonly by: string | null;
  /** Why no model helped, in words of the display language; null where one did. */
  readonly problem: string | null;
}

/** Help from a model, on the developer's terms: off until one is chosen, and nothing is sent that was not asked for. */
export interface Assist {
  /** Whether a model was chosen, and this workspace is trusted. */
  readonly on: boolean;
  /** A setting of it changed. */
  readonly onDidChange: Event<undefined>;
  /**
   * @throws PairfolioError `not-found`, `cancelled` (also where the developer does not want it to be sent), `ledger-unwritable`
   */
  draft(subject: DraftSubject, use: DraftUse, signal: AbortSignal): Promise<DraftReply>;
  /** Shows what {@link draft} would send, and sends nothing. */
  showOutgoing(subject: DraftSubject, use: DraftUse): Promise<void>;
  /** As {@link draft}, about many decisions. @throws PairfolioError as there */
  draftOf<Use extends keyof RecordDrafts>(
    use: Use,
    subject: RecordSubject,
    signal: AbortSignal,
  ): Promise<RecordReply<RecordDrafts[Use]>>;
  /** Shows what {@link draftOf} would send, and sends nothing. */
  showOutgoingOf(use: keyof RecordDrafts, subject: RecordSubject): Promise<void>;
  /** @param choice `off`, `editor` or `endpoint`; without it the developer is asked. @returns what came of it, in a sentence */
  chooseModel(choice?: unknown): Promise<string | undefined>;
  /** Sets the key of the endpoint, or clears it. */
  setKey(): Promise<void>;
  /** Shows everything that was ever sent. */
  showSent(): Promise<void>;
}
