import { toJsonSchema } from '@valibot/to-json-schema';
import { format } from 'prettier';
import { portfolioForm } from '../src/core/portfolio/evidence/evidenceSchema.ts';

/** `docs/portfolio.schema.json`, made from the schema portfolio.json is read and written with. */
export function portfolioSchemaDocument(): Promise<string> {
  const { $schema, ...schema } = toJsonSchema(portfolioForm);
  const described = {
    $schema,
    title: 'portfolio.json of a Pairfolio portfolio',
    description: 'Made by `node scripts/docs.ts`. Unknown fields are kept; docs/portfolio-json.md says it in words.',
    ...schema,
  };
  return format(JSON.stringify(described), { parser: 'json', printWidth: 120 });
}
