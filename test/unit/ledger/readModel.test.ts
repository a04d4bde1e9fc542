import assert from 'node:assert/strict';
import { TestHistory } from '../../support/history.ts';
import { suggestionRecord } from '../../support/records.ts';

describe('the read model', () => {
  it('reads a word on many suggestions that comes before all of them, as when two machines are merged', () => {
    const ids = Array.from({ length: 300 }, (_, index) => `s${String(index)}`);
    const at = '2026-11-22T10:00:00.000Z';
    const history = new TestHistory();
    history.write({ type: 'correction', at, body: { suggestions: ids, ai: false } });
    history.write({ type: 'forgotten', at, body: { suggestions: ids } });
    for (const id of ids) history.write(suggestionRecord({ id }, at));
    const states = [...history.suggestions.values()];
    assert.equal(states.length, ids.length);
    assert.ok(states.every(({ forgotten, ai }) => forgotten && ai === false));
  });
});
