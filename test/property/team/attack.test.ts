import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fixedBy, knownCells } from '../../../src/core/team/attack.ts';
import type { Contribution } from '../../../src/core/team/contribution.ts';
import { nothingHandled } from '../../../src/core/team/handled.ts';
import { blocks, entriesPerOption, type Block } from '../../../src/core/team/layout.ts';
import { release } from '../../../src/core/team/release.ts';
import { WindowAdder } from '../../../src/core/team/sums.ts';
import type { TeamReport } from '../../../src/core/team/teamReport.ts';
import { memberContribution, type Answers } from '../../support/teamFolder.ts';
import { teamNow, teamWindow } from '../../support/teamLedger.ts';

// An attacker who has the report, knows the rules, and takes its figures for exact. What they can work out is compared
// with what the members really gave: nothing of it may be about one to four of them, or about many who are all alike.

const some = blocks.filter(({ id }) =>
  ['verdict', 'verdict.kind.test', 'after-14-days.trusted', 'overrode.reason', 'pattern'].includes(id),
);

/** Answers that are often missing, one-sided or shared by few: what the rules are for. */
const answers = fc
  .tuple(
    ...some.map(({ id, options }) =>
      fc
        .oneof(
          { weight: 1, arbitrary: fc.constant(options.map(() => 0)) },
          {
            weight: 3,
            arbitrary: fc.nat(options.length - 1).map((only) => options.map((_, index) => Number(index === only))),
          },
          { weight: 6, arbitrary: fc.array(fc.nat(9), { minLength: options.length, maxLength: options.length }) },
          { weight: 2, arbitrary: fc.constant(options.map((_, index) => (index === 0 ? 40 : 1))) },
        )
        .map((counts): [string, number[]] => [id, counts]),
    ),
  )
  .map((entries): Answers => {
    const given = Object.fromEntries(entries);
    // Who has any answer has decisions.
    return (given['verdict'] ?? []).some((count) => count > 0) ? given : { ...given, verdict: [1, 0, 1] };
  });

const members = fc
  .array(fc.tuple(answers, fc.constantFrom(null, 'a', 'a', 'b', 'b', 'c')), { minLength: 5, maxLength: 40 })
  .map((given) => given.map(([own, cohort], index) => memberContribution(`member ${String(index)}`, own, { cohort })));

function reportOf(given: readonly Contribution[]): TeamReport {
  const adder = new WindowAdder(teamWindow);
  for (const one of given) adder.add(one);
  const result = release(adder.sum, { now: Date.parse(teamNow), input: '0'.repeat(64), handled: nothingHandled }, []);
  assert.ok(result.released);
  return result.report;
}

interface Truth {
  readonly n: number;
  readonly votes: number;
  readonly carriers: number;
  readonly others: number;
}

/** What some members really gave to some answers of a block, together. */
function truth({ offset }: Block, columns: readonly number[], given: readonly Contribution[]): Truth {
  const own = given.flatMap(({ vector }) => {
    const votes = columns.reduce((sum, column) => sum + (vector[offset + 1 + entriesPerOption * column] ?? 0), 0);
    return vector[offset] === 1 ? [votes] : [];
  });
  return {
    n: own.length,
    votes: own.reduce((sum, votes) => sum + votes, 0),
    carriers: own.filter((votes) => votes > 0).length,
    others: own.filter((votes) => votes < 20).length,
  };
}

function assertSafe({ n, votes, carriers, others }: Truth, what: string): void {
  if (n === 0) return;
  const share = votes / (20 * n);
  assert.ok(n >= 5 && carriers >= 5 && others >= 5, `${what}: about ${String(Math.min(n, carriers, others))} members`);
  assert.ok(share >= 0.1 && share <= 0.9, `${what}: nearly all alike (${String(share)})`);
}

describe('a released report', () => {
  it('tells nothing about few members: neither what is printed, nor what follows from it', function () {
    this.timeout(120_000);
    fc.assert(
      fc.property(members, (given) => {
        const report = reportOf(given);
        const inCohort = (label: string | null): readonly Contribution[] =>
          label === null ? given : given.filter(({ cohort }) => cohort === label);
        for (const block of some) {
          const rows = report.figures.filter((figure) => figure.block === block.id);
          const [total] = rows;
          if (!total) continue;
          const labels = rows.map(({ cohort }) => cohort);
          const printed = rows.map(({ shares }) => block.options.map(({ id }) => typeof shares[id] === 'number'));
          const outside = given.filter(({ cohort }) => cohort === null || !labels.includes(cohort));
          const isTotal = labels[0] === null;
          // What is printed, and the rest of each row.
          for (const [at, label] of labels.entries()) {
            const hidden = block.options.flatMap((_, column) => (printed[at]?.[column] === true ? [] : [column]));
            for (const column of block.options.keys())
              if (!hidden.includes(column)) assertSafe(truth(block, [column], inCohort(label)), `${block.id} printed`);
            if (hidden.length > 0 && hidden.length < block.options.length)
              assertSafe(truth(block, hidden, inCohort(label)), `${block.id} rest of a row`);
          }
          if (!isTotal || labels.length < 2) continue;
          // Each total without the cohorts that are printed beside it.
          for (const column of block.options.keys()) {
            if (printed[0]?.[column] !== true) continue;
            const beside = labels.filter((_, at) => at > 0 && printed[at]?.[column] === true);
            const left = given.filter(({ cohort }) => cohort === null || !beside.includes(cohort));
            assertSafe(truth(block, [column], left), `${block.id} total less cohorts`);
          }
          // What follows from rows and columns together.
          const hasRest = truth(block, [0], outside).n > 0;
          const populations = [...labels.map(inCohort), outside];
          for (const [at, row] of knownCells({ printed, hasRest }).entries())
            for (const [column, isKnown] of row.entries())
              if (isKnown) assertSafe(truth(block, [column], populations[at] ?? []), `${block.id} worked out`);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('says nothing more when one member is taken out, unless five leave', () => {
    fc.assert(
      fc.property(members, fc.integer({ min: 1, max: 4 }), (given, few) => {
        fc.pre(given.length - few >= 5);
        const log = [
          {
            schema: 'pairfolio.release/1' as const,
            seq: 0,
            prev: null,
            input: '1'.repeat(64),
            report: { ...reportOf(given), window: '2026-W37..W40' },
          },
        ];
        const adder = new WindowAdder(teamWindow);
        for (const one of given.slice(few)) adder.add(one);
        assert.equal(
          release(adder.sum, { now: Date.parse(teamNow), input: '2'.repeat(64), handled: nothingHandled }, log)
            .released,
          false,
        );
      }),
    );
  });

  it('is made of figures in steps of five, none of them in a table of their own making', () => {
    fc.assert(
      fc.property(members, (given) => {
        for (const { shares, n, block } of reportOf(given).figures) {
          const known = Object.values(shares).filter((share) => share !== null);
          assert.ok(n >= 5 && known.length > 0, block);
          assert.ok(
            known.every((share) => share % 5 === 0 && share >= 10 && share <= 90),
            block,
          );
        }
      }),
    );
  });
});

describe('the attacker', () => {
  it('solves what can be solved', () => {
    // x + y, y: both follow. x + y alone: neither.
    assert.deepEqual(
      fixedBy(
        [
          new Map([
            [0, 1],
            [1, 1],
          ]),
          new Map([[1, 1]]),
        ],
        2,
      ),
      [true, true],
    );
    assert.deepEqual(
      fixedBy(
        [
          new Map([
            [0, 1],
            [1, 1],
          ]),
        ],
        2,
      ),
      [false, false],
    );
  });

  it('finds the cell that a row or a column leaves alone, and not the four that hide each other', () => {
    const all = [true, true, true];
    assert.deepEqual(knownCells({ printed: [all, [true, false, true], all], hasRest: false })[1], all);
    const hidden = [true, false, false];
    assert.deepEqual(knownCells({ printed: [all, hidden, hidden], hasRest: false }), [all, hidden, hidden]);
    // Unless there is a bridge: one of them is told by its column.
    assert.deepEqual(knownCells({ printed: [all, hidden, all], hasRest: false })[1], all);
  });
});
