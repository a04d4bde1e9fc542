import { relativeDistance } from '../../core/follow/distance.ts';
import type { CaseView } from '../../core/portfolio/caseRecords.ts';
import { linesOf } from '../../core/portfolio/lineDiff.ts';
import type { Check } from '../../core/portfolio/verifyPortfolio.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import { Repository } from '../git/git.ts';
import { runGit } from '../git/runGit.ts';

/** Where nobody said how much was changed, so many of the lines must stand in the file for the commit to contain them. */
const mostly = 0.5;

/** Lines are compared, and distances are of characters: so much more may differ than was said. */
const tolerance = 0.1;

/** Commits looked at where a named one is gone; more would take minutes. */
const mostLookedAt = 300;

/** Clocks differ, and a rebase keeps the author's time and not the committer's (ms). */
const margin = 24 * 3_600_000;

/** A whole or shortened hash: nothing that git could take for an option or a revision range. */
const commitName = /^[0-9a-f]{7,64}$/;

/** A clone as far as it is needed here. Reads only what it holds, and fetches nothing. */
export class Clone {
  readonly #repository: Repository;
  readonly #refs = new Map<string, Promise<string | undefined>>();

  private constructor(repository: Repository) {
    this.#repository = repository;
  }

  /** @throws PairfolioError `no-repository`, `git-failed` */
  static async open(folder: string): Promise<Clone> {
    const top = await run(folder, ['rev-parse', '--show-toplevel']);
    // A bare clone has no work tree and all that is needed.
    const bare = top === undefined ? await run(folder, ['rev-parse', '--absolute-git-dir']) : undefined;
    const root = (top ?? bare)?.trim();
    if (root === undefined)
      throw new PairfolioError('no-repository', `${folder} is not a git repository that can be read.`);
    return new Clone(new Repository(root));
  }

  get root(): string {
    return this.#repository.root;
  }

  git(...args: string[]): Promise<string | undefined> {
    return run(this.root, args);
  }

  /** The whole hash of a commit the clone has. */
  async find(sha: string): Promise<string | undefined> {
    if (!commitName.test(sha)) return undefined;
    return (await this.git('rev-parse', '--verify', '--quiet', `${sha}^{commit}`))?.trim();
  }

  /** A branch or tag whose history holds a commit. */
  branchOf(commit: string): Promise<string | undefined> {
    const known = this.#refs.get(commit) ?? this.#branchOf(commit);
    this.#refs.set(commit, known);
    return known;
  }

  async isShallow(): Promise<boolean> {
    return (await this.git('rev-parse', '--is-shallow-repository'))?.trim() === 'true';
  }

  async textAt(commit: string, file: string): Promise<string | undefined> {
    const found = await this.#repository.fileAt(commit, file);
    return typeof found === 'string' ? undefined : found.text;
  }

  /** Commits in any branch that changed a file, oldest first. @param since milliseconds since 1970 */
  async commitsTouching(file: string, since: number): Promise<string[]> {
    const commits = await this.#repository.commitsTouching(file, since, 'all');
    return commits.map(({ sha }) => sha).slice(0, mostLookedAt);
  }

  async #branchOf(commit: string): Promise<string | undefined> {
    const refs = ['refs/heads', 'refs/remotes', 'refs/tags'];
    const named = await this.git(
      'for-each-ref',
      '--count=1',
      '--format=%(refname:short)',
      `--contains=${commit}`,
      ...refs,
    );
    if (named !== undefined && named.trim() !== '') return named.trim();
    return (await this.git('merge-base', '--is-ancestor', commit, 'HEAD')) === undefined ? undefined : 'HEAD';
  }
}

/** What is looked for in a commit's file. */
interface Wanted {
  /** Lines without white space; blank ones are left out. */
  readonly lines: readonly string[];
  /** How far it is from what was offered; null where that is not shown. */
  readonly distance: number | null;
  /** False where something in it is replaced, so that it cannot stand in the repository as it is shown. */
  readonly isWhole: boolean;
}

/** Looks for a case's code in the commits it names. */
export async function checkCommits(view: CaseView, place: number, clone: Clone): Promise<Check> {
  const { decision } = view;
  const about = `case ${String(place)} in commits`;
  const result = (status: Check['status'], message: string): Check => ({ about, status, message });
  const { file, commits } = decision;
  if (commits.length === 0) return result('skipped', 'no commit was recorded for it');
  if (!commits.every(({ sha }) => commitName.test(sha)))
    return result('failed', 'what it names as a commit is no name of a commit');
  if (file === null) return result('skipped', 'its file is not shown');
  // The clone has the file under the name that is not published.
  if (view.redacted.has('file')) return result('skipped', 'a name in the path of its file is replaced');
  const wanted = wantedOf(view);
  const named: string[] = [];
  const gone: string[] = [];
  let nearest: { readonly share: number; readonly words: string } | undefined;
  for (const { sha, distance } of commits) {
    const commit = await clone.find(sha);
    const branch = commit === undefined ? undefined : await clone.branchOf(commit);
    if (commit === undefined || branch === undefined) {
      gone.push(
        `${sha.slice(0, 10)}${commit === undefined ? '' : ' (in the clone, but in the history of no branch or tag)'}`,
      );
      continue;
    }
    const where = `commit ${sha.slice(0, 10)}, in the history of ${branch}`;
    if (wanted.lines.length === 0)
      return result('skipped', `${where}, is in the clone; no code of this case is shown that could be looked for`);
    named.push(where);
    const found = foundIn(await clone.textAt(commit, file), wanted);
    const share = found / wanted.lines.length;
    const words = `${String(found)} of ${String(wanted.lines.length)} lines of what was kept stand in the file at ${where}${statedWords(distance)}`;
    if (share >= leastShare(wanted, distance)) return result('passed', `${words}${goneWords(gone)}`);
    if (!nearest || share > nearest.share) nearest = { share, words };
  }
  if (nearest)
    return wanted.isWhole
      ? result('failed', `only ${nearest.words}${goneWords(gone)}: that is another text than the case shows`)
      : result('skipped', `${nearest.words}${goneWords(gone)}; in others a name, a path or a secret is replaced`);
  return lookByContent(result, clone, file, wanted, decision, gone);
}

/** A rebase or a squash gives commits new names; what they hold stays. */
async function lookByContent(
  result: (status: Check['status'], message: string) => Check,
  clone: Clone,
  file: string,
  wanted: Wanted,
  { at, commits }: CaseView['decision'],
  gone: readonly string[],
): Promise<Check> {
  const missing = `the clone has no commit ${gone.join(', ')} that a branch or tag leads to`;
  if (wanted.lines.length > 0) {
    const least = Math.min(...commits.map(({ distance }) => leastShare(wanted, distance)));
    for (const sha of await clone.commitsTouching(file, Date.parse(at) - margin)) {
      const found = foundIn(await clone.textAt(sha, file), wanted);
      if (found / wanted.lines.length >= least)
        return result(
          'passed',
          `${missing}: its history was rewritten; ${String(found)} of ${String(wanted.lines.length)} lines of what was kept stand in the file at commit ${sha.slice(0, 10)} instead`,
        );
    }
  }
  if (await clone.isShallow())
    return result('skipped', `${missing}; it is a shallow clone, and git fetch --unshallow brings the rest`);
  const nor = wanted.lines.length > 0 ? ', and no other commit to this file holds the code' : '';
  return result('failed', `${missing}${nor}`);
}

function wantedOf({ decision, redacted, cut }: CaseView): Wanted {
  const name = decision.kept === null ? 'suggested' : 'kept';
  const text = decision.kept ?? (decision.verdict.label === 'trusted' ? decision.suggested : null);
  const isComparable = [name, 'suggested'].every((shown) => !redacted.has(shown) && !cut.has(shown));
  return {
    lines: linesOf(text ?? '')
      .map(plain)
      .filter((line) => line !== ''),
    distance:
      text !== null && decision.suggested !== null && isComparable
        ? relativeDistance(decision.suggested, text, decision.language)
        : null,
    isWhole: !redacted.has(name),
  };
}

/**
 * The share of the lines that must stand there. What was kept and what was committed are both measured against what was
 * offered, so they differ by no more than these distances do.
 */
function leastShare({ distance }: Wanted, stated: number | null): number {
  if (distance === null || stated === null) return mostly;
  return Math.max(0, 1 - Math.abs(stated - distance) - tolerance);
}

function statedWords(distance: number | null): string {
  return distance === null
    ? ''
    : `, which is said to differ by ${String(Math.round(100 * distance))} % from what was offered`;
}

function goneWords(gone: readonly string[]): string {
  return gone.length > 0 ? `; the clone has no commit ${gone.join(', ')}` : '';
}

function foundIn(text: string | undefined, { lines }: Wanted): number {
  const standing = new Set(linesOf(text ?? '').map(plain));
  return lines.filter((line) => standing.has(line)).length;
}

function plain(line: string): string {
  return line.replace(/\s+/gu, '');
}

async function run(folder: string, args: readonly string[]): Promise<string | undefined> {
  try {
    const answer = await runGit(folder, ['--no-replace-objects', ...args]);
    return answer === 'too-long' || answer.code !== 0 ? undefined : answer.stdout.toString('utf8');
  } catch (error) {
    // No such folder: spawn fails as if git were missing.
    if (PairfolioError.is(error, 'git-failed')) return undefined;
    throw error;
  }
}
