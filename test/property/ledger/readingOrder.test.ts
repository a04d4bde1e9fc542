import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as v from 'valibot';
import { ReadModel } from '../../../src/core/ledger/readModel.ts';
import { bodies, type LedgerRecord, type NewRecord } from '../../../src/core/ledger/records.ts';
import { suggestionRecord } from '../../support/records.ts';
import { runs } from '../../support/runs.ts';

const id = fc.constantFrom('a', 'b');
const several = fc.constantFrom(['a'], ['b'], ['a', 'b']);
const hash = fc.constantFrom('1', '2', '3').map((digit) => digit.repeat(64));
const distance = fc.constantFrom(null, 0, 0.2, 0.5, 1);

/** What can be said of two suggestions, each with more than one thing to say. */
const said: fc.Arbitrary<Omit<NewRecord, 'at'>> = fc.oneof(
  fc
    .record({
      id,
      group: fc.constantFrom('g', 'h'),
      suggestions: fc.integer({ min: 1, max: 3 }),
      revision: fc.integer({ min: 0, max: 2 }),
      surface: fc.constantFrom('inline', 'agent'),
    })
    .map((body) => suggestionRecord(body)),
  fc.record({
    type: fc.constant('survival'),
    body: fc.record({
      suggestion: id,
      checkpoint: fc.constantFrom('30s', 'commit', '14d'),
      distance,
      retained: fc.constant(null),
      fourGram: fc.constant(null),
      noRevert: fc.constant(null),
      texts: fc.option(hash, { nil: undefined }).map((kept) => (kept === undefined ? {} : { kept })),
    }),
  }),
  fc.record({
    type: fc.constant('verdict'),
    body: fc.record({
      suggestion: id,
      label: fc.constantFrom('trusted', 'adapted', 'overrode'),
      settled: fc.boolean(),
      because: fc.constant('distance'),
      texts: fc.option(hash, { nil: undefined }).map((kept) => (kept === undefined ? {} : { kept })),
    }),
  }),
  fc.record({
    type: fc.constant('commit'),
    body: fc.record({
      suggestion: id,
      distance,
      insteadOf: fc.constantFrom(undefined, ['4'.repeat(64)]),
      texts: hash.map((sha) => ({ sha })),
    }),
  }),
  fc.record({
    type: fc.constant('followUp'),
    body: fc.record({
      suggestion: id,
      days: fc.constant(14),
      distance,
      outcome: fc.constantFrom(null, 'over-reliance'),
      because: fc.constantFrom('stands', 'fixed'),
    }),
  }),
  fc.record({
    type: fc.constant('classified'),
    body: fc.record({
      suggestions: several,
      kind: fc.constantFrom('fix', 'test', null),
      domain: fc.constantFrom('data', null),
      by: fc.constantFrom('author', 'inferred'),
      from: fc.constantFrom('path', 'commit'),
    }),
  }),
  fc.record({
    type: fc.constant('verification'),
    body: fc.record({
      suggestions: several,
      kind: fc.constant('task'),
      what: fc.constantFrom('npm test', 'tsc'),
      result: fc.constantFrom('passed', 'failed'),
      check: fc.constant('test'),
    }),
  }),
  fc.record({
    type: fc.constant('reflection'),
    body: fc.record({
      suggestions: several,
      stance: fc.constantFrom('trusted', 'overrode'),
      reasons: fc.constantFrom([], ['edge-case']),
      tippedOff: fc.constant(null),
    }),
  }),
  fc.record({ type: fc.constant('skipped'), body: fc.record({ suggestions: several }) }),
  fc.record({
    type: fc.constant('asked'),
    body: fc.record({ suggestions: several, boundary: fc.constantFrom('request', 'after-commit') }),
  }),
  fc.record({ type: fc.constant('correction'), body: fc.record({ suggestions: several, ai: fc.boolean() }) }),
  fc.record({
    type: fc.constant('pattern'),
    body: fc.record({ suggestions: several, pattern: fc.constantFrom('iteration', 'learning', null) }),
  }),
  fc.record({ type: fc.constant('practice'), body: fc.record({ suggestions: several, kept: fc.boolean() }) }),
  fc.record({
    type: fc.constant('prediction'),
    body: fc.record({ suggestions: several, expected: fc.constantFrom(0.5, 0.9) }),
  }),
  fc.record({ type: fc.constant('forgotten'), body: fc.record({ suggestions: several }) }),
) as fc.Arbitrary<Omit<NewRecord, 'at'>>;

const written = fc.array(
  fc.record({
    said,
    segment: fc.constantFrom('one', 'two'),
    minute: fc.integer({ min: 0, max: 9 }),
  }),
  { maxLength: 20 },
);

/** Two windows saw the same check, and only one of them knew that it checks the other suggestion as well. */
const seenByTwo = [
  { said: suggestionRecord({ id: 'b' }), segment: 'one', minute: 0 },
  { said: checked(['a', 'b']), segment: 'one', minute: 3 },
  { said: checked(['b']), segment: 'two', minute: 3 },
];

function checked(suggestions: string[]): Omit<NewRecord, 'at'> {
  return {
    type: 'verification',
    body: { suggestions, kind: 'task', what: 'tsc', result: 'passed', check: 'type-check' },
  };
}

describe('what records add up to', () => {
  it('is the same in whatever order segments are read, and read in pieces', () => {
    fc.assert(
      fc.property(written, (all) => {
        const ends = new Map<string, number>();
        const records = all.map(({ said, segment, minute }): LedgerRecord => {
          const seq = ends.get(segment) ?? 0;
          ends.set(segment, seq + 1);
          const at = `2026-11-22T10:0${String(minute)}:00.000Z`;
          const body: unknown = v.parse(bodies[said.type], structuredClone(said.body));
          return { v: 1, segment, seq, prev: null, type: said.type, at, body } as LedgerRecord;
        });
        const of = (name: string): LedgerRecord[] => records.filter(({ segment }) => segment === name);
        const expected = summary([...of('one'), ...of('two')]);
        assert.deepEqual(summary([...of('two'), ...of('one')]), expected);
        assert.deepEqual(summary(records), expected);
      }),
      { numRuns: runs(4000), examples: [[seenByTwo]] },
    );
  });
});

function summary(records: readonly LedgerRecord[]): unknown {
  const model = new ReadModel();
  for (const record of records) model.add(structuredClone(record));
  const states = [...model.suggestions.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    // Where what stands was said is how it is told, not what is told.
    states: states.map((state) => ({ ...state, standing: undefined })),
    inOrder: model.inOrder.map(({ id }) => id),
    counting: model.counting.map(({ id }) => id),
    asked: [...model.asked].map((one) => JSON.stringify(one)).sort(),
  };
}
