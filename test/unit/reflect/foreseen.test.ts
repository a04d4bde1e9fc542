import assert from 'node:assert/strict';
import { isForeseeable } from '../../../src/core/reflect/foreseen.ts';
import { suggestionRecord } from '../../support/records.ts';
import { TestHistory } from '../../support/history.ts';
import type { NewRecord } from '../../../src/core/ledger/records.ts';

const at = '2026-11-22T10:00:00.000Z';
const minutes = (n: number): number => Date.parse(at) + n * 60_000;

function asked(lines: number, file: string | null, after = 1, ...more: readonly NewRecord[]): boolean {
  const history = new TestHistory();
  const size = { before: { characters: 0, lines: 0 }, suggested: { characters: lines * 10, lines } };
  history.write(suggestionRecord({ id: 'a', size }, at));
  for (const record of more) history.write(record);
  const state = history.suggestions.get('a');
  if (!state) throw new Error('no suggestion');
  return isForeseeable(state, file, minutes(after));
}

describe('a forecast', () => {
  const suggestions = ['a'];

  it('is asked for where a suggestion is large or risky, and not for what one sees at a glance', () => {
    assert.equal(asked(15, 'src/cart.ts'), true);
    assert.equal(asked(3, 'src/auth/login.ts'), true);
    assert.equal(asked(14, 'src/cart.ts'), false);
    assert.equal(asked(14, null), false);
  });

  it('is not asked for after one has looked: later, judged, answered, or forecast already', () => {
    assert.equal(asked(40, null, 59), true);
    assert.equal(asked(40, null, 61), false);
    const verdict = { suggestion: 'a', label: 'trusted', settled: false, because: 'distance' } as const;
    assert.equal(asked(40, null, 3, { type: 'verdict', at, body: verdict }), false);
    const said = { suggestions, stance: 'trusted', reasons: [], tippedOff: null } as const;
    assert.equal(asked(40, null, 3, { type: 'reflection', at, body: { ...said, reasons: [] } }), false);
    assert.equal(asked(40, null, 3, { type: 'prediction', at, body: { suggestions, expected: 0.5 } }), false);
    assert.equal(asked(40, null, 3, { type: 'forgotten', at, body: { suggestions } }), false);
  });
});
