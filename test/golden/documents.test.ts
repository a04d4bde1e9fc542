import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { dataDocument } from '../../scripts/dataDocument.ts';

describe('documents made from the code', () => {
  it('docs/data-we-record.md is what the schemas say; `node scripts/docs.ts` writes it anew', () => {
    const written = fs.readFileSync(path.join(import.meta.dirname, '../../docs/data-we-record.md'), 'utf8');
    assert.equal(written, dataDocument());
  });
});
