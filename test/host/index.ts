import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import { keysAvailable, surroundings } from './keys.ts';

export interface HostResults {
  passed: number;
  skipped: number;
  failures: { title: string; error: string }[];
}

/**
 * Runs test files inside the extension host and writes the results to the file named by PAIRFOLIO_TEST_RESULTS.
 * The bundle calls it with every `*.test.ts` in this folder (test/launch/bundleHostSuite.ts); loading one defines its tests.
 * @throws when a test failed, which VS Code turns into its exit code
 */
export async function runSuite(load: (() => void)[]): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, forbidOnly: true, reporter: 'base' });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  for (const file of load) file();

  const results: HostResults = { passed: 0, skipped: 0, failures: [] };
  const looks: Promise<void>[] = [];
  await new Promise<void>((resolve) => {
    mocha
      .run(() => resolve())
      .on('pass', (test) => {
        results.passed++;
        console.log(`  ok ${test.fullTitle()} (${String(test.duration ?? 0)} ms)`);
      })
      .on('pending', () => results.skipped++)
      .on('fail', (test, error: Error) => {
        console.log(`  not ok ${test.fullTitle()}: ${error.message}`);
        const failure = { title: test.fullTitle(), error: error.stack ?? error.message };
        results.failures.push(failure);
        if (keysAvailable) looks.push(addSurroundings(failure));
      });
  });
  await Promise.all(looks);
  const file = process.env['PAIRFOLIO_TEST_RESULTS'];
  if (file) writeFileSync(file, JSON.stringify(results));
  if (results.failures.length > 0) throw new Error(`${String(results.failures.length)} failed`);
}

/** A key that did nothing is explained by where the focus was; what cleans up after the test may already have moved it. */
async function addSurroundings(failure: { error: string }): Promise<void> {
  failure.error += `\n    ${await surroundings().catch(String)}`;
}
