import { runGit } from './runGit.ts';

/** Git's work is a moment before the editor reads the files anew, or still going on; milliseconds. */
const aMoment = 15_000;

/**
 * Whether git itself just took changes of a work tree away, so that they may come back: another branch or commit was
 * checked out, or they were stashed. Its own logs say so: `HEAD` for a checkout, `refs/stash` for a stash.
 * @param root the repository's folder
 * @param now milliseconds since 1970
 * @returns false where git is missing or cannot say
 */
export async function wasJustSetAside(root: string, now: number): Promise<boolean> {
  const [head, stash] = await Promise.all([lastEntry(root, 'HEAD'), lastEntry(root, 'refs/stash')]);
  const isRecent = ({ at }: Entry): boolean => now - at < aMoment;
  return (
    (head !== undefined && isRecent(head) && head.subject.startsWith('checkout: ')) ||
    (stash !== undefined && isRecent(stash))
  );
}

interface Entry {
  /** Milliseconds since 1970, whole seconds. */
  readonly at: number;
  readonly subject: string;
}

/** The newest entry of a ref's log; `undefined` where there is none. */
async function lastEntry(root: string, ref: string): Promise<Entry | undefined> {
  const answer = await runGit(root, ['reflog', 'show', '-1', '--date=unix', '--format=%gd%x00%gs', ref, '--'], {
    timeout: 5000,
  });
  if (answer === 'too-long' || answer.code !== 0) return undefined;
  const [selector = '', subject = ''] = answer.stdout.toString('utf8').trim().split('\0');
  const seconds = /@\{(\d+)\}/.exec(selector)?.[1];
  return seconds === undefined ? undefined : { at: Number(seconds) * 1000, subject };
}
