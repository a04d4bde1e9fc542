import { domainOf } from '../../core/follow/domain.ts';
import { taskKindOf } from '../../core/follow/taskKind.ts';
import type { SuggestionState } from '../../core/ledger/suggestionState.ts';
import { isoTime, type Clock } from '../../core/shared/clock.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import { Repository } from '../git/git.ts';
import { ObjectReader } from '../git/objectReader.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { RootsOf } from './followUps.ts';
import { Pace, type WorkLimits } from './pace.ts';

/** What a run did. */
export interface ClassificationSummary {
  /** Decisions of which kind or domain is known now and was not, or is another. */
  classified: number;
  stopped: boolean;
}

/**
 * Infers kind and domain of decisions: from the path at once, and again from the message of the commit once there is
 * one. What the developer said stands, whatever is inferred.
 */
export class Classification {
  readonly #ledger: Ledger;
  readonly #clock: Clock;
  readonly #rootsOf: RootsOf;

  constructor(ledger: Ledger, clock: Clock, rootsOf: RootsOf = () => []) {
    this.#ledger = ledger;
    this.#clock = clock;
    this.#rootsOf = rootsOf;
  }

  /** @throws PairfolioError `ledger-unwritable`, `ledger-unreadable` */
  async run(limits: WorkLimits): Promise<ClassificationSummary> {
    const pace = new Pace(this.#clock, limits);
    const messages = new CommitMessages(limits.signal);
    const summary = { classified: 0, stopped: false };
    try {
      for (const state of this.#ledger.states({ all: true })) {
        await pace.breathe();
        if (pace.isOver) return { ...summary, stopped: true };
        if (this.#isDone(state)) continue;
        if (await this.#classify(state, messages)) summary.classified += 1;
      }
      return summary;
    } catch (error) {
      if (!PairfolioError.is(error, 'cancelled')) throw error;
      return { ...summary, stopped: true };
    } finally {
      messages.close();
    }
  }

  #isDone({ classifiedFrom, commits }: SuggestionState): boolean {
    return classifiedFrom === 'commit' || (classifiedFrom === 'path' && commits.length === 0);
  }

  /** @returns whether something is known now that was not */
  async #classify(state: SuggestionState, messages: CommitMessages): Promise<boolean> {
    const texts = this.#ledger.texts.lookUp(state.body.texts);
    const { file = null, workspace = null, repository, before, suggested } = texts;
    const shas = state.commits.flatMap((commit) => this.#ledger.texts.lookUp(commit.texts)['sha'] ?? []);
    const roots = repository === undefined ? this.#rootsOf(workspace) : [repository];
    const message = await messages.first(roots, shas);
    if (message === null && state.classifiedFrom === 'path') return false;
    const { language } = state.body;
    const kind = taskKindOf({ file, message, language, before: before ?? null, suggested: suggested ?? null });
    const domain = domainOf({ file, language });
    const was = [state.kind, state.domain];
    if (this.#ledger.isForgotten(state.id)) return false;
    this.#ledger.append({
      type: 'classified',
      at: isoTime(this.#clock.now()),
      body: { suggestions: [state.id], kind, domain, by: 'inferred', from: message === null ? 'path' : 'commit' },
    });
    return (kind !== null && kind !== was[0]) || (domain !== null && domain !== was[1]);
  }
}

/** Messages of commits, read through one process for each repository. */
class CommitMessages {
  readonly #signal: AbortSignal;
  readonly #readers = new Map<string, Promise<ObjectReader | null>>();
  readonly #open: ObjectReader[] = [];
  readonly #known = new Map<string, string | null>();

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** The message of the first commit that one of the repositories has; null where none has one. */
  async first(roots: readonly string[], shas: readonly string[]): Promise<string | null> {
    for (const root of roots) {
      for (const sha of shas) {
        const message = await this.#read(root, sha);
        if (message !== null) return message;
      }
    }
    return null;
  }

  close(): void {
    for (const reader of this.#open) reader.close();
  }

  async #read(root: string, sha: string): Promise<string | null> {
    const key = `${root} ${sha}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    let message: string | null = null;
    try {
      const reader = this.#readers.get(root) ?? this.#start(root);
      this.#readers.set(root, reader);
      const object = await (await reader)?.read(sha);
      // A commit is headers, an empty line, and the message.
      const text = object?.type === 'commit' && object.bytes ? object.bytes.toString('utf8') : '';
      const start = text.indexOf('\n\n');
      message = start < 0 ? null : text.slice(start + 2);
    } catch (error) {
      if (!PairfolioError.is(error, 'git-failed')) throw error;
    }
    this.#known.set(key, message);
    return message;
  }

  async #start(root: string): Promise<ObjectReader | null> {
    const repository = await Repository.find(root, this.#signal);
    if (!repository) return null;
    const reader = new ObjectReader(repository.root, this.#signal);
    this.#open.push(reader);
    return reader;
  }
}
