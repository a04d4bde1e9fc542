/** A file's path as rules look at it: case, `\` or `/`, and how an accent is encoded make no difference. */
export interface FilePath {
  /** Folders, outermost first, in lower case, without `-`, `_` and blanks: `Front-End` is `frontend`. */
  readonly folders: readonly string[];
  /** The file's name in lower case. */
  readonly name: string;
  /** What stands before the first dot of the name that is not its first character. */
  readonly stem: string;
  /** What stands behind the last dot; empty without one. */
  readonly extension: string;
  /** The whole path in lower case, with `/` before each part, so that `/docs/` is found wherever it stands. */
  readonly whole: string;
}

/** Reads a path. @param file relative or absolute, with `/` or `\` */
export function filePath(file: string): FilePath {
  const parts = file
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKC') // lower case may take a letter apart again
    .split(/[\\/]+/)
    .filter((part) => part !== '' && part !== '.');
  const name = parts.pop() ?? '';
  const dot = name.lastIndexOf('.');
  return {
    folders: parts.map((part) => part.replace(/[-_\s]/g, '')),
    name,
    stem: /^.[^.]*/u.exec(name)?.[0] ?? '',
    extension: dot > 0 ? name.slice(dot + 1) : '',
    whole: [...parts, name].map((part) => `/${part}`).join(''),
  };
}

/** Words behind one another in a string, as a set. */
export function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/).filter(Boolean));
}
