// npm run bench [-- --json] [-- --write] [-- --only host] [-- --windows 4] [-- --largest 10000]: how fast the parts are. Nothing here
// passes or fails; the budgets are printed beside what was measured. CONTRIBUTING.md, "Speed", says how to read it.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { benchDashboard } from './dashboardSpeed.ts';
import { benchFollowUp } from './followUpSpeed.ts';
import { benchHost } from './hostSpeed.ts';
import { benchImport } from './importSpeed.ts';
import { benchLedger } from './ledgerSpeed.ts';
import { benchRecordWindow } from './recordWindow.ts';
import { benchReview } from './reviewSpeed.ts';
import { benchSizes, buildForRelease } from './sizes.ts';
import { speedDocument } from './speedDocument.ts';
import { readTicks, stolenSince } from './stolenTime.ts';
import { benchTeam } from './teamSpeed.ts';

/** One figure. `budget` is the most (or, for a rate, the least) it should be; null where there is none. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly budget: number | null;
  /** How many measurements the value is made of. */
  readonly values?: number;
  /** How many windows they come from, and the least and the most that a single window gives. */
  readonly runs?: { readonly count: number; readonly least: number; readonly most: number };
}

const { values } = parseArgs({
  options: {
    json: { type: 'boolean' },
    write: { type: 'boolean' },
    only: { type: 'string' },
    windows: { type: 'string', default: '6' },
    largest: { type: 'string', default: '100000' },
  },
});

const parts: Record<string, (folder: string) => Figure[] | Promise<Figure[]>> = {
  sizes: () => benchSizes(),
  host: (folder) => benchHost(folder, Number(values.windows)),
  import: (folder) => benchImport(folder),
  'follow-up': (folder) => benchFollowUp(folder, Number(values.largest)),
  ledger: (folder) => benchLedger(folder, Number(values.largest)),
  dashboard: async (folder) => [
    ...(await benchDashboard(folder, Number(values.largest))),
    ...(await benchReview(folder, Number(values.largest))),
    ...(await benchRecordWindow(`${folder}-window`, Number(values.largest))),
  ],
  team: (folder) => benchTeam(folder, Number(values.largest)),
};

/** The machine the figures come from. `load` is that of others: what ran before the bench did. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memory: number;
  readonly system: string;
  readonly load: number;
  readonly loadAfter: number;
  /** Of the processor time that was wanted meanwhile, the share other machines on the same hardware got; null where it is not told. */
  readonly stolen: number | null;
  readonly node: string;
}

function machineNow(load: number, stolen: number | null): Machine {
  return {
    cpu: os.cpus()[0]?.model ?? 'unknown',
    cores: os.cpus().length,
    memory: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.type()} ${os.arch()}`,
    load,
    loadAfter: os.loadavg()[0] ?? 0,
    stolen,
    node: process.version,
  };
}

function line({ name, value, unit, budget, runs }: Figure): string {
  const limit = budget === null ? '' : `budget ${String(budget)}`;
  const range = runs
    ? `${runs.least.toPrecision(3)} - ${runs.most.toPrecision(3)} in ${String(runs.count)} windows`
    : '';
  return `${name.padEnd(52)} ${value.toPrecision(4).padStart(10)} ${unit.padEnd(6)} ${limit.padEnd(14)} ${range}`.trimEnd();
}

async function main(): Promise<void> {
  if (values.only !== undefined && !(values.only in parts))
    throw new Error(`There is no part “${values.only}”; there are: ${Object.keys(parts).join(', ')}.`);
  buildForRelease();
  const before = os.loadavg()[0] ?? 0;
  const ticks = readTicks();
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'pairfolio-bench-'));
  try {
    const figures: Figure[] = [];
    for (const [name, part] of Object.entries(parts))
      // The figures of the host are read beside the sizes of what it loads.
      if (values.only === undefined || values.only === name || (values.only === 'host' && name === 'sizes'))
        figures.push(...(await part(path.join(scratch, name))));
    const machine = machineNow(before, stolenSince(ticks));
    if (values.write === true) {
      const file = path.join(import.meta.dirname, '../../docs/speed.md');
      fs.writeFileSync(file, speedDocument({ machine, figures, at: new Date().toISOString() }));
    }
    if (values.json === true) console.log(JSON.stringify({ schema: 'pairfolio.bench/1', machine, figures }, null, 2));
    else {
      for (const figure of figures) console.log(line(figure));
      console.log(
        `on ${machine.cpu}, ${String(machine.cores)} cores, load ${machine.load.toFixed(1)} before and ${machine.loadAfter.toFixed(1)} after, Node ${machine.node}`,
      );
    }
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
