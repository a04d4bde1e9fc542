// What the probe around each extension and the bench suite know of each other; both run in one extension host.

/** The extensions that are measured, by id. */
export const subjects = ['pairfolio.pairfolio', 'pairfolio-bench.empty'] as const;
export type Subject = (typeof subjects)[number];

/** How long (ms) an extension held up its host when it was started. */
export interface Activation {
  /** Reading and running its main file. */
  readonly load: number;
  /** Its `activate`, up to where it returns. */
  readonly call: number;
}

/** A row of VS Code's own table, in whole milliseconds by the clock: it counts what else had its turn meanwhile, too. */
export interface OwnTable {
  readonly load: number;
  readonly call: number;
  readonly finish: number;
}

/** One event or command, and how long (ms) the extension's own handlers of it took together. */
export interface Sample {
  /** Name of the event or command. */
  readonly what: string;
  /** What was being measured. */
  readonly phase: string;
  /** When it began, by `performance.now`. */
  readonly at: number;
  ms: number;
}

/** What a probe saw of its extension. */
export interface Observed {
  activation?: Activation;
  /** The same of what it begins with in the turns after, by the function each begins with. */
  later: Record<string, Activation>;
  readonly samples: Sample[];
}

/** Where the probes leave what they saw; there is one in each extension host. */
export interface Bench {
  /** What is being measured; nothing is noted while it is empty. */
  phase: string;
  /** Only events of this document count. */
  file: string;
  /** Told of each command of Pairfolio once its handler has returned. */
  afterCommand: (sample: Sample) => void;
  readonly observed: Partial<Record<string, Observed>>;
}

const place = Symbol.for('pairfolio.bench');

/** The bench of this extension host. */
export function theBench(): Bench {
  const holder = globalThis as Partial<Record<symbol, Bench>>;
  return (holder[place] ??= { phase: '', file: '', afterCommand: () => undefined, observed: {} });
}

/** What one window is started for. */
export interface Plan {
  /** The extension that is activated first comes first. */
  readonly order: readonly Subject[];
  readonly parts: readonly Part[];
}

/** What is measured after activation: with keys and reloads, or while nothing happens. */
export type Part = 'typing' | 'reload' | 'following' | 'idle' | 'hour';

/** What one window found out. */
export interface WindowResults {
  readonly observed: Partial<Record<string, Observed>>;
  readonly accepts: Accept[];
  readonly table: Partial<Record<Subject, OwnTable>>;
  /** Calls of the extension's own functions in the idle time; null where that was not measured. */
  idle: Record<Subject, number> | null;
  /** MiB in use by the whole extension host after each quarter of an hour of work; empty where that was not measured. */
  heap: readonly number[];
  problem: string | null;
}

/** An inline suggestion accepted with Tab; both times (ms) count from the change event. */
export interface Accept {
  readonly mark: number;
  readonly recorded: number;
}
