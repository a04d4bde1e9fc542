import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { contributionDocument } from '../../scripts/contributionDocument.ts';
import { dataDocument } from '../../scripts/dataDocument.ts';
import { licenceDocument } from '../../scripts/licenceDocument.ts';
import { portfolioSchemaDocument } from '../../scripts/portfolioSchema.ts';
import { referenceDocument } from '../../scripts/referenceDocument.ts';

const documentOf = (name: string): string =>
  fs.readFileSync(path.join(import.meta.dirname, '../../docs', name), 'utf8');

describe('documents made from the code', () => {
  it('docs/data-we-record.md is what the schemas say; `node scripts/docs.ts` writes it anew', () => {
    assert.equal(documentOf('data-we-record.md'), dataDocument());
  });

  it('docs/portfolio.schema.json is what portfolio.json is read with; `node scripts/docs.ts` writes it anew', async () => {
    assert.equal(documentOf('portfolio.schema.json'), await portfolioSchemaDocument());
  });

  it('docs/contribution.md is what the layout says; `node scripts/docs.ts` writes it anew', () => {
    const written = fs.readFileSync(path.join(import.meta.dirname, '../../docs/contribution.md'), 'utf8');
    assert.equal(written, contributionDocument());
  });

  it('docs/reference.md is what is registered; `node scripts/docs.ts` writes it anew', () => {
    assert.equal(documentOf('reference.md'), referenceDocument());
  });

  it('docs/licences.md names what is bundled; `node scripts/docs.ts` writes it anew', async () => {
    assert.equal(documentOf('licences.md'), await licenceDocument());
  });
});
