import { execFile } from 'node:child_process';
import { PairfolioError } from '../../core/shared/errors.ts';

/** What git answered. */
export interface GitAnswer {
  /** 0, or what git ended with. */
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export interface GitLimits {
  /** Milliseconds; then git is ended. */
  readonly timeout?: number;
  /** Bytes of output. */
  readonly most?: number;
  readonly signal?: AbortSignal;
}

/** What stands before every git command. */
export const gitSettings: readonly string[] = [
  '--no-pager',
  '--literal-pathspecs',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'log.showSignature=false',
];

/**
 * Runs git, which never asks, pages, writes, reaches the network or runs a program the repository names.
 * @returns git's answer, whatever its exit code; `too-long` where it is larger than `most`
 * @throws PairfolioError `git-failed` where git cannot be started or does not end in time, `cancelled`
 */
export function runGit(cwd: string, args: readonly string[], limits: GitLimits = {}): Promise<GitAnswer | 'too-long'> {
  const { timeout = 30_000, most = 64 * 1024 * 1024, signal } = limits;
  return new Promise((resolve, reject) => {
    execFile(
      'git',
      [...gitSettings, ...args],
      {
        cwd,
        timeout,
        maxBuffer: most,
        encoding: 'buffer',
        env: gitEnvironment(),
        windowsHide: true,
        killSignal: 'SIGKILL',
        signal,
      },
      (error, stdout, stderr) => {
        if (!error) {
          resolve({ code: 0, stdout, stderr: stderr.toString('utf8') });
        } else if (error.name === 'AbortError') {
          reject(new PairfolioError('cancelled', 'Stopped.', { cause: error }));
        } else if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') {
          resolve('too-long');
        } else if (typeof error.code === 'number') {
          resolve({ code: error.code, stdout, stderr: stderr.toString('utf8') });
        } else {
          reject(new PairfolioError('git-failed', whyGitFailed(error.code, error.killed === true), { cause: error }));
        }
      },
    ).stdin?.end();
  });
}

/** Why git could not be run, for people. @param code of the error @param killed ended for taking too long */
export function whyGitFailed(code: unknown, killed: boolean): string {
  if (code === 'ENOENT') return 'git was not found; install it, or add it to the PATH.';
  return killed
    ? 'git did not answer in time.'
    : `git could not be run (${typeof code === 'string' ? code : 'unknown error'}).`;
}

/** Set inside a git hook; they would point git at another repository. */
const pointers: ReadonlySet<string> = new Set([
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_COMMON_DIR',
  'GIT_NAMESPACE',
  'GIT_PREFIX',
]);

/** The environment git runs in. */
export function gitEnvironment(): NodeJS.ProcessEnv {
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !pointers.has(name))),
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_PAGER: 'cat',
    GIT_NO_LAZY_FETCH: '1',
  };
}
