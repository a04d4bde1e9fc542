// A process of its own that appends records until it is killed and tells each one that was acknowledged: appendAndTell.ts HOME NAME
import fs from 'node:fs';
import { systemClock } from '../../src/node/clock.ts';
import { nodeDigest } from '../../src/node/digest.ts';
import { Ledger } from '../../src/node/ledger/ledger.ts';
import { suggestionRecord } from './records.ts';

const [home = '', name = ''] = process.argv.slice(2);
const ledger = new Ledger(home, { app: 'test', host: 'cli' }, systemClock, nodeDigest);
for (let i = 0; i < 5000; i++) {
  const id = `${name}${String(i)}`;
  ledger.append(suggestionRecord({ id }), { suggested: `text of ${id}` });
  fs.writeSync(1, `${id}\n`);
}
