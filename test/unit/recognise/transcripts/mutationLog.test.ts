import assert from 'node:assert/strict';
import { MutationLog } from '../../../../src/core/recognise/transcripts/mutationLog.ts';
import type { Json } from '../../../../src/core/shared/json.ts';

function replay(...entries: { kind: number; k?: Json; v?: Json; i?: number }[]): Json {
  const log = new MutationLog();
  for (const entry of entries) log.apply(entry);
  return log.value;
}

describe('mutation log', () => {
  it('sets, appends, cuts and deletes', () => {
    assert.deepEqual(
      replay(
        { kind: 0, v: { title: 'a', requests: [{ n: 1 }] } },
        { kind: 1, k: ['title'], v: 'b' },
        { kind: 2, k: ['requests'], v: [{ n: 2 }, { n: 3 }] },
        { kind: 2, k: ['requests'], v: [{ n: 4 }], i: 2 },
        { kind: 1, k: ['requests', 0, 'response'], v: ['x'] },
        { kind: 2, k: ['requests', 0, 'response'], v: ['y'] },
        { kind: 2, k: ['requests', 1, 'response'], i: 0 },
        { kind: 3, k: ['title'] },
      ),
      { requests: [{ n: 1, response: ['x', 'y'] }, { n: 2, response: [] }, { n: 4 }] },
    );
  });

  it('leaves the places of others where a line is lost', () => {
    const lost = replay(
      { kind: 0, v: { requests: [{ n: 0 }] } },
      // here a line was that appended request 1
      { kind: 2, k: ['requests', 1, 'response'], v: ['of 1'] },
      { kind: 2, k: ['requests'], v: [{ n: 2 }] },
      { kind: 1, k: ['requests', 2, 'vote'], v: 1 },
    );
    assert.deepEqual(lost, { requests: [{ n: 0 }, { response: ['of 1'] }, { n: 2, vote: 1 }] });
  });

  it('is not led astray by nonsense', () => {
    const before = { requests: [{ n: 1 }] };
    const after = replay(
      { kind: 0, v: before },
      { kind: 1, k: ['__proto__', 'polluted'], v: true },
      { kind: 1, k: ['requests', 9_999_999_999, 'x'], v: true },
      { kind: 1, k: ['requests', -1], v: true },
      { kind: 1, k: 'requests', v: true },
      { kind: 1, k: [], v: true },
      { kind: 7, k: ['requests'], v: true },
    );
    assert.deepEqual(after, before);
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  });
});
