import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import * as words from '../src/core/shared/words.ts';
import { repositoryRoot } from '../test/launch/paths.ts';

const source = 'src/core/ledger/records.ts';

/** How the small schemas of records.ts are said in words. */
const values: Readonly<Record<string, string>> = {
  'v.string()': 'text',
  'v.boolean()': 'true or false',
  count: 'a whole number',
  share: 'a number from 0 to 1',
  hash: 'a SHA-256 hash',
  texts: 'names of private texts with their keyed hashes',
  size: 'characters and lines',
  week: 'an ISO week, as `2026-W48`',
  cell: 'kind, language and domain, each a word or null',
  assisted:
    'a list of names: the texts (or `reasons`) a model drafted and the developer edited or approved; may be missing',
};

/** `docs/data-we-record.md`, made from the schemas the ledger is written and read with. */
export function dataDocument(): string {
  const text = readFileSync(path.join(repositoryRoot, source), 'utf8');
  const file = ts.createSourceFile(source, text, ts.ScriptTarget.Latest, true);
  const records: string[] = [];
  file.forEachChild((node) => {
    if (!ts.isVariableStatement(node)) return;
    for (const { name, initializer } of node.declarationList.declarations) {
      if (!name.getText().endsWith('Body') || !initializer || !ts.isCallExpression(initializer)) continue;
      const [fields] = initializer.arguments;
      if (!fields || !ts.isObjectLiteralExpression(fields)) continue;
      records.push(`## \`${name.getText().replace(/Body$/, '')}\`\n\n${commentOf(node)}\n\n${table(fields)}`);
    }
  });
  return `${introduction}\n${records.join('\n\n')}\n`;
}

const introduction = `# What is recorded

<!-- Made by \`node scripts/docs.ts\` from ${source}; a test compares the two. -->

The ledger is a folder on your machine; the README says where. Every line of \`segments/*.jsonl\` is one record: \`v\` (version
of the format), \`segment\` and \`seq\` (its place), \`at\` (when the thing happened), \`type\`, \`prev\` (the hash of the line
before) and \`body\`, described below. No record holds code, prompts, notes, paths, names of projects or commits: these are
the *private texts*, stored apart in \`texts/*.jsonl\` and named in a record by a keyed hash. \`pairfolio forget\` erases
a decision's texts and their key; the records stay and still verify. Secrets are replaced by \`[secret:kind]\` before
anything is written. Fields that a newer version added are kept.
`;

function table(fields: ts.ObjectLiteralExpression): string {
  const rows = fields.properties.flatMap((field) => {
    if (!field.name) return [];
    const schema = ts.isPropertyAssignment(field) ? field.initializer.getText() : field.name.getText();
    return [`| \`${field.name.getText()}\` | ${say(schema)} | ${commentOf(field)} |`];
  });
  return ['| field | holds | meaning |', '| --- | --- | --- |', ...rows].join('\n');
}

/** A schema expression in words; what has none is shown as it stands. */
function say(schema: string): string {
  const compact = schema.replace(/\s+/g, ' ').replace(/, \)/g, ')');
  const known = values[compact];
  if (known !== undefined) return known;
  const wrapped = /^v\.(optional|nullable|array)\((.*?)(?:, [^,()]+)?\)$/.exec(compact);
  if (wrapped) {
    const inner = say(wrapped[2] ?? '');
    return wrapped[1] === 'array'
      ? `a list: ${inner}`
      : `${inner}${wrapped[1] === 'nullable' ? ', or null' : '; may be missing'}`;
  }
  const list = /^v\.picklist\((\w+)\)$/.exec(compact)?.[1];
  const known2 = list === undefined ? undefined : (words as Readonly<Record<string, unknown>>)[list];
  if (Array.isArray(known2)) return known2.map((word) => `\`${String(word)}\``).join(', ');
  const inline = /^v\.picklist\(\[(.*)\]\)$/.exec(compact)?.[1];
  if (inline !== undefined)
    return inline
      .split(',')
      .map((word) => `\`${word.trim().slice(1, -1)}\``)
      .join(', ');
  const object = /^v\.looseObject\(\{ ?(.*?),? ?\}\)$/.exec(compact)?.[1];
  if (object !== undefined) {
    // `{ seq: count, hash }`: a name without a schema of its own is one of the small schemas.
    const parts = object.split(/, (?=\w+(?::|$))/).map((part) => /^(\w+)(?:: (.*))?$/.exec(part) ?? [part, part]);
    return parts.map(([, name = '', inner]) => `\`${name}\`: ${say(inner ?? name)}`).join('; ');
  }
  if (compact === 'evidence') return 'kind, confidence, source';
  const record = /^v\.record\(v\.string\(\), (.*)\)$/.exec(compact)?.[1];
  if (record !== undefined) return `for each name: ${say(record)}`;
  return `\`${compact}\``;
}

/** The doc comment before a node, on one line. */
function commentOf(node: ts.Node): string {
  return ts
    .getJSDocCommentsAndTags(node)
    .map((comment) => ts.getTextOfJSDocComment(comment.comment) ?? '')
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}
