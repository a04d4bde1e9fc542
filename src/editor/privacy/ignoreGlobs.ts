import path from 'node:path';

/** What a developer can name in one go: a file, all below its folder, or all files with its ending. */
export type IgnoreScope = 'file' | 'folder' | 'kind';

/**
 * Globs for `pairfolio.capture.ignore` that name a file, its folder and its kind.
 * @param file the whole path
 * @param root the folder of the workspace; its name anchors the glob, so that a file of the root is not every file of
 *   that name. Without it the whole path does.
 * @param isFolder whether `file` is a folder itself
 */
export function ignoreGlobs(file: string, root: string | undefined, isFolder: boolean): [IgnoreScope, string][] {
  const named =
    root === undefined ? path.relative(path.parse(file).root, file) : path.relative(path.dirname(root), file);
  const whole = literal(named.split(path.sep).join('/'));
  if (isFolder) return [['folder', `**/${whole}/**`]];
  const folder = path.posix.dirname(whole);
  const name = path.posix.basename(whole);
  const extension = path.posix.extname(name);
  return [
    ['file', `**/${whole}`],
    ...(folder === '.' ? [] : [['folder', `**/${folder}/**`] satisfies [IgnoreScope, string]]),
    ['kind', extension === '' ? `**/${name}` : `**/*${extension}`],
  ];
}

/** Characters with a meaning in globs become `?`: the editor's globs and picomatch share no way to quote them. */
function literal(name: string): string {
  return name.replace(/[[\]{}()*?!+@,|\\]/g, '?');
}
