import assert from 'node:assert/strict';
import fc from 'fast-check';
import { verifyPortfolio } from '../../../src/core/portfolio/verifyPortfolio.ts';
import { nodeDigest } from '../../../src/node/digest.ts';
import { exportPortfolio } from '../../../src/node/portfolio/export.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { MemoryFolder } from '../../support/portfolioFolder.ts';
import { choices, richLedger } from '../../support/portfolioLedger.ts';
import { runs } from '../../support/runs.ts';

describe('a changed portfolio', () => {
  let folder: MemoryFolder;

  before(async () => {
    const { ledger, clock, digest, cases } = richLedger();
    const out = temporaryFolder();
    await exportPortfolio(ledger, { out, clock, digest, cases: choices(...cases) });
    folder = MemoryFolder.read(out);
  });

  it('never verifies, and the changed file is the one named', function () {
    this.timeout(60_000);
    const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    const edit = fc.record({
      name: fc.constantFrom(...folder.names()),
      place,
      drop: fc.nat(3),
      insert: fc.uint8Array({ maxLength: 3 }),
    });
    fc.assert(
      fc.property(edit, ({ name, place, drop, insert }) => {
        const bytes = folder.files.get(name) ?? new Uint8Array();
        const at = Math.floor(place * (bytes.length + 1));
        const changed = Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + drop)]);
        fc.pre(!changed.equals(bytes));
        const { ok, checks } = verifyPortfolio(folder.with(name, changed), nodeDigest);
        assert.equal(ok, false);
        assert.deepEqual(
          [...new Set(checks.filter(({ status }) => status === 'failed').map(({ about }) => about))],
          [name],
        );
      }),
      { numRuns: runs(1500) },
    );
  });
});
