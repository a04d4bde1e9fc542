import { isModelError, wholeAnswer, type Model, type ModelReason, type Question } from '../../core/assist/model.ts';
import { questionFor, type Task } from '../../core/assist/task.ts';
import type { Redactor } from '../../core/portfolio/redact/redactor.ts';
import { isoTime, type Clock } from '../../core/shared/clock.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import type { SentLog } from './sentLog.ts';

/** The model the developer chose. */
export interface ChosenModel {
  readonly provider: 'editor' | 'endpoint';
  /** Its id. */
  readonly name: string;
  /** Host and port; null for the editor's own. */
  readonly host: string | null;
  /** Whether what is sent can be read on the way. */
  readonly open: boolean;
  readonly model: Model;
}

/** A question as it would be sent, to whom. */
export interface Outgoing {
  readonly question: Question;
  readonly to: Omit<ChosenModel, 'model'>;
}

/** What drafting works with. */
export interface DraftingParts {
  /** The chosen model. @throws PairfolioError one of the model's reasons where it cannot be had */
  readonly model: () => Promise<ChosenModel>;
  /** Shows what would be sent where that has to be seen first. @returns whether it may be sent */
  readonly consent: (outgoing: Outgoing) => Promise<boolean>;
  readonly redactor: () => Promise<Redactor>;
  readonly log: SentLog;
  readonly clock: Clock;
}

/** A draft, and who made it. */
export interface Drafted<Draft> {
  readonly draft: Draft;
  /** The name of the model; null where there was none to help, and the draft follows from the record alone. */
  readonly by: string | null;
  /** Why no model helped; null where one did. */
  readonly problem: ModelReason | null;
}

/** Asks a model for drafts: nothing goes out that was not redacted, could not be seen before, and is not in the log. */
export class Drafting {
  readonly #parts: DraftingParts;

  constructor(parts: DraftingParts) {
    this.#parts = parts;
  }

  /** What would be sent, for the developer to see. @throws PairfolioError where no model can be had */
  async outgoing<Facts>(task: Task<Facts, unknown>, facts: Facts): Promise<Outgoing> {
    const chosen = await this.#parts.model();
    return { question: await questionFor(task, facts, await this.#parts.redactor()), to: chosen };
  }

  /**
   * A draft by the chosen model; where it fails, what follows from the record alone, and why.
   * @param about ids of the suggestions the facts come from
   * @throws PairfolioError `cancelled` (also where the developer does not want it to be sent), `ledger-unwritable`
   */
  async draft<Facts, Draft>(
    task: Task<Facts, Draft>,
    facts: Facts,
    about: readonly string[],
    signal: AbortSignal,
  ): Promise<Drafted<Draft>> {
    try {
      const chosen = await this.#parts.model();
      const question = await questionFor(task, facts, await this.#parts.redactor());
      requireGoing(signal);
      if (!(await this.#parts.consent({ question, to: chosen }))) throw cancelled();
      requireGoing(signal);
      const answer = await this.#ask(chosen, task, question, about, signal);
      return { draft: task.read(answer, facts), by: chosen.name, problem: null };
    } catch (error) {
      if (!isModelError(error)) throw error;
      return { draft: task.plain(facts), by: null, problem: error.reason };
    }
  }

  async #ask(
    { provider, name, host, model }: ChosenModel,
    task: Task<never, unknown>,
    question: Question,
    about: readonly string[],
    signal: AbortSignal,
  ): Promise<string> {
    const { log, clock } = this.#parts;
    const now = (): string => isoTime(clock.now());
    const ended = log.sending({ at: now(), provider, model: name, host, task: task.name, about, ...question });
    try {
      const answer = await wholeAnswer(model.ask(question, signal));
      ended('answered', now());
      return answer;
    } catch (error) {
      ended(PairfolioError.is(error) ? error.reason : 'failed', now());
      throw error;
    }
  }
}

function cancelled(): PairfolioError {
  return new PairfolioError('cancelled', 'Nothing was sent.');
}

function requireGoing(signal: AbortSignal): void {
  if (signal.aborted) throw cancelled();
}
