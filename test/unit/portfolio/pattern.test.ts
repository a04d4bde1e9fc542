import assert from 'node:assert/strict';
import { groupStates } from '../../../src/core/portfolio/groups.ts';
import { countPatterns, patternsOf } from '../../../src/core/portfolio/pattern.ts';
import { suggestionRecord } from '../../support/records.ts';
import { TestHistory } from '../../support/history.ts';
import type { NewRecord } from '../../../src/core/ledger/records.ts';
import type { Pattern, Surface, Verdict } from '../../../src/core/shared/words.ts';

const minute = (number: number): string => new Date(Date.UTC(2026, 10, 2, 9, number)).toISOString();

interface Turn {
  readonly surface?: Surface;
  readonly session?: string;
  readonly verdict?: Verdict;
  readonly failed?: boolean;
  readonly passed?: boolean;
  readonly reasons?: readonly string[];
  readonly said?: Pattern | null;
}

function guessed(...turns: readonly Turn[]): { readonly patterns: Pattern[]; readonly counts: object } {
  const history = new TestHistory();
  const write = (record: NewRecord): void => void history.write(record);
  turns.forEach(({ surface = 'agent', session, verdict = 'trusted', failed, passed, reasons, said }, index) => {
    const id = `s${String(index)}`;
    const turn = session === undefined ? null : { session, index };
    write(suggestionRecord({ id, surface, turn }, minute(10 * index)));
    const suggestions = [id];
    write({
      type: 'verdict',
      at: minute(10 * index + 1),
      body: { suggestion: id, label: verdict, settled: true, because: 'distance' },
    });
    const check = (result: 'failed' | 'passed'): NewRecord => ({
      type: 'verification',
      at: minute(10 * index + 2),
      body: { suggestions, kind: 'terminal', what: 'npm test', result, check: 'test' },
    });
    if (failed === true) write(check('failed'));
    if (passed === true) write(check('passed'));
    if (reasons && verdict !== 'undecided')
      write({
        type: 'reflection',
        at: minute(10 * index + 3),
        body: { suggestions, stance: verdict, reasons: [...reasons], tippedOff: null },
      });
    if (said !== undefined)
      write({ type: 'pattern', at: minute(10 * index + 4), body: { suggestions, pattern: said } });
  });
  const groups = groupStates([...history.suggestions.values()]);
  return { patterns: patternsOf(groups), counts: countPatterns(groups) };
}

describe('how work was shared', () => {
  it('is guessed from what was done: written along, corrected, handed over, changed or checked', () => {
    assert.deepEqual(
      guessed(
        { surface: 'inline' },
        { surface: 'next-edit' },
        {},
        { verdict: 'adapted' },
        { passed: true },
        { reasons: ['read-line-by-line'] },
        { reasons: ['low-stakes'] },
      ).patterns,
      ['iteration', 'validation', 'directive', 'iteration', 'iteration', 'iteration', 'directive'],
    );
  });

  it('is a feedback loop only in the turn after one whose check failed, in the same session', () => {
    const { patterns } = guessed(
      { session: 'a', failed: true },
      { session: 'a', passed: true },
      { session: 'a' },
      { session: 'b' },
    );
    assert.deepEqual(patterns, ['iteration', 'feedback-loop', 'directive', 'directive']);
  });

  it('is what its author says, until that is taken back', () => {
    assert.deepEqual(guessed({ said: 'learning' }, { said: null }).patterns, ['learning', 'directive']);
  });

  it('is counted of what was kept, and of what was overridden to learn', () => {
    assert.deepEqual(
      guessed({}, { verdict: 'overrode' }, { verdict: 'overrode', reasons: ['to-learn'] }, { verdict: 'undecided' })
        .counts,
      {
        directive: 1,
        'feedback-loop': 0,
        iteration: 0,
        learning: 1,
        validation: 0,
      },
    );
  });
});
