import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { nodeDigest } from '../../src/node/digest.ts';

describe('digest', () => {
  it('makes the same HMAC as the platform, for any key and text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.string({ unit: 'binary' }), (key, text) => {
        const expected = createHmac('sha256', key).update(text, 'utf8').digest('hex');
        assert.equal(nodeDigest.hmac(Buffer.from(key).toString('hex'), text), expected);
      }),
    );
  });
});
