import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

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
  await new Promise<void>((resolve) => {
    mocha
      .run(() => resolve())
      .on('pass', (test) => {
        results.passed++;
        console.log(`  ok ${test.fullTitle()}`);
      })
      .on('pending', () => results.skipped++)
      .on('fail', (test, error: Error) => {
        console.log(`  not ok ${test.fullTitle()}: ${error.message}`);
        results.failures.push({ title: test.fullTitle(), error: error.stack ?? error.message });
      });
  });
  const file = process.env['PAIRFOLIO_TEST_RESULTS'];
  if (file) writeFileSync(file, JSON.stringify(results));
  if (results.failures.length > 0) throw new Error(`${String(results.failures.length)} failed`);
}
