import assert from 'node:assert/strict';
import { tellsOfOthers } from '../../../src/core/team/anonymity.ts';
import { attackFigures, attackHistory, type AttackName, type Breach } from '../../../src/core/team/attackRelease.ts';
import type { Contribution } from '../../../src/core/team/contribution.ts';
import { nothingHandled } from '../../../src/core/team/handled.ts';
import { blockOf } from '../../../src/core/team/layout.ts';
import { release, type ReleaseFacts } from '../../../src/core/team/release.ts';
import { WindowAdder, type WindowSum } from '../../../src/core/team/sums.ts';
import { reportSchema, type Figure, type LogEntry, type TeamReport } from '../../../src/core/team/teamReport.ts';
import { team } from '../../support/teamFolder.ts';
import { teamNow, teamWindow } from '../../support/teamLedger.ts';

function sumOf(given: readonly Contribution[]): WindowSum {
  const adder = new WindowAdder(teamWindow);
  for (const one of given) adder.add(one);
  return adder.sum;
}

/** A report that keeps to no rule: the shares of these questions and cohorts as they are. */
function careless(sum: WindowSum, block: string, cohorts: readonly (string | null)[] = [null]): TeamReport {
  const { options, offset } = blockOf(block);
  return {
    schema: reportSchema,
    window: sum.window,
    members: sum.total.members,
    cohorts: cohorts.flatMap((cohort) =>
      cohort === null ? [] : [{ cohort, members: sum.cohorts.get(cohort)?.members ?? 0 }],
    ),
    othersToo: true,
    figures: cohorts.map((cohort): Figure => {
      const { vector } = cohort === null ? sum.total : (sum.cohorts.get(cohort) ?? sum.total);
      const n = vector[offset] ?? 0;
      const shareAt = (index: number): number => Math.round((5 * (vector[offset + 1 + 3 * index] ?? 0)) / n);
      return { block, cohort, n, shares: Object.fromEntries(options.map(({ id }, index) => [id, shareAt(index)])) };
    }),
    handled: nothingHandled,
  };
}

function entry(window: string, members: number, more: Partial<TeamReport> = {}, roster?: readonly string[]): LogEntry {
  const report = { ...careless(sumOf(team(10)), 'verdict'), figures: [], window, members, ...more };
  return {
    schema: 'pairfolio.release/1',
    seq: 0,
    prev: null,
    input: '0'.repeat(64),
    report,
    ...(roster ? { sealed: { roster: '0'.repeat(64), members: [...roster] } } : {}),
  };
}

function expectOnly(breaches: readonly Breach[], attack: AttackName, words: RegExp): void {
  assert.deepEqual([...new Set(breaches.map((breach) => breach.attack))], [attack]);
  assert.match(breaches.map((breach) => breach.words).join('\n'), words);
}

/** The attacker gets reports no rule was kept in, and must say what is wrong with each. */
describe('an attack before the release', () => {
  describe('on what is printed', () => {
    it('finds nothing in a report that keeps to the rules', () => {
      const sum = sumOf([...team(9, { cohort: 'a' }), ...team(12, { cohort: 'b' }, undefined, 30)]);
      const facts: ReleaseFacts = { now: Date.parse(teamNow), input: '1'.repeat(64), handled: nothingHandled };
      const released = release(sum, facts, []);
      assert.ok(released.released && released.report.figures.length > 30);
      assert.deepEqual(attackFigures(released.report, sum, []), []);
    });

    it('finds an answer four members gave', () => {
      const sum = sumOf(team(12, {}, (member) => ({ verdict: member < 4 ? [4, 4, 8] : [10, 10, 0] })));
      expectOnly(attackFigures(careless(sum, 'verdict'), sum, []), 'few-members', /is printed, and 4 members carry it/);
    });

    it('finds one of four that is held back, and follows because answers add up', () => {
      const sum = sumOf(team(12, {}, (member) => ({ verdict: member < 4 ? [2, 6, 8] : [8, 8, 0] })));
      const report = careless(sum, 'verdict');
      const [figure] = report.figures;
      assert.ok(figure);
      const held = { ...report, figures: [{ ...figure, shares: { ...figure.shares, overrode: null } }] };
      expectOnly(attackFigures(held, sum, []), 'few-members', /can be worked out, and 4 members carry it/);
    });

    it('finds a question that all but two answered', () => {
      const sum = sumOf(team(12, {}, (member) => ({ 'verdict.kind.test': member < 2 ? [0, 0, 0] : [4, 6, 5] })));
      expectOnly(
        attackFigures(careless(sum, 'verdict.kind.test'), sum, []),
        'few-members',
        /is about 10 of 12 members, so of few or of all but few/,
      );
    });

    it('finds the four outside a cohort, from the total', () => {
      const sum = sumOf([...team(9, { cohort: 'a' }), ...team(4, {}, undefined, 30)]);
      const breaches = attackFigures(careless(sum, 'verdict', [null, 'a']), sum, []);
      expectOnly(breaches, 'few-members', /without the cohorts beside it can be worked out, and 4 members carry it/);
    });

    it('finds what nearly all share', () => {
      const sum = sumOf(team(40, {}, () => ({ 'after-14-days.trusted': [37, 3] })));
      expectOnly(
        attackFigures(careless(sum, 'after-14-days.trusted'), sum, []),
        'unanimity',
        /nearly all 40 members are alike/,
      );
    });

    it('finds patterns that follow from who did the work', () => {
      const sum = sumOf(team(12, {}, () => ({ collaboration: [10, 10], pattern: [4, 6, 3, 3, 4] })));
      const [pattern, work] = [careless(sum, 'pattern'), careless(sum, 'collaboration')];
      const [figure] = pattern.figures;
      assert.ok(figure);
      const held = { ...figure, shares: { ...figure.shares, directive: null, iteration: null } };
      const breaches = attackFigures({ ...pattern, figures: [...work.figures, held] }, sum, []);
      expectOnly(breaches, 'few-members', /A pattern that is held back \(directive\) follows/);
    });
  });

  describe('by a contributor who takes their own votes out', () => {
    it('finds that the others are nearly all alike', () => {
      // One gave twelve votes, four gave one each: who gave the twelve knows the four.
      const sum = sumOf(
        team(10, {}, (member) => ({
          'after-14-days.trusted': member === 0 ? [12, 8] : member < 5 ? [1, 19] : [0, 20],
        })),
      );
      const report = careless(sum, 'after-14-days.trusted');
      assert.ok(attackFigures(report, sum, []).some(({ attack }) => attack === 'own-vector'));
    });

    it('is prevented by the rules: no own vector leaves others told', () => {
      // Every sum of five to nine members of which one gave v, the others as alike as the counts allow.
      for (let n = 5; n < 10; n++)
        for (let own = 0; own <= 20; own++)
          for (let each = 0; each <= 20; each++) {
            const given = [own, ...Array.from({ length: n - 1 }, () => each)];
            const votes = given.reduce((sum, one) => sum + one, 0);
            const present = given.filter((one) => one > 0).length;
            const elsewhere = given.filter((one) => one < 20).length;
            if (each < 1 || each > 19)
              assert.ok(
                tellsOfOthers({ votes, present, elsewhere }, n),
                `${String(n)} members, own ${String(own)}, others ${String(each)}`,
              );
          }
      assert.ok(!tellsOfOthers({ votes: 60, present: 6, elsewhere: 6 }, 6));
    });
  });

  describe('with earlier releases at hand', () => {
    const candidate = { window: teamWindow, members: 21 };

    it('finds nothing where as many members, or five others, are in it', () => {
      for (const members of [21, 16, 26])
        assert.deepEqual(attackHistory(candidate, [entry('2026-W37..W40', members)]), []);
    });

    it('finds the same window', () => {
      expectOnly(attackHistory(candidate, [entry(teamWindow, 21)]), 'same-window', /was released already/);
    });

    it('finds one to four members more or fewer, since the last or beside it in time', () => {
      expectOnly(attackHistory(candidate, [entry('2026-W37..W40', 23)]), 'differencing', /changed by 2 since the last/);
      const log = [entry('2026-W37..W40', 20), entry('2026-W13..W16', 21)];
      expectOnly(
        attackHistory(candidate, log),
        'differencing',
        /changed by 1 against the release next to it \(2026-W37/,
      );
      const later = [entry('2026-W45..W48', 24), entry('2026-W13..W16', 21)];
      expectOnly(attackHistory(candidate, later), 'differencing', /changed by 3 against .* \(2026-W45/);
    });

    it('finds that a member was exchanged, which the number does not show', () => {
      const before = Array.from({ length: 21 }, (_, index) => index.toString(16).padStart(32, '0'));
      const now = [...before.slice(1), 'f'.repeat(32)];
      const log = [entry('2026-W37..W40', 21, {}, before)];
      expectOnly(
        attackHistory({ ...candidate, roster: now }, log),
        'roster',
        /1 member came and 1 member left\. .*at least 5 must come or leave together/,
      );
      assert.deepEqual(attackHistory({ ...candidate, roster: before }, log), []);
      const five = [...before.slice(5), ...['a', 'b', 'c', 'd', 'e'].map((digit) => digit.repeat(32))];
      assert.deepEqual(attackHistory({ ...candidate, roster: five }, log), []);
    });

    it('finds a cohort that changed while nobody looked', () => {
      const sum = sumOf([...team(9, { cohort: 'a' }), ...team(12, { cohort: 'b' }, undefined, 30)]);
      const facts: ReleaseFacts = { now: Date.parse(teamNow), input: '1'.repeat(64), handled: nothingHandled };
      // Named with ten members two windows ago, and not in the last.
      const log = [entry('2026-W33..W36', 21, { cohorts: [{ cohort: 'a', members: 10 }] }), entry('2026-W37..W40', 21)];
      const open = release(sum, facts, []);
      assert.ok(open.released);
      expectOnly(attackFigures(open.report, sum, log), 'cohorts', /The cohort a changed by 1 since 2026-W33\.\.W36/);
      const kept = release(sum, facts, log);
      assert.ok(kept.released && !kept.report.cohorts.some(({ cohort }) => cohort === 'a'));
    });
  });
});
