// Languages where indentation is syntax, by VS Code language id. Only there does a change of indentation mean anything.
const languages: ReadonlySet<string> = new Set([
  'bazel',
  'coffeescript',
  'cython',
  'dockercompose',
  'elm',
  'fsharp',
  'gdscript',
  'github-actions-workflow',
  'haml',
  'haskell',
  'jade',
  'makefile',
  'mojo',
  'nim',
  'pug',
  'purescript',
  'python',
  'restructuredtext',
  'sass',
  'slim',
  'starlark',
  'stylus',
  'yaml',
]);

/** @returns whether indentation carries meaning in this language (VS Code language id) */
export function isIndentationSyntax(language: string | null): boolean {
  return language !== null && languages.has(language);
}

/**
 * How deep each line stands, in levels from 0 for the shallowest, the way an off-side grammar sees it: moving the whole
 * block, or writing every level with more spaces or with tabs, changes nothing; moving one line to another level does.
 * @param lines without line breaks
 * @returns one number a line; blank lines have the level 0 and take no part
 */
export function indentationLevels(lines: readonly string[]): number[] {
  const open: { readonly column: number; readonly level: number }[] = [];
  let lowest = 0;
  const levels = lines.map((line) => {
    if (line.trim() === '') return undefined;
    const column = indentationColumn(line);
    let closed = 1;
    let top = open.at(-1);
    while (top && top.column > column) {
      closed = top.level;
      open.pop();
      top = open.at(-1);
    }
    if (!top || top.column < column) {
      top = { column, level: top ? top.level + 1 : closed - 1 };
      open.push(top);
    }
    lowest = Math.min(lowest, top.level);
    return top.level;
  });
  return levels.map((level) => (level === undefined ? 0 : level - lowest));
}

/** The column of the first character that is no white space; a tab goes on to the next multiple of eight, as in Python. */
function indentationColumn(line: string): number {
  let column = 0;
  for (const character of line) {
    if (character === '\t') column += 8 - (column % 8);
    else if (/\s/u.test(character)) column += 1;
    else break;
  }
  return column;
}
