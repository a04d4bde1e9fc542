import type { TaskKind } from '../shared/words.ts';
import { kindOfMessage } from './commitMessage.ts';
import { filePath } from './filePath.ts';
import { roleOf, type FileRole } from './fileRoles.ts';

/** What the kind of task is inferred from. All but the file may be unknown. */
export interface TaskTraces {
  /** Relative to the repository, with `/` or `\`. */
  readonly file: string | null;
  /** Message of the commit that holds the suggestion; its first line counts. */
  readonly message?: string | null;
  /** VS Code language id. */
  readonly language?: string | null;
  readonly before?: string | null;
  readonly suggested?: string | null;
}

const kinds: Readonly<Record<FileRole, TaskKind>> = {
  docs: 'docs',
  test: 'test',
  migration: 'migration',
  pipeline: 'config',
  settings: 'config',
};

const docsLanguages: ReadonlySet<string> = new Set(['markdown', 'mdx', 'restructuredtext', 'asciidoc', 'latex', 'tex']);

/**
 * The kind of task a decision was part of. What the commit message says outright wins, then what the path says, then
 * what the text itself shows.
 * @returns null where nothing says it
 */
export function taskKindOf({ file, message, language, before, suggested }: TaskTraces): TaskKind | null {
  const said = message ? kindOfMessage(message) : null;
  const role = file ? roleOf(filePath(file)) : null;
  // A fix of nothing but words is work on the words.
  if (said !== null) return said === 'fix' && role === 'docs' && /\btypos?\b/i.test(message ?? '') ? 'docs' : said;
  if (role !== null) return kinds[role];
  if (language && docsLanguages.has(language.toLowerCase())) return 'docs';
  return suggested ? kindOfText(before ?? '', suggested) : null;
}

const testText =
  /^\s*(describe|it|test|context|scenario)(\.\w+)?\s*\(\s*['"`]|^\s*(async\s+)?def\s+test_\w+\s*\(|^\s*#\[(tokio::)?test\]|^\s*@(Test|ParameterizedTest)\b|^\s*\[(Test|Fact|Theory|TestMethod)\]|^func\s+Test[A-Z_]\w*\s*\(|^\s*TEST(_F|_P)?\s*\(/m;
const schemaText = /^\s*(create|alter|drop)\s+(unique\s+)?(table|index|column|view|type|schema)\b/i;
const commentLine = /^\s*(\/\/|\/\*|\*|#(?!\[|!|include|define|if|endif|pragma)|--\s|;;|"""|'''|<!--|%)/;

function kindOfText(before: string, suggested: string): TaskKind | null {
  const lines = suggested.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0) return null;
  if (schemaText.test(suggested)) return 'migration';
  if (testText.test(suggested) && !testText.test(before)) return 'test';
  if (lines.every((line) => commentLine.test(line))) return 'docs';
  return before !== '' && before.replace(/\s+/gu, '') === suggested.replace(/\s+/gu, '') ? 'refactor' : null;
}
