import path from 'node:path';
import { describeStored } from '../privacy/describeStored.ts';
import { decisionsOfNamedFile } from '../privacy/selectDecisions.ts';
import { storedAbout } from '../privacy/stored.ts';
import type { Command } from './command.ts';

/** `pairfolio stored FILE`: everything the ledger holds about a file, and where. */
export const storedCommand: Command = {
  name: 'stored',
  usage: 'FILE [--json]',
  summary: 'show what is stored about a file, and where',
  options: { json: { type: 'boolean' } },
  positionals: [1, 1],
  run(context, options, [file = '']) {
    const ledger = context.openLedger();
    const states = decisionsOfNamedFile(ledger, file, context.cwd);
    const stored = storedAbout(ledger, path.resolve(context.cwd, file), states);
    if (options['json'] === true) context.print(JSON.stringify(stored));
    else
      for (const line of describeStored(stored, '`pairfolio forget ID`, or `--file PATH` for all, erases them.'))
        context.print(line);
    return 0;
  },
};
