import assert from 'node:assert/strict';
import { countChecks } from '../../../src/core/portfolio/checkCounts.ts';
import { countCollaboration } from '../../../src/core/portfolio/pattern.ts';
import { countFollowUps } from '../../../src/core/portfolio/followUpCounts.ts';
import { groupStates, tallyDecisions, type DecisionGroup } from '../../../src/core/portfolio/groups.ts';
import { cutInHalves, hasChanged } from '../../../src/core/portfolio/halves.ts';
import { drawSample } from '../../../src/core/portfolio/randomSample.ts';
import { ratioWords } from '../../../src/core/portfolio/rates.ts';
import { nodeDigest } from '../../../src/node/digest.ts';
import { emptyLedger, tell, type Told } from '../../support/portfolioLedger.ts';

function groupsOf(...told: readonly Told[]): DecisionGroup[] {
  const { ledger } = emptyLedger();
  for (const one of told) tell(ledger, one);
  return groupStates(ledger.states());
}

describe('what decisions proved to be', () => {
  it('is counted apart, and only of those of which it is known', () => {
    const counts = countFollowUps(
      groupsOf(
        { verdict: 'trusted', followUp: { outcome: 'over-reliance', because: 'fixed' }, survival: { '14d': 0.4 } },
        { verdict: 'trusted', followUp: { outcome: null, because: 'stands' }, survival: { '14d': 0.1 } },
        { verdict: 'trusted', followUp: { outcome: null, because: 'no-repository' } },
        { verdict: 'trusted', survival: { '14d': 0 } },
        { verdict: 'overrode', followUp: { outcome: 'good-override', because: 'stands' } },
        { verdict: 'overrode', followUp: { outcome: 'under-reliance', because: 'came-back' } },
        { verdict: 'overrode', followUp: { outcome: null, because: 'nothing-kept' } },
        { verdict: 'overrode', followUp: { outcome: null, because: 'file-gone' } },
        { verdict: 'adapted', followUp: { outcome: null, because: 'rewritten' }, survival: { '14d': 0 } },
      ),
    );
    assert.deepEqual(counts, {
      stillThere: { count: 2, n: 3 },
      overReliance: { count: 1, n: 2 },
      goodOverride: { count: 1, n: 3 },
      underReliance: { count: 1, n: 3 },
    });
  });
});

describe('a decision of which one part came back and another stood', () => {
  it('counts as come back, once', () => {
    const { goodOverride, underReliance } = countFollowUps(
      groupsOf(
        { group: 'both', verdict: 'overrode', followUp: { outcome: 'good-override', because: 'stands' } },
        { group: 'both', verdict: 'overrode', followUp: { outcome: 'under-reliance', because: 'came-back' } },
      ),
    );
    assert.deepEqual(
      [goodOverride, underReliance],
      [
        { count: 0, n: 1 },
        { count: 1, n: 1 },
      ],
    );
  });
});

describe('checks that were seen', () => {
  const at = '2026-10-05T10:00:00.000Z';

  it('count a decision once for each way, with what failed and what passed after that', () => {
    const { checked, ways } = countChecks(
      groupsOf(
        {
          checks: [
            { what: 'npm test', result: 'passed', check: 'test' },
            { what: 'npm test', result: 'failed', check: 'test' },
            { what: 'npm test', result: 'passed', check: 'test' },
          ],
        },
        { checks: [{ what: 'npm test', result: 'passed', check: 'test' }] },
        { checks: [{ what: 'make', result: 'failed', check: 'build' }] },
        {
          checks: [
            { kind: 'diagnostics', what: '1 error', result: 'appeared' },
            { kind: 'diagnostics', what: '1 error', result: 'gone' },
            { kind: 'diff', what: 'reviewed', result: 'opened' },
          ],
        },
        {},
      ),
    );
    assert.equal(checked, 4);
    assert.deepEqual(ways, [
      { way: 'test', seen: 2, failed: 1, mended: 1 },
      { way: 'build', seen: 1, failed: 1, mended: 0 },
      { way: 'problems', seen: 1, failed: 1, mended: 1 },
      { way: 'diff', seen: 1, failed: 0, mended: 0 },
    ]);
  });

  it('count as before the commit only if they ended before it, told something, and the code was kept', () => {
    const committed = { at, verdict: 'trusted', survival: { commit: 0 }, sha: 'abc' } as const;
    const test = { what: 'npm test', result: 'passed', check: 'test' } as const;
    // `tell` sees a check each minute and the commit after ten.
    const late = [...Array.from({ length: 10 }, () => ({ what: 'x', result: 'opened', kind: 'diff' }) as const), test];
    const before = (...told: readonly Told[]): unknown => countChecks(groupsOf(...told)).beforeCommit;
    assert.deepEqual(before({ ...committed, checks: [test] }), { count: 1, n: 1 });
    assert.deepEqual(before({ ...committed, checks: [{ ...test, result: 'failed' }] }), { count: 1, n: 1 });
    assert.deepEqual(before({ ...committed, checks: late }), { count: 0, n: 1 });
    assert.deepEqual(before({ ...committed, checks: [{ ...test, result: 'unknown' }] }), { count: 0, n: 1 });
    assert.deepEqual(before({ ...committed, checks: [{ ...test, check: 'run' }] }), { count: 0, n: 1 });
    assert.deepEqual(before({ ...committed, verdict: 'overrode', checks: [test] }), { count: 0, n: 0 });
    assert.deepEqual(before({ at, verdict: 'trusted', checks: [test] }), { count: 0, n: 0 });
  });
});

describe('work done by both, or handed over', () => {
  it('is handed over only where it was asked for, kept as offered and not checked', () => {
    const handed = { surface: 'agent', verdict: 'trusted' } as const;
    const both = (...told: readonly Told[]): unknown => countCollaboration(groupsOf(...told));
    assert.deepEqual(both(handed), { augmentation: 0, automation: 1 });
    assert.deepEqual(both({ ...handed, stance: 'trusted', reasons: ['low-stakes'] }), {
      augmentation: 0,
      automation: 1,
    });
    for (const told of [
      { ...handed, surface: 'inline' },
      { ...handed, verdict: 'adapted' },
      { ...handed, checks: [{ what: 'npm test', result: 'passed', check: 'test' }] },
      { ...handed, stance: 'trusted', reasons: ['read-line-by-line'] },
    ] as const)
      assert.deepEqual(both(told), { augmentation: 1, automation: 0 });
    assert.deepEqual(both({ ...handed, verdict: 'overrode' }), { augmentation: 0, automation: 0 });
  });

  it('is a ratio of counts below twenty, with both intervals from there on', () => {
    assert.equal(ratioWords(7, 2), '7 : 2');
    assert.equal(ratioWords(15, 5), '75 : 25 (53–89 : 11–47), n = 20');
  });
});

describe('the sample', () => {
  const root = (seed: number): string => nodeDigest.sha256(String(seed));

  it('is ten different ones in their order, the same for the same root', () => {
    const items = Array.from({ length: 500 }, (_, item) => item);
    const drawn = drawSample(items, root(1));
    assert.equal(new Set(drawn).size, 10);
    assert.deepEqual(
      drawn,
      drawn.toSorted((a, b) => a - b),
    );
    assert.deepEqual(drawSample(items, root(1)), drawn);
    assert.notDeepEqual(drawSample(items, root(2)), drawn);
  });

  it('is drawn evenly', () => {
    const items = Array.from({ length: 25 }, (_, item) => item);
    const counts = items.map(() => 0);
    const draws = 5000;
    for (let seed = 0; seed < draws; seed++)
      for (const item of drawSample(items, root(seed))) counts[item] = (counts[item] ?? 0) + 1;
    const expected = (draws * 10) / 25;
    // Chi-squared with 24 degrees of freedom, drawn without repetition; 51.2 is passed by chance once in a thousand.
    const chi = counts.reduce((sum, count) => sum + (count - expected) ** 2 / (expected * (15 / 25)), 0) * (24 / 25);
    assert.ok(chi < 51.2, String(chi));
  });

  it('is not drawn from fewer than twenty, nor without a root', () => {
    assert.deepEqual(drawSample(Array.from({ length: 19 }), root(1)), []);
    assert.deepEqual(drawSample(Array.from({ length: 40 }), ''), []);
  });
});

describe('the halves of a period', () => {
  const many = (count: number, day: number, verdict: Told['verdict']): Told[] =>
    Array.from({ length: count }, (_, n) => ({
      at: new Date(Date.UTC(2026, 8, day, 0, n)).toISOString(),
      ...(verdict ? { verdict } : {}),
    }));

  it('are compared from forty on, by time, and differ only where their intervals are apart', () => {
    assert.equal(cutInHalves(groupsOf(...many(39, 1, 'trusted'), ...many(9, 2, undefined))), undefined);
    // Told out of order: it is the time that counts.
    const told = [...many(21, 20, 'overrode'), ...many(16, 1, 'trusted'), ...many(4, 2, 'adapted')];
    const halves = cutInHalves(groupsOf(...told));
    assert.deepEqual(halves?.n, [20, 21]);
    assert.deepEqual(halves.byVerdict, { trusted: [16, 0], adapted: [4, 0], overrode: [0, 21] });
    assert.equal(halves.secondFrom.slice(0, 10), '2026-09-20');
    const changed = (['trusted', 'adapted', 'overrode'] as const).map((verdict) => hasChanged(halves, verdict));
    assert.deepEqual(changed, [true, false, true]);
  });
});

describe('a tally of decisions', () => {
  it('counts a decision once for each value of its parts', () => {
    const groups = groupsOf(
      { group: 'a', language: 'go' },
      { group: 'a', language: 'go' },
      { group: 'a', language: 'sql' },
      { language: 'sql' },
      { language: null },
    );
    assert.deepEqual(
      tallyDecisions(groups, ({ body }) => body.language),
      [
        ['sql', 2],
        ['go', 1],
      ],
    );
  });
});
