import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { systemClock } from '../../src/node/clock.ts';
import { nodeDigest } from '../../src/node/digest.ts';
import { Ledger } from '../../src/node/ledger/ledger.ts';
import { startSession } from '../launch/session.ts';
import type { Workbench } from '../launch/workbench.ts';
import { fillMap } from '../support/mapLedger.ts';
import type { Figure } from './run.ts';
import { median } from './statistics.ts';

/** Openings measured of each, after one in which the window reads the record. */
const openings = 12;
const few = 10;

interface Shown {
  readonly what: string;
  /** Opens it with a key, and waits for what it shows. */
  readonly open: (window: Workbench) => Promise<unknown>;
  readonly close: (window: Workbench) => Promise<unknown>;
}

const shown: readonly Shown[] = [
  {
    what: 'trust map',
    open: async (window) => {
      await window.press('Control+Alt+m');
      return window.webviewFrame('.sides');
    },
    close: async (window) => {
      await window.press('Control+w');
      await window.page.locator('.tab').filter({ hasText: 'Trust Map' }).waitFor({ state: 'detached' });
    },
  },
  {
    what: 'review view',
    open: async (window) => {
      await window.press('Control+Alt+r');
      const view = await window.webviewFrame('article.card');
      await view.locator('article.card:focus').waitFor();
    },
    close: async (window) => {
      await window.press('Control+Alt+h');
      await window.page.locator('.part.sidebar').waitFor({ state: 'hidden' });
    },
  },
];

/**
 * How long what shows the record takes in a real window, from the key to what is on the page: of a long record, and of
 * one so short that all of it is what the editor takes to show a page.
 */
export async function benchRecordWindow(folder: string, largest: number): Promise<Figure[]> {
  const short = await openedIn(path.join(folder, 'short'), few);
  const long = await openedIn(path.join(folder, 'long'), largest);
  return shown.flatMap(({ what }, index) => {
    const name = (size: number): string => `${what} of ${String(size)} decisions in a window, from the key on`;
    const [ofLong, ofShort] = [long[index] ?? NaN, short[index] ?? NaN];
    return [
      { name: name(largest), value: ofLong, unit: 'ms', budget: null },
      { name: name(few), value: ofShort, unit: 'ms', budget: null },
      { name: '  what the longer record adds', value: ofLong - ofShort, unit: 'ms', budget: 300 },
    ];
  });
}

/** @returns for each of {@link shown} the median (ms) */
async function openedIn(folder: string, size: number): Promise<number[]> {
  mkdirSync(folder, { recursive: true });
  const home = path.join(folder, 'ledger');
  const writer = new Ledger(home, { app: 'bench', host: 'cli' }, systemClock, nodeDigest);
  fillMap(writer, size, 3);
  writer.dispose();
  const session = await startSession({
    ledger: home,
    settings: { 'pairfolio.ask.when': 'on-request', 'workbench.editor.useModal': 'off' },
    keybindings: [
      { key: 'ctrl+alt+m', command: 'pairfolio.openDashboard' },
      { key: 'ctrl+alt+r', command: 'pairfolio.reviewDecisions' },
      { key: 'ctrl+alt+h', command: 'workbench.action.toggleSidebarVisibility' },
    ],
  });
  try {
    const medians: number[] = [];
    for (const { open, close } of shown) {
      const times: number[] = [];
      for (let opening = 0; opening <= openings; opening++) {
        const start = performance.now();
        await open(session.window);
        if (opening > 0) times.push(performance.now() - start);
        await close(session.window);
      }
      medians.push(median(times));
    }
    return medians;
  } finally {
    await session.stop();
  }
}
