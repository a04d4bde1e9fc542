// A process of its own that appends records, for tests of several writers: appendMany.ts HOME NAME COUNT
import { systemClock } from '../../src/node/clock.ts';
import { nodeDigest } from '../../src/node/digest.ts';
import { Ledger } from '../../src/node/ledger/ledger.ts';
import { suggestionRecord } from './records.ts';

const [home = '', name = '', count = '0'] = process.argv.slice(2);
const ledger = new Ledger(home, { app: 'test', host: 'cli' }, systemClock, nodeDigest);
for (let i = 0; i < Number(count); i++)
  ledger.append(suggestionRecord({ id: `${name}${String(i)}` }), { suggested: `text ${String(i)}` });
ledger.dispose();
