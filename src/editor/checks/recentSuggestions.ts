import path from 'node:path';
import type { Followers } from '../../core/follow/followers.ts';
import { runWindow, type Checkable } from '../../core/follow/checks/runs.ts';
import { ReadModel } from '../../core/ledger/readModel.ts';
import type { Clock } from '../../core/shared/clock.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';

/** A suggestion that may still be checked, with where it is; as the ledger names it, so a closed file is no difference. */
interface Recent extends Checkable {
  readonly workspace: string | undefined;
  readonly file: string | undefined;
}

/** The suggestions of the last hours, whoever made them and whichever window or command recorded them. */
export class RecentSuggestions {
  readonly #ledger: Ledger;
  readonly #followers: Followers;
  readonly #clock: Clock;

  constructor(ledger: Ledger, followers: Followers, clock: Clock) {
    this.#ledger = ledger;
    this.#followers = followers;
    this.#clock = clock;
  }

  /** Those of a repository or folder. @throws PairfolioError `ledger-unreadable` */
  below(root: string): Recent[] {
    const workspace = path.basename(root);
    return this.#all().filter((suggestion) => suggestion.workspace === workspace);
  }

  /** Those of a file in a repository or folder. @throws PairfolioError `ledger-unreadable` */
  in(root: string, file: string): Recent[] {
    const name = path.relative(root, file).split(path.sep).join('/').normalize('NFC');
    return this.below(root).filter((suggestion) => suggestion.file === name);
  }

  #all(): Recent[] {
    // Twice the window: a run may have begun long before it ended.
    const oldest = this.#clock.now() - 2 * runWindow;
    const removed = this.#removed();
    const recent: Recent[] = [];
    for (const state of this.#ledger.read().suggestions.values()) {
      const at = Date.parse(state.at);
      if (at < oldest || !ReadModel.counts(state)) continue;
      const { workspace, file } = this.#ledger.texts.lookUp(state.body.texts);
      const gone = removed.has(state.id) || state.verdict?.label === 'overrode';
      recent.push({ id: state.id, at, gone, verification: state.verification, workspace, file });
    }
    return recent;
  }

  /** Suggestions of open documents of which nothing is left, or that git has set aside. */
  #removed(): Set<string> {
    const all = this.#followers.documents.flatMap((document) => [...this.#followers.in(document)]);
    return new Set(
      all
        .filter(({ ranges, frozen }) => frozen || ranges.every(({ start, end }) => start === end))
        .map(({ followed }) => followed.id),
    );
  }
}
