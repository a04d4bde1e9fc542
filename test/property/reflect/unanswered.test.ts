import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  isWaiting,
  newestUnanswered,
  unanswered,
  waiting,
  type DecisionGroup,
} from '../../../src/core/reflect/groups.ts';
import { verdicts } from '../../../src/core/shared/words.ts';
import { TestHistory } from '../../support/history.ts';

const now = Date.parse('2026-11-22T12:00:00.000Z');
const day = 24 * 3_600_000;

/** From years ago to a wrong clock's future, and often close to where something ends. */
const age = fc.oneof(
  fc.integer({ min: -400 * day, max: 3000 * day }),
  fc.integer({ min: 0, max: 2 * day }),
  fc.integer({ min: 0, max: 200 * day }),
  fc.constantFrom(0, day - 1, day, 7 * day - 1, 7 * day, 28 * day, 28 * day + 1),
);
const decision = fc.record({
  group: fc.integer({ min: 0, max: 9 }),
  label: fc.constantFrom(...verdicts),
  age,
  askedBefore: fc.option(age),
  answered: fc.boolean(),
});

const history = fc.array(decision, { maxLength: 20 }).map((decisions) => {
  const made = new TestHistory();
  for (const [index, { group, label, age: before, askedBefore, answered }] of decisions.entries()) {
    const id = `s${String(index)}`;
    made.decided(id, label, now - before, { group: `g${String(group)}` });
    if (askedBefore !== null) made.asking(now - askedBefore, [id]);
    if (answered && group % 3 === 0) made.answered(now - before, [id]);
  }
  return made;
});

const ids = (groups: readonly DecisionGroup[]): string[] => groups.map(({ id }) => id);

describe('what nobody answered', () => {
  it('waits as if all of a long record were looked at', () => {
    fc.assert(
      fc.property(history, (record) => {
        const all = unanswered(record.suggestions.values(), now);
        assert.deepEqual(
          waiting(record, now),
          all.filter((group) => isWaiting(group, now)),
        );
      }),
    );
  });

  it('is the newest of all, however far one has to look back for so many', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 6 }), (record, most) => {
        const all = unanswered(record.suggestions.values(), now);
        assert.deepEqual(ids(newestUnanswered(record, now, most)), ids(all).slice(0, most));
      }),
      { numRuns: 500 },
    );
  });
});
