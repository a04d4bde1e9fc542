import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { startKeyBridge } from '../launch/keyBridge.ts';
import { copySampleProject } from '../launch/sampleProject.ts';
import { startServer } from '../launch/server.ts';
import { plainEditing } from '../launch/session.ts';
import { openWorkbench } from '../launch/workbench.ts';
import type { Plan, WindowResults } from './host/shared.ts';
import type { MeasuredExtensions } from './measuredExtensions.ts';

/** A window that has not ended after this time (ms) is given up. */
const longest = 900_000;

/** Starts VS Code once, on a fresh copy of the sample project and with an empty ledger. @throws when the window fails */
export async function benchWindow(plan: Plan, scratch: string, extensions: MeasuredExtensions): Promise<WindowResults> {
  const file = path.join(scratch, 'results.json');
  const home = path.join(scratch, 'home');
  const ledger = path.join(scratch, 'ledger');
  for (const folder of [home, ledger]) mkdirSync(folder, { recursive: true });
  const keys = await startKeyBridge();
  const server = await startServer({
    workspace: copySampleProject(path.join(scratch, 'corner-shop')),
    extensions: [...extensions.installed],
    hostSuite: { extension: extensions.driver, tests: extensions.suite },
    settings: plainEditing,
    env: {
      HOME: home,
      PAIRFOLIO_HOME: ledger,
      PAIRFOLIO_TEST_KEYS: keys.url,
      PAIRFOLIO_BENCH_PLAN: JSON.stringify(plan),
      PAIRFOLIO_BENCH_RESULTS: file,
    },
  });
  try {
    const ended = Promise.withResolvers<string>();
    const giveUp = setTimeout(() => ended.resolve('It did not end in time.'), longest);
    const workbench = await openWorkbench(server, {
      async prepare(page) {
        await page.exposeFunction('codeAutomationExit', (code: number) => ended.resolve(`Exit code ${String(code)}.`));
        await page.exposeFunction('codeAutomationLog', () => undefined);
      },
    });
    keys.connect(workbench);
    const how = await ended.promise;
    clearTimeout(giveUp);
    const results = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as WindowResults) : undefined;
    if (results?.problem !== null) await workbench.screenshotOfFailure('bench');
    await workbench.close();
    if (!results) throw new Error(`A window of the bench ended without results. ${how}`);
    if (results.problem !== null) throw new Error(`A window of the bench failed: ${results.problem}`);
    return results;
  } finally {
    keys.close();
    await server.stop();
  }
}
