import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { dashboardStrings } from '../../src/core/dashboard/strings.ts';
import { chooserStrings } from '../../src/core/portfolio/chooser/strings.ts';
import { domainWords, kindWords, verdictMeanings } from '../../src/core/portfolio/words.ts';
import { practiceStrings } from '../../src/core/practice/strings.ts';
import { chipTable } from '../../src/core/reflect/chips.ts';
import { reviewStrings } from '../../src/core/reflect/strings.ts';

export const root = path.join(import.meta.dirname, '../..');

/** A call of `l10n.t`: where it stands, and the text, or null where it is not written there. */
export interface TranslatedText {
  readonly file: string;
  readonly line: number;
  readonly text: string | null;
}

/** Every `l10n.t(…)` in src, by the compiler's own parser; one that chooses between texts gives each. */
export function translatedTexts(): readonly TranslatedText[] {
  return (found ??= readAll());
}

let found: readonly TranslatedText[] | undefined;

function readAll(): TranslatedText[] {
  const folder = path.join(root, 'src');
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .flatMap((name) => textsIn(name.replaceAll('\\', '/'), fs.readFileSync(path.join(folder, name), 'utf8')));
}

/** @param source TypeScript */
export function textsIn(file: string, source: string): TranslatedText[] {
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const found: TranslatedText[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTranslate(node.expression)) {
      const line = parsed.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      for (const text of literals(node.arguments[0])) found.push({ file, line, text });
    }
    node.forEachChild(visit);
  };
  visit(parsed);
  return found;
}

/** `l10n.t` and `vscode.l10n.t`. */
function isTranslate(called: ts.Expression): boolean {
  if (!ts.isPropertyAccessExpression(called) || called.name.text !== 't') return false;
  const { expression } = called;
  return (
    (ts.isIdentifier(expression) ? expression : ts.isPropertyAccessExpression(expression) ? expression.name : null)
      ?.text === 'l10n'
  );
}

/** The texts an argument can be; null for one that only running would tell. */
function literals(argument: ts.Expression | undefined): (string | null)[] {
  if (argument === undefined) return [null];
  if (ts.isStringLiteralLike(argument)) return [argument.text];
  if (ts.isParenthesizedExpression(argument)) return literals(argument.expression);
  if (ts.isConditionalExpression(argument)) return [...literals(argument.whenTrue), ...literals(argument.whenFalse)];
  if (ts.isBinaryExpression(argument) && argument.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const [left, right] = [literals(argument.left), literals(argument.right)];
    const [start, end] = [left[0], right[0]];
    return left.length === 1 && right.length === 1 && typeof start === 'string' && typeof end === 'string'
      ? [start + end]
      : [null];
  }
  return [null];
}

/** The texts of the review view, its chips among them, and of the pages: of the portfolio, the weekly review, the dashboard. */
export function reviewTexts(): string[] {
  const said = new Set<string>([
    ...Object.values(reviewStrings),
    ...Object.values(chooserStrings),
    ...Object.values(dashboardStrings),
    ...Object.values(verdictMeanings),
    ...Object.values(practiceStrings),
    ...Object.values(kindWords),
    ...Object.values(domainWords),
  ]);
  const note = (english: string): string => {
    said.add(english);
    return english;
  };
  chipTable(note);
  return [...said];
}

/** `{0}` and the like, sorted. */
export function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\w+\}/g)].map(([whole]) => whole).sort();
}

export function readJson(name: string): Record<string, string> {
  return JSON.parse(fs.readFileSync(path.join(root, name), 'utf8')) as Record<string, string>;
}
