// A process of its own that works on a ledger until it is killed, and tells each thing once it was acknowledged:
// writer.ts HOME NAME [REFUSALS [BALLAST]]. It ends when so many things could not be written; at the first of them it
// removes the file BALLAST, which makes room on a small disk.
import fs from 'node:fs';
import { PairfolioError } from '../../../src/core/shared/errors.ts';
import { systemClock } from '../../../src/node/clock.ts';
import { nodeDigest } from '../../../src/node/digest.ts';
import { Ledger } from '../../../src/node/ledger/ledger.ts';
import { suggestionRecord } from '../records.ts';
import { textOf } from './told.ts';

const [home = '', name = '', refusals = 'Infinity', ballast] = process.argv.slice(2);
const ledger = new Ledger(home, { app: 'test', host: 'cli' }, systemClock, nodeDigest);
const tell = (what: string): void => void fs.writeSync(1, `${what}\n`);
const idOf = (i: number): string => `${name}-${String(i).padStart(6, '0')}`;

let refused = 0;
const recorded = new Set<string>();
for (let i = 0; i < 100_000; i++) {
  const id = idOf(i);
  try {
    ledger.append(suggestionRecord({ id }), { suggested: textOf(id), file: `src/${id}.ts` });
    tell(`recorded ${id}`);
    recorded.add(id);
    // What was refused cannot be forgotten.
    if (i % 5 === 4 && recorded.has(idOf(i - 2))) {
      ledger.forget([idOf(i - 2)]); // asks for it to be forgotten: it may be gone from here on
      tell(`forgot ${idOf(i - 2)}`);
    }
    if (i % 9 === 8) {
      ledger.checkpoint('commit');
      tell('checkpoint');
    }
  } catch (error) {
    if (!PairfolioError.is(error)) throw error;
    tell(`refused ${id} ${error.reason}: ${error.message}`);
    if (++refused >= Number(refusals)) process.exit(0);
    if (ballast !== undefined) fs.rmSync(ballast, { force: true });
  }
}
