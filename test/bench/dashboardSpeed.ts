import { DashboardHost } from '../../src/editor/dashboard/dashboardHost.ts';
import type { HostMessage } from '../../src/core/dashboard/messages.ts';
import { systemClock } from '../../src/node/clock.ts';
import { nodeDigest } from '../../src/node/digest.ts';
import { Ledger } from '../../src/node/ledger/ledger.ts';
import { fillMap } from '../support/mapLedger.ts';
import type { Figure } from './run.ts';

/**
 * How long the trust map takes to open in a window that has read the record, as one that asks questions has: until its
 * numbers are sent to the page, until the decisions behind the largest are, and until the prompts are compared.
 */
export async function benchDashboard(home: string, largest: number): Promise<Figure[]> {
  const identity = { app: 'bench', host: 'cli' } as const;
  const writer = new Ledger(home, identity, systemClock, nodeDigest);
  fillMap(writer, largest, 3);
  writer.dispose();
  const ledger = new Ledger(home, identity, systemClock, nodeDigest);
  await ledger.readSoon();
  const opened: number[] = [];
  let worked = Infinity;
  let [behind, prompts] = [0, 0];
  for (let round = 0; round < 5; round++) {
    const start = performance.now();
    const used = process.threadCpuUsage();
    const waiting = new Map<HostMessage['type'], () => void>();
    const comes = (type: HostMessage['type']): Promise<void> => new Promise((resolve) => waiting.set(type, resolve));
    const host = new DashboardHost(
      { ledger, clock: systemClock, translate: (english) => english },
      {
        // What a webview is sent is written as JSON.
        send: (message) => {
          JSON.stringify(message);
          waiting.get(message.type)?.();
        },
        locale: 'en',
        reason: (id) => id,
        predicts: () => false,
        openFile: () => undefined,
        sayWhy: () => undefined,
        importHistory: () => undefined,
        predictionSetting: () => undefined,
        unexpected: (error) => {
          throw error;
        },
      },
    );
    const read = comes('prompts');
    await Promise.all([comes('state'), host.receive({ type: 'ready' })]);
    opened.push(performance.now() - start);
    const { user, system } = process.threadCpuUsage(used);
    worked = Math.min(worked, (user + system) / 1000);
    await read;
    prompts = performance.now() - start;
    const asked = performance.now();
    const selection = { what: 'trusted', base: false, at: null, where: [], month: null };
    await Promise.all([comes('decisions'), host.receive({ type: 'decisions', selection, from: 0 })]);
    behind = performance.now() - asked;
    host.dispose();
  }
  ledger.dispose();
  const [first = 0, ...later] = opened;
  const median = later.sort((a, b) => a - b)[Math.floor(later.length / 2)] ?? first;
  const name = `trust map of ${String(largest)} decisions`;
  return [
    { name: `open the ${name}`, value: median, unit: 'ms', budget: 300 },
    { name: '  processor time of that, at least', value: worked, unit: 'ms', budget: null },
    { name: '  the first time', value: first, unit: 'ms', budget: 300 },
    { name: '  the decisions behind its largest number', value: behind, unit: 'ms', budget: null },
    { name: '  until its prompts are compared', value: prompts, unit: 'ms', budget: null },
  ];
}
