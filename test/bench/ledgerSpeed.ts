import path from 'node:path';
import { systemClock } from '../../src/node/clock.ts';
import { nodeDigest } from '../../src/node/digest.ts';
import { Ledger } from '../../src/node/ledger/ledger.ts';
import { exportPortfolio } from '../../src/node/portfolio/export.ts';
import { suggestionRecord } from '../support/records.ts';
import { commandMemory } from './commandMemory.ts';
import type { Figure } from './run.ts';

const code = 'const total = items.reduce((sum, item) => sum + item.price, 0);';

/** Append, open and export at growing sizes, to show how the cost grows. */
export async function benchLedger(folder: string, largest: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (let size = 1000; size <= largest; size *= 10) {
    const home = path.join(folder, String(size));
    figures.push(fill(home, size), ...(await openInSlices(home, size)));
    const start = performance.now();
    const used = process.cpuUsage();
    const ledger = open(home);
    ledger.read();
    figures.push(
      { name: `open ${String(size)} decisions`, value: performance.now() - start, unit: 'ms', budget: null },
      { name: `  processor time of that`, value: since(used), unit: 'ms', budget: null },
    );
    const listed = performance.now();
    ledger.states();
    figures.push({ name: `  list them again`, value: performance.now() - listed, unit: 'ms', budget: null });
    const exported = performance.now();
    await exportPortfolio(ledger, { out: path.join(home, 'portfolio'), clock: systemClock, digest: nodeDigest });
    figures.push({
      name: `portfolio from ${String(size)} decisions`,
      value: (performance.now() - start) / 1000,
      unit: 's',
      budget: size === 100_000 ? 5 : null,
    });
    figures.push({
      name: `  of that after opening`,
      value: (performance.now() - exported) / 1000,
      unit: 's',
      budget: null,
    });
    ledger.dispose();
    const memory = commandMemory(['portfolio', '--ledger', home, '--out', path.join(home, 'again')]);
    figures.push({ name: `  most memory, alone`, value: memory, unit: 'MiB', budget: 512 });
  }
  return figures;
}

const open = (home: string): Ledger => new Ledger(home, { app: 'bench', host: 'cli' }, systemClock, nodeDigest);

/** Milliseconds of processor time, all threads together. */
function since(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** What the editor does: how long it takes, and the longest time that anything else had to wait for it meanwhile. */
async function openInSlices(home: string, size: number): Promise<Figure[]> {
  const ledger = open(home);
  const start = performance.now();
  let [longest, last, isOpen] = [0, process.threadCpuUsage(), false];
  const look = (): void => {
    const now = process.threadCpuUsage();
    // Of the processor: on a busy machine the clock would tell of other programs.
    longest = Math.max(longest, (now.user + now.system - last.user - last.system) / 1000);
    last = now;
    if (!isOpen) setImmediate(look);
  };
  setImmediate(look);
  await ledger.readSoon();
  isOpen = true;
  const value = performance.now() - start;
  ledger.dispose();
  return [
    { name: `open ${String(size)} decisions in slices`, value, unit: 'ms', budget: null },
    { name: `  longest slice, processor time`, value: longest, unit: 'ms', budget: 50 },
  ];
}

function fill(home: string, size: number): Figure {
  const ledger = open(home);
  const times: number[] = [];
  for (let i = 0; i < size; i++) {
    const at = new Date(Date.UTC(2026, 0, 1) + i * 60_000).toISOString();
    const id = `id${String(i)}`;
    const start = performance.now();
    ledger.append(suggestionRecord({ id }, at), {
      file: `src/file${String(i % 100)}.ts`,
      workspace: 'shop',
      before: '',
      suggested: code,
    });
    times.push(performance.now() - start);
    ledger.append({
      type: 'survival',
      at,
      body: { suggestion: id, checkpoint: '120s', distance: 0, retained: 1, fourGram: 1, noRevert: 1 },
    });
    ledger.append(
      { type: 'verdict', at, body: { suggestion: id, label: 'trusted', settled: true, because: 'distance' } },
      { kept: code },
    );
  }
  ledger.dispose();
  times.sort((a, b) => a - b);
  return { name: `append, p99 of ${String(size)}`, value: times[Math.floor(size * 0.99)] ?? 0, unit: 'ms', budget: 1 };
}
