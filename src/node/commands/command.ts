import type { ParseArgsOptionsConfig } from 'node:util';
import type { Clock } from '../../core/shared/clock.ts';
import type { Digest } from '../../core/shared/digest.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Surroundings } from '../ledger/home.ts';

/** Values of a command's options as `parseArgs` gives them. */
export type OptionValues = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** What a command works with; the root of the command line makes it, tests make their own. */
export interface CommandContext {
  /** Opens the ledger the user named; call it at most once. Closed when the command ends. */
  openLedger(): Ledger;
  readonly ledgerHome: string;
  /** Of Pairfolio. */
  readonly version: string;
  readonly cwd: string;
  readonly surroundings: Surroundings;
  readonly clock: Clock;
  readonly digest: Digest;
  /** Writes one line to standard output. */
  print(line: string): void;
  /** Writes one line to standard error: progress and warnings, never results. */
  note(line: string): void;
  /** Whether a person watches: questions may be asked and progress shown. */
  readonly interactive: boolean;
  /** Asks a yes/no question on a terminal; `--yes` answers it; without a terminal the answer is no. */
  confirm(question: string): Promise<boolean>;
  /** Ends at Ctrl+C. Long work looks at it. */
  readonly signal: AbortSignal;
}

/** One command of the command line. `--ledger DIR`, `--yes` and `--help` are understood for all. */
export interface Command {
  readonly name: string;
  /** What stands behind the name in the help: `DIR [--repo CLONE]`. */
  readonly usage: string;
  readonly summary: string;
  readonly options: ParseArgsOptionsConfig;
  /** Options that take a value or none: `--sign` and `--sign KEY`. Without one their value is empty. */
  readonly optionalValues?: readonly string[];
  /** How many positional arguments it takes, least and most. */
  readonly positionals: readonly [least: number, most: number];
  /**
   * @returns the exit code: 0 done, 1 a check failed
   * @throws PairfolioError what went wrong, in one sentence (`usage` becomes exit code 2, all others 1)
   */
  run(context: CommandContext, options: OptionValues, positionals: readonly string[]): Promise<number> | number;
}
