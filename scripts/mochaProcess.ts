// Runs mocha on the test files named by the arguments and tells the parent process about each test.
import Mocha from 'mocha';
import type { TestMessage } from './testRun.ts';

const [timeout, ...files] = process.argv.slice(2);
const mocha = new Mocha({ ui: 'bdd', timeout: Number(timeout), forbidOnly: true, reporter: 'base' });
for (const file of files) mocha.addFile(file);
await mocha.loadFilesAsync();

const tell = (message: TestMessage): void => void process.send?.(message);
mocha
  .run((failures) => {
    tell({ kind: 'end' });
    process.exitCode = failures > 0 ? 1 : 0;
    process.disconnect();
  })
  .on('pass', (test) => tell({ kind: 'passed', title: test.fullTitle() }))
  .on('pending', (test) => tell({ kind: 'skipped', title: test.fullTitle() }))
  .on('fail', (test, error: Error) =>
    tell({ kind: 'failed', title: test.fullTitle(), error: error.stack ?? error.message }),
  );
