import fs from 'node:fs';
import path from 'node:path';
import { allCommands } from '../src/node/commands/all.ts';
import { repositoryRoot } from '../test/launch/paths.ts';

interface Property {
  readonly type: string | readonly string[];
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly scope?: string;
  readonly description?: string;
  readonly markdownDescription?: string;
}

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Property>> };
  };
}

const read = (file: string): unknown => JSON.parse(fs.readFileSync(path.join(repositoryRoot, file), 'utf8'));

/** Who can say it, in words of the settings editor. */
const scopes: Readonly<Record<string, string>> = {
  application: 'user',
  machine: 'user, of each machine',
  window: 'user, workspace',
  resource: 'user, workspace, folder',
};

/** `docs/reference.md`: every command and setting of the extension and every command of the command line, made from what they are registered with. */
export function referenceDocument(): string {
  const { contributes } = read('package.json') as Manifest;
  const strings = read('package.nls.json') as Record<string, string>;
  const text = (words: string): string => words.replace(/^%(.*)%$/, (_all, key: string) => strings[key] ?? key);
  const commands = contributes.commands.map(({ command, title }) => `| ${text(title)} | \`${command}\` |`);
  const settings = Object.entries(contributes.configuration.properties).map(([name, property]) =>
    setting(name, property, text),
  );
  const lines = allCommands.map(
    ({ name, usage, summary }) => `| \`pairfolio ${cell(`${name} ${usage}`.trim())}\` | ${cell(summary)} |`,
  );
  return `${introduction}
## Commands of the editor

Each stands in the command palette as *Pairfolio: …*; its id is what a key is bound to.

| command | id |
| --- | --- |
${commands.join('\n')}

## Settings

${settings.join('\n\n')}

## Commands of the command line

All take \`--ledger DIR\` (default: \`PAIRFOLIO_HOME\`, else the data folder of the platform), \`--yes\` and \`--help\`.
They exit with 0 for success, 1 when a check fails, 2 for wrong use, with one sentence on standard error.

| command | does |
| --- | --- |
${lines.join('\n')}
`;
}

function setting(name: string, property: Property, text: (words: string) => string): string {
  const { scope = 'window', enum: options, minimum, maximum } = property;
  const type = Array.isArray(property.type) ? property.type.join(' or ') : String(property.type);
  const range = minimum === undefined ? '' : `, ${String(minimum)} to ${String(maximum)}`;
  const facts = `${options ? 'one of the words below' : type}${range} · default \`${JSON.stringify(property.default)}\` · ${scopes[scope] ?? scope}`;
  const words = text(property.markdownDescription ?? property.description ?? '');
  const each = (options ?? []).map((option, index) =>
    `- \`${option}\`: ${text(property.enumDescriptions?.[index] ?? '')}`.replace(/: $/, ''),
  );
  return [`### \`${name}\``, facts, words, ...(each.length > 0 ? [each.join('\n')] : [])].join('\n\n');
}

const cell = (words: string): string => words.replaceAll('|', '\\|');

const introduction = `# Commands and settings

<!-- Made by \`node scripts/docs.ts\` from package.json, package.nls.json and src/node/commands/; a test compares the two. -->
`;
