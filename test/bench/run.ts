// npm run bench [-- --json] [-- --largest 10000]: how fast the parts are. Nothing here passes or fails; the budgets are
// printed beside what was measured.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { benchImport } from './importSpeed.ts';
import { benchLedger } from './ledgerSpeed.ts';
import { benchSizes } from './sizes.ts';

/** One figure. `budget` is the most (or, for a rate, the least) it should be; null where there is none. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly budget: number | null;
}

const { values } = parseArgs({ options: { json: { type: 'boolean' }, largest: { type: 'string' } } });
const largest = Number(values.largest ?? '100000');
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'pairfolio-bench-'));
try {
  const figures: Figure[] = [
    ...benchSizes(),
    ...(await benchImport(path.join(scratch, 'import'))),
    ...(await benchLedger(path.join(scratch, 'ledger'), largest)),
  ];
  const machine = { cpu: os.cpus()[0]?.model ?? 'unknown', cores: os.cpus().length, node: process.version };
  if (values.json === true) console.log(JSON.stringify({ schema: 'pairfolio.bench/1', machine, figures }, null, 2));
  else {
    for (const { name, value, unit, budget } of figures) {
      console.log(
        `${name.padEnd(44)} ${value.toPrecision(4).padStart(10)} ${unit.padEnd(6)} ${budget === null ? '' : `budget ${String(budget)}`}`,
      );
    }
    console.log(`on ${machine.cpu}, ${String(machine.cores)} cores, Node ${machine.node}`);
  }
} finally {
  fs.rmSync(scratch, { recursive: true, force: true });
}
