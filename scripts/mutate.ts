// npm run mutate [-- --folder src/core/ledger] [--sample 40] [--seed 1]: changes one place of the code at a time, in a copy,
// and looks whether a test notices. What no test notices is printed: a test is missing, or the code is not needed.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import ts from 'typescript';
import { repositoryRoot } from '../test/launch/paths.ts';
import { randomFrom } from '../test/support/fuzz/mutate.ts';

/** Of the tests that reach a file, so many: those with the fewest files between them and it. */
const nearest = 12;
/** A mutant that makes a test run on for ever was noticed (ms). */
const patience = 120_000;

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: 'src/core' },
    sample: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
  },
});

interface Mutant {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly line: number;
}

const operators: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.LessThanToken, '<='],
  [ts.SyntaxKind.LessThanEqualsToken, '<'],
  [ts.SyntaxKind.GreaterThanToken, '>='],
  [ts.SyntaxKind.GreaterThanEqualsToken, '>'],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, '==='],
  [ts.SyntaxKind.AmpersandAmpersandToken, '||'],
  [ts.SyntaxKind.BarBarToken, '&&'],
  [ts.SyntaxKind.PlusToken, '-'],
  [ts.SyntaxKind.MinusToken, '+'],
  [ts.SyntaxKind.AsteriskToken, '/'],
]);

/** Every change that is made to a file, one at a time. */
function mutantsOf(file: string): Mutant[] {
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true);
  const found: Mutant[] = [];
  const add = (node: ts.Node, text: string): void => {
    const start = node.getStart(source);
    found.push({ file, start, end: node.end, text, line: source.getLineAndCharacterOfPosition(start).line + 1 });
  };
  const visit = (node: ts.Node): void => {
    // Types are gone when programs run.
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isImportDeclaration(node)) return;
    if (ts.isBinaryExpression(node)) {
      const other = operators.get(node.operatorToken.kind);
      if (other !== undefined && !isOfTexts(node)) add(node.operatorToken, other);
    } else if (ts.isIfStatement(node)) add(node.expression, `!(${node.expression.getText(source)})`);
    else if (node.kind === ts.SyntaxKind.TrueKeyword) add(node, 'false');
    else if (node.kind === ts.SyntaxKind.FalseKeyword) add(node, 'true');
    else if (ts.isNumericLiteral(node)) add(node, `(${node.text} + 1)`);
    else if (ts.isExpressionStatement(node) && ts.isCallExpression(node.expression)) add(node, ';');
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const isOfTexts = ({ left, right }: ts.BinaryExpression): boolean =>
  [left, right].some((side) => ts.isStringLiteralLike(side) || ts.isTemplateExpression(side));

const read = (file: string): string => fs.readFileSync(path.join(repositoryRoot, file), 'utf8');

/** Who imports a file: file → importers. */
function importers(files: readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const file of files)
    for (const { fileName } of ts.preProcessFile(read(file)).importedFiles) {
      if (!fileName.startsWith('.')) continue;
      const target = path.posix.join(path.posix.dirname(file), fileName);
      found.set(target, [...(found.get(target) ?? []), file]);
    }
  return found;
}

/** Test files that reach a file, the nearest first. */
function testsOf(file: string, importing: ReadonlyMap<string, readonly string[]>): string[] {
  const seen = new Set([file]);
  for (const one of seen) for (const importer of importing.get(one) ?? []) seen.add(importer);
  return [...seen].filter((one) => /^test\/(unit|property|golden|node)\/.*\.test\.ts$/.test(one)).slice(0, nearest);
}

const all = ['src', 'test', 'scripts']
  .flatMap((folder) =>
    fs
      .readdirSync(path.join(repositoryRoot, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name}`),
  )
  .map((name) => name.split(path.sep).join('/'))
  .filter((name) => name.endsWith('.ts') && !name.startsWith('test/fixtures/'));
const importing = importers(all);
const random = randomFrom(Number(values.seed));
const mutants = all
  .filter((file) => file.startsWith(`${values.folder}/`))
  .flatMap(mutantsOf)
  .map((mutant) => ({ mutant, order: random() }))
  .sort((a, b) => a.order - b.order)
  .slice(0, Number(values.sample))
  .map(({ mutant }) => mutant);

const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'pairfolio-mutants-'));
process.once('exit', () => fs.rmSync(copy, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
for (const name of fs.readdirSync(repositoryRoot)) {
  if (['.git', '.vscode-test', 'out', 'coverage'].includes(name)) continue;
  if (name === 'node_modules') fs.symlinkSync(path.join(repositoryRoot, name), path.join(copy, name), 'junction');
  else fs.cpSync(path.join(repositoryRoot, name), path.join(copy, name), { recursive: true });
}

const survivors: string[] = [];
let killed = 0;
for (const { file, start, end, text, line } of mutants) {
  const original = read(file);
  const place = path.join(copy, file);
  const words = `${file}:${String(line)}: ${original.slice(start, end).split('\n')[0] ?? ''} → ${text.split('\n')[0] ?? ''}`;
  const tests = testsOf(file, importing);
  if (tests.length === 0) {
    survivors.push(`${words} (no test reaches it)`);
    continue;
  }
  fs.writeFileSync(place, original.slice(0, start) + text + original.slice(end));
  const mocha = path.join(copy, 'node_modules/mocha/bin/mocha.js');
  const args = ['--no-config', '--bail', '--timeout', '30000', ...tests];
  const { status } = spawnSync(process.execPath, [mocha, ...args], { cwd: copy, timeout: patience, stdio: 'ignore' });
  fs.writeFileSync(place, original);
  if (status === 0) {
    survivors.push(words);
    console.log(`survived  ${words}`);
  } else killed += 1;
}
console.log(
  `\n${String(mutants.length)} mutants, ${String(killed)} noticed by a test, ${String(survivors.length)} not:`,
);
for (const survivor of survivors) console.log(survivor);
