import assert from 'node:assert/strict';
import { decodeLine, encodeRecord } from '../../../src/core/ledger/codec.ts';
import { suggestionRecord } from '../../support/records.ts';

const place = { segment: 's1', seq: 3, prev: 'a'.repeat(64) };

describe('ledger codec', () => {
  it('reads back what it wrote', () => {
    const line = decodeLine(encodeRecord(suggestionRecord({ id: 'x1' }), place));
    assert.ok(line.kind === 'record' && line.record.type === 'suggestion');
    assert.equal(line.record.body.id, 'x1');
    assert.deepEqual([line.record.segment, line.record.seq, line.record.prev], ['s1', 3, place.prev]);
  });

  it('keeps fields it does not know', () => {
    const text = encodeRecord(suggestionRecord({ id: 'x1' }), place).replace('"id":"x1"', '"id":"x1","mood":"calm"');
    const line = decodeLine(text);
    assert.ok(line.kind === 'record');
    assert.equal((line.record.body as Record<string, unknown>)['mood'], 'calm');
  });

  it('sets aside a record of a newer version or an unknown type', () => {
    const text = encodeRecord(suggestionRecord({ id: 'x1' }), place);
    assert.deepEqual(decodeLine(text.replace('"v":1', '"v":9')), { kind: 'newer', version: 9, type: 'suggestion' });
    assert.deepEqual(decodeLine(text.replace('"type":"suggestion"', '"type":"dream"')), {
      kind: 'newer',
      version: 1,
      type: 'dream',
    });
  });

  const damaged: [string, string][] = [
    ['half a line', encodeRecord(suggestionRecord({ id: 'x1' }), place).slice(0, 80)],
    ['nothing', ''],
    ['something else', '[1,2]'],
    [
      'a body that does not fit',
      encodeRecord(suggestionRecord({ id: 'x1' }), place).replace('"confidence":0.95', '"confidence":7'),
    ],
  ];
  for (const [what, text] of damaged) {
    it(`calls ${what} damaged`, () => assert.equal(decodeLine(text).kind, 'damaged'));
  }

  it('refuses to write a record that does not fit its schema', () => {
    assert.throws(() => encodeRecord(suggestionRecord({ id: 'x1', confidence: 2 }), place));
  });
});
