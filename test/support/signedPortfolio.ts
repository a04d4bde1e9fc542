import path from 'node:path';
import { nodeDigest } from '../../src/node/digest.ts';
import { Ledger } from '../../src/node/ledger/ledger.ts';
import { CommandLine } from './commandLine.ts';
import { temporaryFolder } from './folder.ts';
import { exportTime, tell, type Told } from './portfolioLedger.ts';

/** A command line whose ledger holds what is told, and a folder for its portfolio. */
export class Author {
  readonly line = new CommandLine(exportTime);
  readonly ids: readonly string[];
  readonly out = path.join(temporaryFolder(), 'portfolio');

  constructor(...told: readonly Told[]) {
    const ledger = this.open();
    this.ids = told.map((one) => tell(ledger, one));
    ledger.dispose();
  }

  open(): Ledger {
    return new Ledger(this.line.ledger, { app: 'test', host: 'cli' }, this.line.clock, nodeDigest);
  }

  /** Exports all that was told as cases. @throws where the command line fails */
  async export(...args: readonly string[]): Promise<void> {
    const said = await this.line.run(['portfolio', '--out', this.out, '--cases', this.ids.join(','), ...args]);
    if (said.code !== 0) throw new Error(said.err.join('\n'));
  }

  /** What `verify` says, and how it ends. */
  async verify(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string }> {
    const { code, out, err } = await this.line.run(['verify', this.out, ...args]);
    return { code, out: [...out, ...err].join('\n') };
  }
}

/** One decision as a test may tell it. */
export const oneDecision: Told = {
  file: 'src/a.ts',
  suggested: 'x = 1',
  kept: 'x = 2',
  verdict: 'adapted',
  stance: 'adapted',
  note: 'one off',
};
