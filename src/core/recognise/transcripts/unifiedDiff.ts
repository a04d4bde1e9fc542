import type { FilePatch, PatchHunk, PatchLine } from './patch.ts';

const hunkHeader = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

interface OpenHunk {
  readonly start: number;
  readonly lines: PatchLine[];
  /** Lines still to come of the text before and after. */
  old: number;
  new: number;
  lineBreakAtEnd: boolean | null;
}

interface OpenFile {
  from: string | null;
  to: string | null;
  readonly hunks: PatchHunk[];
}

/**
 * Reads a unified diff of one or more files, with the headers of git, of `diff`, or none at all. A diff that breaks off
 * gives what it has. `\r` at the end of a line is dropped. Format: POSIX `diff -u`, and git's extended headers.
 */
export function parseUnifiedDiff(text: string): FilePatch[] {
  const files: OpenFile[] = [];
  let file: OpenFile | undefined;
  let hunk: OpenHunk | undefined;
  const begin = (): OpenFile => {
    file = { from: null, to: null, hunks: [] };
    files.push(file);
    return file;
  };
  const endHunk = (): void => {
    if (hunk) (file ?? begin()).hunks.push({ ...hunk, anchors: [] });
    hunk = undefined;
  };
  for (const raw of text.replace(/\n$/, '').split('\n')) {
    const line = raw.replace(/\r$/, '');
    if (hunk && hunk.old + hunk.new > 0) {
      if (take(hunk, line)) continue;
      endHunk();
    } else if (hunk && line.startsWith('\\')) {
      noLineBreak(hunk);
      continue;
    }
    const header = hunkHeader.exec(line);
    if (header) {
      endHunk();
      const [start, old] = [Number(header[1]), Number(header[2] ?? 1)];
      // An insertion has the number of the line above it.
      hunk = {
        start: old === 0 ? start : Math.max(0, start - 1),
        lines: [],
        old,
        new: Number(header[4] ?? 1),
        lineBreakAtEnd: null,
      };
    } else if (/^(?:diff --git |Index: )/.test(line)) {
      endHunk();
      begin();
    } else if (line.startsWith('--- ')) {
      endHunk();
      const open = file?.hunks.length === 0 && file.to === null ? file : begin();
      open.from = nameOf(line);
    } else if (line.startsWith('+++ ') && file) {
      file.to = nameOf(line);
    } else if (/^rename (?:from|to) /.test(line) && file) {
      if (line.startsWith('rename from ')) file.from = line.slice(12);
      else file.to = line.slice(10);
    }
  }
  endHunk();
  return files.flatMap(toFilePatch);
}

/** Takes a line of a hunk's body; false where it is none. */
function take(hunk: OpenHunk, line: string): boolean {
  const text = line.slice(1);
  if (line.startsWith('+')) {
    hunk.lines.push({ kind: 'added', text });
    hunk.new -= 1;
  } else if (line.startsWith('-')) {
    hunk.lines.push({ kind: 'removed', text });
    hunk.old -= 1;
  } else if (line.startsWith(' ') || line === '') {
    // Some programs trim an empty line of context.
    hunk.lines.push({ kind: 'same', text });
    hunk.old -= 1;
    hunk.new -= 1;
  } else if (line.startsWith('\\')) {
    noLineBreak(hunk);
  } else {
    return false;
  }
  return true;
}

/** The marker speaks of the line above it. */
function noLineBreak(hunk: OpenHunk): void {
  hunk.lineBreakAtEnd = hunk.lines.at(-1)?.kind === 'removed';
}

/** The path of a `---` or `+++` line, without what stands behind a tab; null for no file. */
function nameOf(line: string): string | null {
  const name = (line.slice(4).split('\t')[0] ?? '').replace(/^"(.*)"$/, '$1');
  return /^(?:[ab])?\/dev\/null$/.test(name) ? null : name;
}

function toFilePatch({ from, to, hunks }: OpenFile): FilePatch[] {
  if (from === null && to === null && hunks.length === 0) return [];
  const [old, changed] = [from?.replace(/^a\//, '') ?? null, to?.replace(/^b\//, '') ?? null];
  const named = from !== null || to !== null;
  const added = named && old === null;
  return [
    {
      file: old ?? changed ?? '',
      kind: added ? 'add' : named && changed === null ? 'delete' : 'update',
      movedTo: old !== null && changed !== null && old !== changed ? changed : null,
      // There is only one place in a file that is not there yet; not everybody numbers it 0.
      hunks: added ? hunks.map((hunk) => ({ ...hunk, start: 0 })) : hunks,
    },
  ];
}
