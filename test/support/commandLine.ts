import type { Decision } from '../../src/core/ledger/decision.ts';
import { allCommands } from '../../src/node/commands/all.ts';
import { runCommandLine } from '../../src/node/commands/run.ts';
import { nodeDigest } from '../../src/node/digest.ts';
import { temporaryFolder } from './folder.ts';
import { ManualClock } from './manualClock.ts';

/** What one command line said. */
export interface Said {
  readonly code: number;
  readonly out: readonly string[];
  readonly err: readonly string[];
}

/** The command line with a ledger and a home folder of its own. */
export class CommandLine {
  readonly home = temporaryFolder();
  readonly ledger = temporaryFolder();
  readonly clock: ManualClock;
  /** Its environment; programs are found on the PATH of the tests where it names none. */
  readonly env: Record<string, string> = {};
  /** The questions a person would have been asked; each is answered with no. */
  readonly asked: string[] = [];

  /** @param now ISO 8601 */
  constructor(now: string) {
    this.clock = new ManualClock(now);
  }

  async run(args: readonly string[], signal = new AbortController().signal): Promise<Said> {
    const [out, err]: [string[], string[]] = [[], []];
    const code = await runCommandLine(allCommands, [...args, '--ledger', this.ledger], {
      version: '0.0.0',
      cwd: this.home,
      surroundings: { platform: 'linux', env: this.env, homedir: this.home },
      clock: this.clock,
      digest: nodeDigest,
      print: (line) => out.push(line),
      note: (line) => err.push(line),
      interactive: false,
      ask: (question) => {
        this.asked.push(question);
        return Promise.resolve(false);
      },
      signal,
    });
    return { code, out, err };
  }

  async log(...args: string[]): Promise<Decision[]> {
    const { out } = await this.run(['log', '--json', ...args]);
    // The command writes decisions, one a line.
    return out.map((line) => JSON.parse(line) as Decision);
  }
}
