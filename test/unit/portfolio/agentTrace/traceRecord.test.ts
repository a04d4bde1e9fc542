import assert from 'node:assert/strict';
import { modelId } from '../../../../src/core/portfolio/agentTrace/modelId.ts';
import { contributorOf } from '../../../../src/core/portfolio/agentTrace/traceRecord.ts';
import type { Verdict } from '../../../../src/core/shared/words.ts';

describe('an Agent Trace record', () => {
  it('says whose the lines are only as far as it is known', () => {
    const of = (label: Verdict, distance: number | null): string =>
      contributorOf({ verdict: { label, settled: true } }, distance);
    assert.equal(of('trusted', 0), 'ai');
    assert.equal(of('trusted', null), 'ai');
    assert.equal(of('undecided', 0.01), 'ai');
    assert.equal(of('undecided', null), 'unknown');
    assert.equal(of('adapted', 0.3), 'mixed');
    assert.equal(of('adapted', null), 'mixed');
    assert.equal(of('overrode', 0.7), 'mixed');
    assert.equal(of('overrode', 1), 'human');
    assert.equal(of('overrode', null), 'unknown');
    assert.equal(of('overrode', 0.02), 'unknown'); // put back: near to what was suggested by chance
  });

  it('names a model with its maker where its name tells it', () => {
    assert.equal(modelId('claude-sonnet-4'), 'anthropic/claude-sonnet-4');
    assert.equal(modelId('gpt-5-codex'), 'openai/gpt-5-codex');
    assert.equal(modelId('gemini-2.5-pro'), 'google/gemini-2.5-pro');
    assert.equal(modelId('anthropic/claude-sonnet-4'), 'anthropic/claude-sonnet-4');
    assert.equal(modelId('our-own-model'), 'our-own-model');
    assert.equal(modelId('x'.repeat(251)), null);
    assert.equal(modelId(null), null);
  });
});
