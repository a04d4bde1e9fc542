import assert from 'node:assert/strict';
import fc from 'fast-check';
import { groupStates, type DecisionGroup } from '../../../src/core/portfolio/groups.ts';
import { groupIsIn } from '../../../src/core/practice/cell.ts';
import { countReason, proposeRules, type RuleProposal } from '../../../src/core/practice/proposals.ts';
import { TestHistory } from '../../support/history.ts';
import { suggestionRecord } from '../../support/records.ts';
import { runs } from '../../support/runs.ts';

const at = '2026-11-10T10:00:00.000Z';
const later = '2026-11-24T10:00:00.000Z';

/** Few words, so that decisions share cells, and several alike, so that enough comes together for a proposal. */
const alike = fc.record({
  kind: fc.constantFrom('migration', 'feature', 'other', null),
  language: fc.constantFrom('sql', 'go', null),
  domain: fc.constantFrom('data', 'back-end', null),
  // Some decisions have several parts.
  group: fc.option(fc.constantFrom('one', 'two', 'three')),
  label: fc.constantFrom('trusted', 'adapted', 'overrode'),
  outcome: fc.constantFrom('over-reliance', 'good-override', null, undefined),
  reasons: fc.constantFrom<(string[] | undefined)[]>(
    [],
    ['edge-case'],
    ['edge-case', 'style'],
    ['style', 'edge-case'],
    ['security'],
    undefined,
  ),
  times: fc.integer({ min: 1, max: 8 }),
});
const record = fc.array(alike, { minLength: 3, maxLength: 12 });

type Told = typeof record extends fc.Arbitrary<infer T> ? T : never;

function decisions(told: Told): DecisionGroup[] {
  const history = new TestHistory();
  const each = told.flatMap(({ times, ...one }) => Array.from({ length: times }, () => one));
  each.forEach(({ kind, language, domain, group, label, outcome, reasons }, index) => {
    const id = `s${String(index)}`;
    history.write(suggestionRecord({ id, group: group ?? id, kind, language, domain }, at));
    history.write({ type: 'verdict', at, body: { suggestion: id, label, settled: true, because: 'test' } });
    if (outcome !== undefined) {
      const body = { suggestion: id, days: 14, distance: null, outcome, because: 'fixed' } as const;
      history.write({ type: 'followUp', at: later, body });
    }
    if (reasons === undefined) return;
    history.write({ type: 'reflection', at, body: { suggestions: [id], stance: 'adapted', reasons, tippedOff: null } });
  });
  return groupStates(history.inOrder);
}

/** What speaks for a proposal, counted one decision after the other. */
function counted(groups: readonly DecisionGroup[], { cell, reason, because }: RuleProposal): unknown {
  const inside = groups.filter((group) => groupIsIn(cell, group));
  const isReworked = ({ parts }: DecisionGroup): boolean =>
    parts.some(({ followUp }) => followUp?.outcome === 'over-reliance');
  switch (because.signal) {
    case 'overrode':
      return { count: inside.filter(({ verdict }) => verdict === 'overrode').length, of: inside.length };
    case 'reworked': {
      const looked = inside.filter(
        ({ verdict, parts }) => verdict === 'trusted' && parts.some(({ followUp }) => followUp !== null),
      );
      return { count: looked.filter(isReworked).length, of: looked.length };
    }
    case 'reason':
      return countReason(groups, { cell, reason: reason ?? '' });
  }
}

describe('rules the record suggests', () => {
  it('say of each cell what counting its decisions one by one says', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(record, (told) => {
        const groups = decisions(told);
        const proposals = proposeRules(groups, { rules: [], now: Date.parse(later), most: 100 });
        for (const proposal of proposals) {
          seen.add(proposal.because.signal);
          const { count, of } = proposal.because;
          assert.deepEqual({ count, of }, counted(groups, proposal), proposal.key);
        }
      }),
      { numRuns: runs(2000) },
    );
    assert.deepEqual([...seen].sort(), ['overrode', 'reason', 'reworked'], 'the law was tried');
  });

  it('are not about mostly the same decisions twice', () => {
    fc.assert(
      fc.property(record, (told) => {
        const groups = decisions(told);
        const proposals = proposeRules(groups, { rules: [], now: Date.parse(later), most: 100 });
        for (const [index, one] of proposals.entries())
          for (const other of proposals.slice(0, index)) {
            if (one.means !== other.means || (one.means === 'not-again' && one.reason !== other.reason)) continue;
            const inOne = groups.filter((group) => groupIsIn(one.cell, group));
            const inOther = groups.filter((group) => groupIsIn(other.cell, group));
            const both = inOne.filter((group) => inOther.includes(group));
            assert.ok(2 * both.length < Math.min(inOne.length, inOther.length), `${one.key} and ${other.key}`);
          }
      }),
      { numRuns: runs(2000) },
    );
  });
});
