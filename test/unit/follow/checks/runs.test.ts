import assert from 'node:assert/strict';
import { resultOf, runWindow, suggestionsOf, type Checkable } from '../../../../src/core/follow/checks/runs.ts';
import type { VerificationResult } from '../../../../src/core/shared/words.ts';

const hour = 3_600_000;
const now = Date.parse('2026-11-22T10:00:00.000Z');

/** A suggestion of so many milliseconds ago, with the results `npm test` already had. */
const made = (id: string, ago: number, results: readonly VerificationResult[] = [], gone = false): Checkable => ({
  id,
  at: now - ago,
  gone,
  verification: results.map((result) => ({ what: 'npm test', result })),
});
const spokenOf = (result: VerificationResult, checkable: readonly Checkable[], what = 'npm test'): string[] =>
  suggestionsOf({ what, startedAt: now, result }, checkable);

describe('what a run says', () => {
  const sure = { passed: true, failed: true };

  it('is its exit code', () => {
    assert.equal(resultOf(sure, 0), 'passed');
    assert.equal(resultOf(sure, 1), 'failed');
    assert.equal(resultOf(sure, 101), 'failed');
    assert.equal(resultOf(sure, undefined), 'unknown');
  });

  it('is unknown where it was stopped or never ran', () => {
    for (const code of [126, 127, 130, 137, 143, 9009, -1073741510, 3221225786])
      assert.equal(resultOf(sure, code), 'unknown', String(code));
  });

  it('is unknown where the exit code may be another program’s', () => {
    assert.equal(resultOf({ passed: false, failed: true }, 0), 'unknown');
    assert.equal(resultOf({ passed: true, failed: false }, 1), 'unknown');
  });
});

describe('the suggestions a run speaks of', () => {
  it('were made before it started, and not long before', () => {
    const all = [
      made('a', 1),
      made('at once', 0),
      made('later', -1),
      made('old', runWindow + 1),
      made('edge', runWindow),
    ];
    assert.deepEqual(spokenOf('passed', all), ['a', 'edge']);
    assert.equal(runWindow, 4 * hour);
  });

  it('still stand', () => {
    assert.deepEqual(spokenOf('failed', [made('a', 1), made('b', 1, [], true)]), ['a']);
  });

  it('were not told the same before', () => {
    const all = [
      made('new', 1),
      made('failed', 1, ['failed']),
      made('unknown', 1, ['unknown']),
      made('passed', 1, ['failed', 'passed']),
    ];
    assert.deepEqual(spokenOf('passed', all), ['new', 'failed', 'unknown']);
    assert.deepEqual(spokenOf('failed', all), ['new', 'unknown']);
    assert.deepEqual(spokenOf('unknown', all), ['new']);
    assert.deepEqual(spokenOf('passed', all, 'npm run lint'), ['new', 'failed', 'unknown', 'passed']);
  });
});
