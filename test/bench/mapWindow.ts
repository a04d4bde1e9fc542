import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { systemClock } from '../../src/node/clock.ts';
import { nodeDigest } from '../../src/node/digest.ts';
import { Ledger } from '../../src/node/ledger/ledger.ts';
import { startSession } from '../launch/session.ts';
import { fillMap } from '../support/mapLedger.ts';
import type { Figure } from './run.ts';
import { median } from './statistics.ts';

/** Openings measured, after one in which the window reads the record. */
const openings = 6;

/**
 * How long the trust map takes in a real window, from the key to its numbers on the page: of a long record, and of one
 * so short that all of it is what the editor takes to show a page.
 */
export async function benchMapWindow(folder: string, largest: number): Promise<Figure[]> {
  const few = 10;
  const [short, long] = [
    median(await openedIn(path.join(folder, 'short'), few)),
    median(await openedIn(path.join(folder, 'long'), largest)),
  ];
  const name = (size: number): string => `trust map of ${String(size)} decisions in a window, from the key on`;
  return [
    { name: name(largest), value: long, unit: 'ms', budget: null },
    { name: name(few), value: short, unit: 'ms', budget: null },
    { name: '  what the longer record adds', value: long - short, unit: 'ms', budget: 300 },
  ];
}

async function openedIn(folder: string, size: number): Promise<number[]> {
  mkdirSync(folder, { recursive: true });
  const home = path.join(folder, 'ledger');
  const writer = new Ledger(home, { app: 'bench', host: 'cli' }, systemClock, nodeDigest);
  fillMap(writer, size, 3);
  writer.dispose();
  const session = await startSession({
    ledger: home,
    settings: { 'pairfolio.ask.when': 'on-request', 'workbench.editor.useModal': 'off' },
    keybindings: [{ key: 'ctrl+alt+m', command: 'pairfolio.openDashboard' }],
  });
  try {
    const { window } = session;
    const times: number[] = [];
    for (let opening = 0; opening <= openings; opening++) {
      const start = performance.now();
      await window.press('Control+Alt+m');
      await window.webviewFrame('.sides');
      if (opening > 0) times.push(performance.now() - start);
      await window.press('Control+w');
      await window.page.locator('.tab').filter({ hasText: 'Trust Map' }).waitFor({ state: 'detached' });
    }
    return times;
  } finally {
    await session.stop();
  }
}
