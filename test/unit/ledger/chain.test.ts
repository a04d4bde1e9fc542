import assert from 'node:assert/strict';
import { walkChain } from '../../../src/core/ledger/chain.ts';
import { encodeRecord } from '../../../src/core/ledger/codec.ts';
import { nodeDigest } from '../../../src/node/digest.ts';
import { suggestionRecord } from '../../support/records.ts';

const segment = 's';

/** So many records, each with the hash of the one before. */
function chained(count: number): string[] {
  const lines: string[] = [];
  for (let seq = 0; seq < count; seq++) {
    const before = lines.at(-1);
    const prev = before === undefined ? null : nodeDigest.sha256(before);
    lines.push(encodeRecord(suggestionRecord({ id: `a${String(seq)}` }), { segment, seq, prev }));
  }
  return lines;
}

describe('the chain of a segment', () => {
  it('notices in the last line, too, that it is not written as a record is, whatever it says', () => {
    const lines = chained(3);
    assert.deepEqual(walkChain(segment, lines, true, nodeDigest).problems, []);
    const last = lines[2] ?? '';
    const same = JSON.parse(last) as object;
    for (const rewritten of [
      JSON.stringify(Object.fromEntries(Object.entries(same).reverse())),
      last.replace('"v":1', '"v": 1'),
      `${last} `,
      last.replace('"id"', '"\\u0069d"'),
    ]) {
      assert.deepEqual(JSON.parse(rewritten), same);
      const { problems, records } = walkChain(segment, [...lines.slice(0, 2), rewritten], true, nodeDigest);
      assert.deepEqual(
        problems.map(({ kind, line }) => [kind, line]),
        [['damaged', 3]],
      );
      assert.equal(records, 2);
    }
  });
});
