import type { RecordSink } from '../../core/ledger/port.ts';
import { isoTime, type Clock } from '../../core/shared/clock.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import { Repository } from '../git/git.ts';
import { ObjectReader } from '../git/objectReader.ts';
import { runGit } from '../git/runGit.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { FileTexts } from './fileTexts.ts';
import { followDecision, type Followed } from './followDecision.ts';
import { pathKey, type History } from './history.ts';
import { Pace, type WorkLimits } from './pace.ts';
import { isPending, locatePending, readSettled, type Pending } from './pending.ts';
import { readHistory } from './readHistory.ts';
import { emptyFollowUpSummary, type FollowUpSummary } from './summary.ts';

export type { FollowUpSummary } from './summary.ts';

/** Folders of the repositories a workspace of that name may be; asked for decisions that do not say where they were made. */
export type RootsOf = (workspace: string | null) => readonly string[];

/** Where decisions of one repository are looked up. */
interface Opened {
  readonly root: string;
  /** What all branches point at: while it is the same, so is the history. */
  readonly state: string;
  readonly paths: ReadonlySet<string>;
  readonly since: number;
  readonly history: History;
}

/** Commits somewhat older than a decision are read as well: clocks of two machines differ. Milliseconds. */
const slack = 2 * 24 * 60 * 60 * 1000;

/** Nothing is known about these; a later look may find them. */
const unknowns: ReadonlySet<string> = new Set([
  'no-repository',
  'not-in-history',
  'file-gone',
  'no-text',
  'unreadable',
  'place-unknown',
]);

/**
 * Looks at settled decisions again after fourteen days and records what they proved to be. May be run again and again:
 * what is written is not done twice, and a run that was stopped goes on where it was.
 */
export class FollowUps {
  readonly #ledger: Ledger & RecordSink;
  readonly #clock: Clock;
  readonly #rootsOf: RootsOf;
  /** Decisions looked for in vain, with the state of the repository then. */
  readonly #inVain = new Map<string, string>();
  #opened: Opened | null = null;

  constructor(ledger: Ledger, clock: Clock, rootsOf: RootsOf = () => []) {
    this.#ledger = ledger;
    this.#clock = clock;
    this.#rootsOf = rootsOf;
  }

  /**
   * Never works longer than some 20 ms at a stretch, except on a single very large file. Reading a repository's
   * history is not interrupted by the budget.
   * @throws PairfolioError `ledger-unwritable`, `ledger-unreadable`
   */
  async run(limits: WorkLimits): Promise<FollowUpSummary> {
    const pace = new Pace(this.#clock, limits);
    const summary = emptyFollowUpSummary();
    try {
      for (const [root, pending] of await this.#byRoot(summary, pace)) {
        if (pace.isOver) {
          summary.stopped = true;
          break;
        }
        await this.#repository(root, pending, summary, pace, limits);
      }
    } catch (error) {
      if (!PairfolioError.is(error, 'cancelled')) throw error;
      summary.stopped = true;
    }
    if (!summary.stopped) this.#opened = null;
    return summary;
  }

  /** What is due, by the folder of its repository. */
  async #byRoot(summary: FollowUpSummary, pace: Pace): Promise<Map<string, Pending[]>> {
    const due: Pending[] = [];
    const recorded = new Map<string, Set<string>>();
    for (const state of this.#ledger.states()) {
      await pace.breathe();
      if (!isPending(state, this.#clock.now())) continue;
      const pending = locatePending(this.#ledger, state);
      if (!pending) continue;
      due.push(pending);
      const { workspace, repository } = pending;
      if (workspace !== null && repository !== null)
        recorded.set(workspace, (recorded.get(workspace) ?? new Set()).add(repository));
    }
    summary.due = due.length;
    const repositories = new Map<string, Promise<string | null>>();
    const find = (folder: string): Promise<string | null> => {
      const found = repositories.get(folder) ?? rootOf(folder);
      repositories.set(folder, found);
      return found;
    };
    const byRoot = new Map<string, Pending[]>();
    for (const pending of due) {
      await pace.breathe();
      const { workspace, repository } = pending;
      const candidates =
        repository !== null ? [repository] : [...(recorded.get(workspace ?? '') ?? []), ...this.#rootsOf(workspace)];
      const roots = (await Promise.all(candidates.map(find))).filter((root) => root !== null);
      const [root] = roots;
      if (root !== undefined) byRoot.set(root, [...(byRoot.get(root) ?? []), pending]);
      else if (repository !== null || candidates.length > 0 || pending.state.body.turn !== null)
        this.#write(pending, noRepository, summary);
      else summary.elsewhere += 1;
    }
    return byRoot;
  }

  async #repository(
    root: string,
    pending: readonly Pending[],
    summary: FollowUpSummary,
    pace: Pace,
    { signal }: WorkLimits,
  ): Promise<void> {
    let objects: ObjectReader | null = null;
    try {
      const state = await stateOf(root, signal);
      const left = pending.filter((one) => this.#inVain.get(one.state.id) !== state.join(' '));
      if (left.length === 0) return;
      const { history } = await this.#open(root, state, left, signal);
      objects = new ObjectReader(root, signal);
      const repository = { history, objects, texts: new FileTexts(objects) };
      // File by file, so that a text is read once for all decisions in it.
      for (const one of left.toSorted(byFileAndTime)) {
        await pace.breathe();
        if (pace.isOver) {
          summary.stopped = true;
          return;
        }
        const decision = readSettled(this.#ledger, one);
        const followed = decision && (await followDecision(repository, decision, this.#clock.now()));
        if (!followed) continue;
        if (unknowns.has(followed.because)) this.#inVain.set(one.state.id, state.join(' '));
        this.#write(one, followed, summary);
      }
    } catch (error) {
      if (!PairfolioError.is(error, 'git-failed')) throw error;
      summary.gitFailed += pending.length;
    } finally {
      objects?.close();
    }
  }

  async #open(
    root: string,
    [head, ...refs]: readonly string[],
    pending: readonly Pending[],
    signal: AbortSignal,
  ): Promise<Opened> {
    const state = [head, ...refs].join(' ');
    const paths = new Set(pending.map(({ file }) => pathKey(file)));
    const since = Math.min(...[...new Set(pending.map((one) => one.state.at))].map((at) => Date.parse(at))) - slack;
    const opened = this.#opened;
    if (
      opened?.root === root &&
      opened.state === state &&
      opened.since <= since &&
      [...paths].every((path) => opened.paths.has(path))
    )
      return opened;
    const history = await readHistory({ root, head: head || null, paths, since, signal });
    return (this.#opened = { root, state, paths, since, history });
  }

  #write({ state }: Pending, followed: Followed, summary: FollowUpSummary): void {
    const { days, distance, outcome, because, sha, survival, landed } = followed;
    const { id } = state;
    if (state.followUp?.because === because || this.#ledger.isForgotten(id)) return; // still not known
    if (landed)
      this.#ledger.append(
        { type: 'commit', at: isoTime(landed.time), body: { suggestion: id, distance: landed.distance } },
        { sha: landed.sha },
      );
    if (survival)
      this.#ledger.append({
        type: 'survival',
        at: isoTime(survival.time),
        body: { suggestion: id, checkpoint: '14d', ...survival.figures },
      });
    this.#ledger.append(
      { type: 'followUp', at: isoTime(this.#clock.now()), body: { suggestion: id, days, distance, outcome, because } },
      { sha: sha ?? undefined },
    );
    summary.followed += 1;
    if (outcome !== null) summary.outcomes[outcome] += 1;
    else if (unknowns.has(because)) summary.unknown += 1;
    else summary.none += 1;
  }
}

const noRepository = {
  days: 14,
  distance: null,
  outcome: null,
  because: 'no-repository',
  sha: null,
  survival: null,
  landed: null,
} as const;

async function rootOf(folder: string): Promise<string | null> {
  try {
    return (await Repository.find(folder))?.root ?? null;
  } catch (error) {
    if (PairfolioError.is(error, 'git-failed')) return null;
    throw error;
  }
}

/** The commit checked out (empty before the first) and those all branches point at. @throws PairfolioError `git-failed`, `cancelled` */
async function stateOf(root: string, signal: AbortSignal): Promise<string[]> {
  const head = await runGit(root, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], { signal });
  const refs = await runGit(root, ['for-each-ref', '--format=%(objectname)', 'refs/heads', 'refs/remotes'], { signal });
  if (head === 'too-long' || refs === 'too-long' || refs.code !== 0)
    throw new PairfolioError('git-failed', 'git could not tell the branches of a repository.');
  const text = (answer: { readonly stdout: Buffer }): string => answer.stdout.toString('utf8').trim();
  return [head.code === 0 ? text(head) : '', ...new Set(text(refs).split('\n'))];
}

function byFileAndTime(a: Pending, b: Pending): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.state.at < b.state.at ? -1 : a.state.at > b.state.at ? 1 : 0;
}
