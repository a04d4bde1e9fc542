import assert from 'node:assert/strict';
import fs from 'node:fs';

/**
 * Compares a text with a golden file. On a mismatch the text is left beside it as `.actual`; `ACCEPT=1` makes it the
 * new golden text instead, to be read in the diff before it is committed.
 */
export function assertGolden(file: string, actual: string): void {
  const golden = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  if (golden === actual) {
    fs.rmSync(`${file}.actual`, { force: true });
    return;
  }
  if (process.env['ACCEPT'] === '1') {
    fs.writeFileSync(file, actual);
    fs.rmSync(`${file}.actual`, { force: true });
    return;
  }
  fs.writeFileSync(`${file}.actual`, actual);
  assert.equal(actual, golden, `${file} differs; see ${file}.actual, or run with ACCEPT=1`);
}
