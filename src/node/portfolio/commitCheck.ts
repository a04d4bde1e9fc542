import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { CaseView } from '../../core/portfolio/caseRecords.ts';
import type { Check } from '../../core/portfolio/verifyPortfolio.ts';
import { linesOf } from '../../core/portfolio/lineDiff.ts';
import { PairfolioError } from '../../core/shared/errors.ts';

const run = promisify(execFile);

/** Of a text's lines, so many must stand in the file for the commit to contain it. */
const mostly = 0.5;

/** Checks that a folder is a git repository. @throws PairfolioError `no-repository` */
export async function requireRepository(clone: string): Promise<void> {
  if ((await git(clone, ['rev-parse', '--git-dir'])) === undefined) {
    throw new PairfolioError('no-repository', `${clone} is not a git repository that can be read.`);
  }
}

/** Looks for a case's code in the commits it names, in a clone. Reads only what the clone holds; fetches nothing. */
export async function checkCommits(view: CaseView, place: number, clone: string): Promise<Check> {
  const { decision } = view;
  const about = `case ${String(place)} in commits`;
  const text = decision.kept ?? (decision.verdict.label === 'trusted' ? decision.suggested : null);
  const wanted = linesOf(text ?? '')
    .map(plain)
    .filter((line) => line !== '');
  if (decision.commits.length === 0) return { about, status: 'skipped', message: 'no commit was recorded for it' };
  if (decision.file === null) return { about, status: 'skipped', message: 'its file is not shown' };
  // The clone has the file under the name that is not published.
  if (view.redacted.has('file'))
    return { about, status: 'skipped', message: 'a name in the path of its file is replaced' };
  const absent: string[] = [];
  let best: { readonly sha: string; readonly found: number } | undefined;
  for (const { sha } of decision.commits) {
    // From a file a stranger wrote: nothing that git could take for an option or a revision range.
    const known = /^[0-9a-f]{7,64}$/.test(sha)
      ? await git(clone, ['rev-parse', '--verify', '--quiet', `${sha}^{commit}`])
      : undefined;
    if (known === undefined) {
      absent.push(sha.slice(0, 10));
      continue;
    }
    const file = await git(clone, ['cat-file', 'blob', `${known.trim()}:${decision.file}`]);
    const standing = new Set(linesOf(file ?? '').map(plain));
    const found = wanted.filter((line) => standing.has(line)).length;
    if (!best || found > best.found) best = { sha: sha.slice(0, 10), found };
  }
  if (!best) return { about, status: 'failed', message: `the clone has no commit ${absent.join(', ')}` };
  if (wanted.length === 0)
    return {
      about,
      status: 'skipped',
      message: `commit ${best.sha} is in the clone; no code of this case is shown that could be looked for`,
    };
  const share = best.found / wanted.length;
  // Lines in which something was replaced cannot stand there, and which ones these are is not told.
  const isWhole = !view.redacted.has(decision.kept === null ? 'suggested' : 'kept');
  return {
    about,
    status: share >= mostly ? 'passed' : isWhole ? 'failed' : 'skipped',
    message: `${String(best.found)} of ${String(wanted.length)} lines of what was kept stand in the file at commit ${best.sha}${absent.length > 0 ? `; the clone has no commit ${absent.join(', ')}` : ''}${isWhole ? '' : '; in others a name, a path or a secret is replaced'}`,
  };
}

function plain(line: string): string {
  return line.replace(/\s+/gu, '');
}

async function git(clone: string, args: readonly string[]): Promise<string | undefined> {
  try {
    const env = { ...process.env, GIT_NO_LAZY_FETCH: '1', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0' };
    const { stdout } = await run('git', ['--no-replace-objects', '-C', clone, ...args], {
      env,
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout;
  } catch {
    return undefined; // not there, or no git: both mean that it cannot be confirmed
  }
}
