import assert from 'node:assert/strict';
import fc from 'fast-check';
import { groupStates } from '../../../src/core/portfolio/groups.ts';
import { TestHistory } from '../../support/history.ts';
import { suggestionRecord } from '../../support/records.ts';
import { runs } from '../../support/runs.ts';

const told = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  group: fc.constantFrom('one', 'two', 'three', 'a', 'b'),
  minute: fc.integer({ min: 0, max: 59 }),
  suggestions: fc.integer({ min: 1, max: 4 }),
  counts: fc.boolean(),
});

describe('suggestions gathered into decisions', () => {
  it('are together as their records say, also when a later record says otherwise, and when some are left out', () => {
    fc.assert(
      fc.property(fc.array(told, { maxLength: 25 }), (records) => {
        const history = new TestHistory();
        for (const { id, group, minute, suggestions } of records) {
          const at = `2026-11-22T10:${String(minute).padStart(2, '0')}:00.000Z`;
          history.write(suggestionRecord({ id, group, suggestions }, at));
        }
        const left = new Set<string>(records.flatMap(({ id, counts }) => (counts ? [] : [id])));
        // Copies, as what is redacted is.
        const states = history.inOrder.filter(({ id }) => !left.has(id)).map((state) => ({ ...state }));
        const expected = new Map<string, string[]>();
        for (const { id, body } of states) expected.set(body.group, [...(expected.get(body.group) ?? []), id]);
        assert.deepEqual(
          groupStates(states).map(({ id, parts }) => [id, parts.map((part) => part.id)]),
          [...expected],
        );
        assert.ok(groupStates(states).every(({ parts }) => parts.every((part) => states.includes(part))));
      }),
      { numRuns: runs(400) },
    );
  });
});
