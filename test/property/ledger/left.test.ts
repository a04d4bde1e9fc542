import assert from 'node:assert/strict';
import fc from 'fast-check';
import { leftAt, survivalCheckpoints } from '../../../src/core/ledger/left.ts';
import type { NewRecord } from '../../../src/core/ledger/records.ts';
import { checkpoints } from '../../../src/core/shared/words.ts';
import { TestHistory } from '../../support/history.ts';
import { suggestionRecord } from '../../support/records.ts';
import { runs } from '../../support/runs.ts';

const measured = fc.record({
  minute: fc.integer({ min: 0, max: 59 }),
  checkpoint: fc.constantFrom(...checkpoints, 'of a commit' as const),
  distance: fc.constantFrom(null, 0, 0.01, 0.32, 0.33, 0.34, 1),
});

describe('what was left, as one number', () => {
  it('says of each checkpoint what its latest measurement does, in whatever order they were read', () => {
    fc.assert(
      fc.property(fc.array(measured, { maxLength: 20 }), fc.nat(20), (measurements, seenAfter) => {
        const records = measurements.map(({ minute, checkpoint, distance }): NewRecord => {
          const at = `2026-11-22T10:${String(minute).padStart(2, '0')}:00.000Z`;
          if (checkpoint === 'of a commit') return { type: 'commit', at, body: { suggestion: 'a', distance } };
          const rates = { retained: null, fourGram: null, noRevert: null };
          return { type: 'survival', at, body: { suggestion: 'a', checkpoint, distance, ...rates } };
        });
        records.splice(seenAfter, 0, suggestionRecord({ id: 'a' }, '2026-11-22T09:00:00.000Z'));
        const history = new TestHistory();
        for (const record of records) history.write(record);

        const inOrder = measurements.toSorted((a, b) => a.minute - b.minute);
        const found = inOrder
          .toSorted((a, b) => a.minute - b.minute || (a.distance ?? 0) - (b.distance ?? 0))
          .find(({ checkpoint, distance }) => checkpoint === 'of a commit' && distance !== null);
        for (const checkpoint of survivalCheckpoints) {
          const latest = inOrder.findLast((one) => one.checkpoint === checkpoint)?.distance ?? null;
          const distance = latest ?? (checkpoint === 'commit' ? found?.distance : null) ?? null;
          const amount = distance === null ? 0 : distance === 0 ? 3 : distance < 0.33 ? 2 : 1;
          assert.equal(leftAt(history.suggestions.get('a')?.left ?? -1, checkpoint), amount, checkpoint);
        }
      }),
      { numRuns: runs(400) },
    );
  });
});
