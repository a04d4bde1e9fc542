// Exports a portfolio from the ledger in a folder and prints the most memory that took, in MiB. A process of its own:
// what others leave behind is not counted.
import path from 'node:path';
import { systemClock } from '../../src/node/clock.ts';
import { nodeDigest } from '../../src/node/digest.ts';
import { Ledger } from '../../src/node/ledger/ledger.ts';
import { exportPortfolio } from '../../src/node/portfolio/export.ts';

const [, , home = ''] = process.argv;
const ledger = new Ledger(home, { app: 'bench', host: 'cli' }, systemClock, nodeDigest);
await exportPortfolio(ledger, { out: path.join(home, 'again'), clock: systemClock, digest: nodeDigest });
ledger.dispose();
console.log(process.resourceUsage().maxRSS / 1024);
