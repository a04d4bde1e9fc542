import fs from 'node:fs';
import { withLf } from '../../core/follow/lineBreaks.ts';
import { relativeDistance } from '../../core/follow/distance.ts';
import { joinHunks } from '../../core/follow/hunks.ts';
import { placeByText } from '../../core/follow/placing.ts';
import type { SuggestionState } from '../../core/ledger/suggestionState.ts';
import { isoTime, type Clock } from '../../core/shared/clock.ts';
import { ObjectReader } from '../git/objectReader.ts';
import { Repository } from '../git/git.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { FileTexts } from './fileTexts.ts';
import type { SettledDecision } from './followDecision.ts';
import { pathKey, type History } from './history.ts';
import { findLanding } from './landing.ts';
import { Pace, type WorkLimits } from './pace.ts';
import { locatePending, readSettled } from './pending.ts';
import { readHistory } from './readHistory.ts';
import { changeAt } from './trace.ts';

/** Commits older than this (ms) are not rewritten any more; what is, the look after fourteen days finds. */
const reach = 30 * 24 * 60 * 60 * 1000;

/** A decision with a commit that a rewritten history no longer holds. */
interface Linked {
  readonly state: SuggestionState;
  readonly decision: SettledDecision;
}

/**
 * After an amend, a rebase or a squash: links each decision to the commit that holds it now, in the place of the one
 * that is gone. Decisions whose commits still stand are left alone, and so are those that cannot be found again.
 */
export class Relinking {
  readonly #ledger: Ledger;
  readonly #clock: Clock;

  constructor(ledger: Ledger, clock: Clock) {
    this.#ledger = ledger;
    this.#clock = clock;
  }

  /**
   * @param root the repository's folder
   * @returns how many decisions were linked anew
   * @throws PairfolioError `git-failed`, `ledger-unwritable`, `cancelled`
   */
  async run(root: string, limits: WorkLimits): Promise<number> {
    const pace = new Pace(this.#clock, limits);
    const linked: Linked[] = [];
    // The editor records the folder as it was opened, an import as git has it.
    const roots = [root, fs.realpathSync(root)];
    for (const state of this.#ledger.states()) {
      await pace.breathe();
      const one = this.#linked(state, roots);
      if (one) linked.push(one);
    }
    const head = linked.length === 0 ? null : await new Repository(root, limits.signal).head();
    if (!head) return 0;
    const history = await readHistory({
      root,
      head: head.sha,
      paths: new Set(linked.map(({ decision }) => pathKey(decision.file))),
      since: this.#clock.now() - reach,
      signal: limits.signal,
    });
    const objects = new ObjectReader(root, limits.signal);
    try {
      const texts = new FileTexts(objects);
      let anew = 0;
      for (const one of linked) {
        await pace.breathe();
        if (await this.#relink(one, history, objects, texts)) anew += 1;
      }
      return anew;
    } finally {
      objects.close();
    }
  }

  #linked(state: SuggestionState, roots: readonly string[]): Linked | null {
    if (state.commits.length === 0 || Date.parse(state.at) < this.#clock.now() - reach) return null;
    const pending = locatePending(this.#ledger, state);
    if (!pending || !roots.includes(pending.repository ?? '')) return null;
    const decision = readSettled(this.#ledger, pending);
    return decision && { state, decision };
  }

  async #relink(
    { state, decision }: Linked,
    history: History,
    objects: ObjectReader,
    texts: FileTexts,
  ): Promise<boolean> {
    const replaced = new Set(state.commits.flatMap(({ insteadOf = [] }) => insteadOf));
    const gone = state.commits.filter((commit) => {
      if (replaced.has(commit.texts['sha'] ?? '')) return false;
      const sha = this.#ledger.texts.lookUp(commit.texts)['sha'];
      return sha !== undefined && history.indexOf(sha) === null;
    });
    const insteadOf = gone.flatMap(({ texts: { sha } }) => sha ?? []);
    if (insteadOf.length === 0) return false;
    const { file, at, shas, verdict } = decision;
    const kept = decision.texts?.kept ?? null;
    const landing = await findLanding(history, objects, texts, {
      file,
      at,
      shas,
      kept,
      overridden: verdict === 'overrode',
    });
    if (!landing) return false;
    const { sha, time } = history.commit(landing.index);
    const change = changeAt(history.commit(landing.index), file);
    const text = change?.new ? await texts.read(change.new, change.to) : '';
    this.#ledger.append(
      {
        type: 'commit',
        at: isoTime(time),
        body: { suggestion: state.id, distance: text === null ? null : distanceIn(text, decision), insteadOf },
      },
      { sha },
    );
    return true;
  }
}

function distanceIn(text: string, { texts }: SettledDecision): number | null {
  if (!texts) return null;
  const { suggested, hunks, language } = texts;
  const kept = joinHunks(hunks.map((part) => placeByText(withLf(text).text, part, language)));
  return Math.round(relativeDistance(suggested, kept, language) * 10_000) / 10_000;
}
