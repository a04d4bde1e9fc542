import { setImmediate as nextTurn } from 'node:timers/promises';
import * as vscode from 'vscode';
import { CellRecords } from '../../core/dashboard/cellRecord.ts';
import { taskKindOf } from '../../core/follow/taskKind.ts';
import type { SuggestionState } from '../../core/ledger/suggestionState.ts';
import { languageName } from '../../core/portfolio/words.ts';
import type { Clock } from '../../core/shared/clock.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';

/** A record is counted anew after so long (ms): it changes slowly. */
const keptFor = 60 * 60_000;

/** Says beside a suggestion what the developer's own record is in its cell, where that is poor. */
export class Cues {
  readonly #ledger: Ledger;
  readonly #clock: Clock;
  #records: CellRecords | undefined;
  #counted = 0;

  constructor(ledger: Ledger, clock: Clock) {
    this.#ledger = ledger;
    this.#clock = clock;
  }

  /** Whether it was counted lately. */
  get isFresh(): boolean {
    return this.#records !== undefined && this.#clock.now() - this.#counted < keptFor;
  }

  /** Counts the record, in slices. @throws PairfolioError `ledger-unreadable` */
  async count(): Promise<void> {
    await this.#ledger.readSoon();
    const counting = CellRecords.counting(this.#ledger.states());
    for (;;) {
      const step = counting.next();
      if (step.done === true) {
        this.#records = step.value;
        this.#counted = this.#clock.now();
        return;
      }
      await nextTurn();
    }
  }

  /** "You reworked 6 of 8 here (migrations, SQL)."; undefined where there is nothing to say. */
  of(state: SuggestionState): string | undefined {
    const { language } = state.body;
    const kind = state.kind ?? this.#kindOf(state);
    const cell = this.#records?.poorAt(kind, language);
    if (!cell) return undefined;
    return vscode.l10n.t(
      'You reworked {0} of {1} here ({2}, {3}).',
      cell.reworked,
      cell.n,
      kind ?? '',
      languageName(language),
    );
  }

  #kindOf({ body }: SuggestionState): SuggestionState['kind'] {
    const { file = null, before = null, suggested = null } = this.#ledger.texts.lookUp(body.texts);
    return taskKindOf({ file, before, suggested, language: body.language });
  }
}
