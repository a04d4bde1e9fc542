import { fork, spawn } from 'node:child_process';
import path from 'node:path';
import { repositoryRoot } from '../test/launch/paths.ts';

/** What became of one part of the tests. */
export interface TestResults {
  passed: number;
  skipped: number;
  failures: { title: string; error: string }[];
}

export const noResults = (): TestResults => ({ passed: 0, skipped: 0, failures: [] });

/** Adds `more` to `all`. */
export function addResults(all: TestResults, more: TestResults): void {
  all.passed += more.passed;
  all.skipped += more.skipped;
  all.failures.push(...more.failures);
}

/** What scripts/mochaProcess.ts tells. */
export type TestMessage =
  | { kind: 'passed' | 'skipped'; title: string }
  | { kind: 'failed'; title: string; error: string }
  | { kind: 'end' };

export interface MochaOptions {
  /** ms for each test. */
  timeout: number;
  onPass?: (title: string) => void;
  /** Added to the environment of the process for a file. */
  env?: (file: string) => Record<string, string>;
}

/** Runs test files with mocha in a process of its own. One that ends too early counts as a failure. */
export function runMocha(files: string[], { timeout, onPass, env }: MochaOptions): Promise<TestResults> {
  const results = noResults();
  const child = fork(path.join(repositoryRoot, 'scripts/mochaProcess.ts'), [String(timeout), ...files], {
    cwd: repositoryRoot,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...env?.(files[0] ?? '') },
  });
  let ended = false;
  child.on('message', (message: TestMessage) => {
    if (message.kind === 'end') ended = true;
    else if (message.kind === 'failed') results.failures.push(message);
    else results[message.kind]++;
    if (message.kind === 'passed') onPass?.(message.title);
  });
  return new Promise((resolve) => {
    child.on('close', (code, signal) => {
      if (!ended) {
        const error = `The test process ended before its tests did (${signal ?? `exit code ${String(code)}`}).`;
        results.failures.push({ title: 'test process', error });
      }
      resolve(results);
    });
  });
}

/** Lets so many works go on at a time, the long ones first. */
export class Places {
  #free: number;
  readonly #waiting: { minutes: number; begin: () => void }[] = [];

  constructor(free: number) {
    this.#free = free;
  }

  /** Begins `work` once there is a place for it; `minutes` is how long it takes, roughly. */
  async take<T>(minutes: number, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((begin) => {
      this.#waiting.push({ minutes, begin });
      this.#next();
    });
    try {
      return await work();
    } finally {
      this.#free++;
      this.#next();
    }
  }

  #next(): void {
    if (this.#free === 0) return;
    this.#waiting.sort((a, b) => b.minutes - a.minutes);
    const next = this.#waiting.shift();
    if (!next) return;
    this.#free--;
    next.begin();
  }
}

/** Runs each test file with mocha in a process of its own, as many at a time as there are places. */
export async function runEach(files: string[], places: Places, options: MochaOptions): Promise<TestResults> {
  const all = noResults();
  await Promise.all(files.map(async (file) => addResults(all, await places.take(1, () => runMocha([file], options)))));
  return all;
}

/** Runs a program of this project that checks something, as one test. */
export async function runCheck(title: string, script: string, args: string[]): Promise<TestResults> {
  const child = spawn(process.execPath, [path.join(repositoryRoot, script), ...args], {
    cwd: repositoryRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  if (code === 0) return { passed: 1, skipped: 0, failures: [] };
  return { passed: 0, skipped: 0, failures: [{ title, error: output.trim() }] };
}
