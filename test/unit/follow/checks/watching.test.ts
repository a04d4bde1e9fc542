import assert from 'node:assert/strict';
import { DiagnosticChanges, type Problem } from '../../../../src/core/follow/checks/diagnosticChanges.ts';
import { viewedAfter, ViewedDiffs } from '../../../../src/core/follow/checks/viewedDiffs.ts';
import { ManualClock } from '../../../support/manualClock.ts';

describe('problems in a suggestion', () => {
  const range = [{ start: 100, end: 200 }];
  const problem = (start: number, end: number, key = 'x', severity: Problem['severity'] = 'error'): Problem => ({
    severity,
    range: { start, end },
    key: `${severity} ${key}`,
  });
  const words = (changes: readonly { what: string; result: string }[]): string[] =>
    changes.map(({ what, result }) => `${what} ${result}`);

  it('are told once when they come and once when all are gone', () => {
    const changes = new DiagnosticChanges([]);
    assert.deepEqual(words(changes.settled([], range)), []);
    assert.deepEqual(words(changes.settled([problem(110, 120), problem(130, 140, 'y')], range)), [
      '2-5 errors appeared',
    ]);
    assert.deepEqual(words(changes.settled([problem(110, 120)], range)), []);
    assert.deepEqual(words(changes.settled([], range)), ['2-5 errors gone']);
    assert.deepEqual(words(changes.settled([problem(110, 120)], range)), []);
  });

  it('are counted in classes, errors and warnings apart', () => {
    const many = Array.from({ length: 6 }, (_, index) => problem(110, 120, String(index), 'warning'));
    assert.deepEqual(words(new DiagnosticChanges([]).settled([...many, problem(150, 160)], range)), [
      '1 error appeared',
      'over 5 warnings appeared',
    ]);
  });

  it('are those within its parts only', () => {
    const around = [problem(90, 100), problem(200, 210, 'b'), problem(200, 200, 'c'), problem(50, 60, 'd')];
    assert.deepEqual(words(new DiagnosticChanges([]).settled(around, range)), []);
    for (const [start, end] of [
      [90, 101],
      [199, 300],
      [100, 100],
      [150, 150],
      [0, 900],
    ] as const)
      assert.deepEqual(words(new DiagnosticChanges([]).settled([problem(start, end)], range)), ['1 error appeared']);
    const parts = [{ start: 0, end: 10 }, ...range];
    assert.deepEqual(words(new DiagnosticChanges([]).settled([problem(5, 6)], parts)), ['1 error appeared']);
  });

  it('are not those the document had before, wherever they stand now', () => {
    const changes = new DiagnosticChanges([problem(10, 20), problem(30, 40)]);
    assert.deepEqual(words(changes.settled([problem(110, 120), problem(130, 140)], range)), []);
    assert.deepEqual(words(changes.settled([problem(110, 120), problem(130, 140), problem(150, 160)], range)), [
      '1 error appeared',
    ]);
  });

  it('are not fixed by taking the suggestion away', () => {
    const changes = new DiagnosticChanges([]);
    changes.settled([problem(110, 120)], range);
    assert.deepEqual(words(changes.settled([], [{ start: 100, end: 100 }])), []);
  });
});

describe('a difference left open', () => {
  function watch(focused = true): { clock: ManualClock; diffs: ViewedDiffs; seen: string[] } {
    const clock = new ManualClock();
    const start = clock.now();
    const seen: string[] = [];
    const diffs = new ViewedDiffs(clock, focused, (file, since) => seen.push(`${file} since ${String(since - start)}`));
    return { clock, diffs, seen };
  }

  it('is told once after a while, with when it was opened', () => {
    const { clock, diffs, seen } = watch();
    clock.advance(1000);
    diffs.shown(['a']);
    clock.advance(viewedAfter - 1);
    assert.deepEqual(seen, []);
    clock.advance(1);
    assert.deepEqual(seen, ['a since 1000']);
    assert.equal(clock.waiting, 0, 'no timer runs on');
    clock.advance(100 * viewedAfter);
    assert.deepEqual(seen, ['a since 1000']);
  });

  it('is not told of a glance', () => {
    const { clock, diffs, seen } = watch();
    for (const files of [['a'], [], ['a'], ['b'], ['a'], []]) {
      diffs.shown(files);
      clock.advance(viewedAfter - 1);
    }
    assert.deepEqual([seen, clock.waiting], [[], 0]);
  });

  it('counts only while the window has the focus', () => {
    const { clock, diffs, seen } = watch(false);
    diffs.shown(['a']);
    clock.advance(10 * viewedAfter);
    diffs.windowFocused(true);
    clock.advance(viewedAfter - 1);
    diffs.windowFocused(false);
    clock.advance(10 * viewedAfter);
    assert.deepEqual([seen, clock.waiting], [[], 0]);
    diffs.windowFocused(true);
    clock.advance(1);
    assert.deepEqual(seen, ['a since 0']);
  });

  it('is told anew of a suggestion that came while it was open', () => {
    const { clock, diffs, seen } = watch();
    diffs.shown(['a']);
    clock.advance(viewedAfter);
    diffs.suggested();
    clock.advance(viewedAfter);
    assert.deepEqual(seen, ['a since 0', `a since ${String(viewedAfter)}`]);
  });

  it('is several at a time, and none after the end', () => {
    const { clock, diffs, seen } = watch();
    diffs.shown(['a', 'b']);
    clock.advance(viewedAfter);
    assert.deepEqual(seen, ['a since 0', 'b since 0']);
    diffs.shown(['c']);
    diffs.dispose();
    clock.advance(viewedAfter);
    assert.deepEqual([seen.length, clock.waiting], [2, 0]);
  });
});
