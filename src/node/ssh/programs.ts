import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Surroundings } from '../ledger/home.ts';

/** What a program answered. */
export interface Answer {
  /** What it ended with; null where it was ended. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How to run a program. */
export interface RunOptions {
  readonly surroundings: Surroundings;
  readonly cwd?: string | undefined;
  /** Whether it may ask the person who watches: for a passphrase, or to touch a security token. */
  readonly interactive?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Long enough to find and touch a security token, short enough not to hang for ever (ms). */
const patience = 120_000;

/**
 * Runs the first of some programs that is there.
 * @returns undefined where none is
 */
export async function runFirst(
  programs: readonly string[],
  args: readonly string[],
  options: RunOptions,
): Promise<Answer | undefined> {
  for (const program of programs) {
    const answer = await run(program, args, options);
    if (answer) return answer;
  }
  return undefined;
}

function run(program: string, args: readonly string[], options: RunOptions): Promise<Answer | undefined> {
  const { surroundings, cwd, interactive = false, signal } = options;
  return new Promise((resolve, reject) => {
    // Without a person nothing may be asked: a program that waits for an answer nobody gives would never end.
    const child = spawn(program, args, {
      cwd,
      env: environment(surroundings, interactive),
      stdio: [interactive ? 'inherit' : 'ignore', 'pipe', 'pipe'],
      windowsHide: true,
      detached: !interactive && surroundings.platform !== 'win32',
      timeout: patience,
      signal,
    });
    const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => {
      stderr.push(chunk);
      if (interactive) process.stderr.write(chunk);
    });
    child.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'EACCES') resolve(undefined);
      else reject(error);
    });
    const text = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString('utf8');
    child.on('close', (code) => resolve({ code, stdout: text(stdout), stderr: text(stderr) }));
  });
}

function environment({ env, homedir, platform }: Surroundings, interactive: boolean): NodeJS.ProcessEnv {
  // Programs are found where this process finds them; whose keys and agent are used, the surroundings say.
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^SSH_/i.test(name)));
  const asking = interactive ? {} : { SSH_ASKPASS_REQUIRE: 'never', SSH_ASKPASS: '', DISPLAY: '' };
  const home = { HOME: homedir, ...(platform === 'win32' ? { USERPROFILE: homedir } : {}) };
  return { ...own, ...env, ...home, LC_ALL: 'C', ...asking };
}

/** Names under which a program of OpenSSH may be found: on the PATH, and on Windows where it and Git put theirs. */
export function sshPrograms(name: 'ssh-keygen' | 'ssh-add', { platform, env }: Surroundings): string[] {
  if (platform !== 'win32') return [name];
  const windows = env['SystemRoot'] ?? 'C:\\Windows';
  const programs = env['ProgramFiles'] ?? 'C:\\Program Files';
  return [
    `${name}.exe`,
    path.win32.join(windows, 'System32', 'OpenSSH', `${name}.exe`),
    path.win32.join(programs, 'Git', 'usr', 'bin', `${name}.exe`),
  ];
}
