import assert from 'node:assert/strict';
import { attributionOf } from '../../../src/core/ledger/attribution.ts';
import { ReadModel } from '../../../src/core/ledger/readModel.ts';
import type { SuggestionState } from '../../../src/core/ledger/suggestionState.ts';
import { TestHistory } from '../../support/history.ts';

describe('how a suggestion stands as an AI’s', () => {
  const at = Date.parse('2026-11-22T10:00:00.000Z');
  const time = (minutes: number): string => new Date(at + minutes * 60_000).toISOString();
  const state = (history: TestHistory, id: string): SuggestionState => {
    const found = history.suggestions.get(id);
    assert.ok(found);
    return found;
  };
  const history = (confidence: number, ...said: boolean[]): SuggestionState => {
    const made = new TestHistory().decided('a', 'trusted', at, { confidence });
    said.forEach((ai, index) =>
      made.write({ type: 'correction', at: time(index + 1), body: { suggestions: ['a'], ai } }),
    );
    return state(made, 'a');
  };

  it('is by the evidence until the developer speaks', () => {
    assert.equal(attributionOf(history(0.95)), 'believed');
    assert.equal(attributionOf(history(0.5)), 'believed');
    assert.equal(attributionOf(history(0.4)), 'probable');
  });

  it('is the developer’s latest word after that', () => {
    assert.equal(attributionOf(history(0.95, false)), 'not-ai');
    assert.equal(attributionOf(history(0.95, false, true)), 'believed');
    assert.equal(attributionOf(history(0.4, true)), 'confirmed');
    assert.equal(attributionOf(history(0.4, true, false)), 'not-ai');
  });

  it('says what counts, as the record does', () => {
    for (const confidence of [0.4, 0.95])
      for (const said of [[], [true], [false], [false, true], [true, false]]) {
        const one = history(confidence, ...said);
        assert.equal(ReadModel.counts(one), ['believed', 'confirmed'].includes(attributionOf(one)));
      }
  });
});
