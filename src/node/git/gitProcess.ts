import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { PairfolioError } from '../../core/shared/errors.ts';
import { gitEnvironment, gitSettings, whyGitFailed } from './runGit.ts';

/** A git process that is written to and read from while it runs. */
export interface GitProcess {
  readonly stdin: Writable;
  readonly stdout: Readable;
  /** Its exit code, once it has ended. @throws PairfolioError `git-failed` where it could not be started, was silent too long, or was ended; `cancelled` */
  readonly ended: Promise<number>;
  /** Ends it at once. */
  kill(): void;
}

export interface GitProcessLimits {
  /** Milliseconds without a byte of output while `awaiting` says one is expected; then git is ended. */
  readonly silence: number;
  awaiting?(): boolean;
  readonly signal?: AbortSignal | undefined;
}

/** Starts git with the settings every other call has: it never asks, pages, writes or runs a program the repository names. */
export function startGit(cwd: string, args: readonly string[], limits: GitProcessLimits): GitProcess {
  const { silence, signal } = limits;
  const awaiting = (): boolean => limits.awaiting?.() ?? true;
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn('git', [...gitSettings, ...args], {
    cwd,
    env: gitEnvironment(),
    windowsHide: true,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  let why: 'silent' | 'cancelled' | null = null;
  const end = (reason: typeof why): void => {
    why ??= reason;
    child.kill('SIGKILL');
  };
  const onAbort = (): void => end('cancelled');
  let last = Date.now();
  child.stdout.on('data', () => (last = Date.now()));
  const watch = setInterval(() => {
    if (!awaiting()) last = Date.now();
    else if (Date.now() - last > silence) end('silent');
  }, 1_000);
  watch.unref();
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted === true) onAbort();
  child.stdin.on('error', () => undefined); // it ended before it had read everything: its exit code tells
  const ended = new Promise<number>((resolve, reject) => {
    const finish = (): void => {
      clearInterval(watch);
      signal?.removeEventListener('abort', onAbort);
    };
    child.once('error', (error: NodeJS.ErrnoException) => {
      finish();
      reject(new PairfolioError('git-failed', whyGitFailed(error.code, false), { cause: error }));
    });
    child.once('close', (code) => {
      finish();
      if (why === 'cancelled') reject(new PairfolioError('cancelled', 'Stopped.'));
      else if (why === 'silent') reject(new PairfolioError('git-failed', whyGitFailed(null, true)));
      else resolve(code ?? -1);
    });
  });
  ended.catch(() => undefined); // whoever waits for it is told; nobody may
  return { stdin: child.stdin, stdout: child.stdout, ended, kill: () => end(null) };
}
