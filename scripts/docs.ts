// Writes the documents that are made from the code; test/golden/documents.test.ts says when they are out of date.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../test/launch/paths.ts';
import { contributionDocument } from './contributionDocument.ts';
import { dataDocument } from './dataDocument.ts';
import { licenceDocument } from './licenceDocument.ts';
import { portfolioSchemaDocument } from './portfolioSchema.ts';
import { referenceDocument } from './referenceDocument.ts';

writeFileSync(path.join(repositoryRoot, 'docs/data-we-record.md'), dataDocument());
writeFileSync(path.join(repositoryRoot, 'docs/portfolio.schema.json'), await portfolioSchemaDocument());
writeFileSync(path.join(repositoryRoot, 'docs/contribution.md'), contributionDocument());
writeFileSync(path.join(repositoryRoot, 'docs/reference.md'), referenceDocument());
writeFileSync(path.join(repositoryRoot, 'docs/licences.md'), await licenceDocument());
