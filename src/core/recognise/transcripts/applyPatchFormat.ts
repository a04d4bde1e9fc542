import type { FilePatch, PatchHunk, PatchLine } from './patch.ts';

const fileHeader = /^\*\*\* (Add|Update|Delete) File: (.+)$/;

interface OpenPatch {
  readonly file: string;
  readonly kind: FilePatch['kind'];
  movedTo: string | null;
  readonly hunks: PatchHunk[];
  anchors: string[];
  lines: PatchLine[];
}

/**
 * Reads the patches OpenAI's models are taught: `*** Begin Patch`, sections `*** Add File: `, `*** Update File: ` (with
 * `*** Move to: `), `*** Delete File: `, hunks under `@@`, found by their text and not by numbers. What stands before and
 * after is passed over, so a shell command that holds one can be given as it is.
 * @returns nothing where there is no patch, or it has no end
 */
export function parseApplyPatch(text: string): FilePatch[] {
  const lines = text.split(/\r?\n/);
  const begin = lines.findIndex((line) => /\*\*\* Begin Patch\s*$/.test(line));
  const length = lines.slice(begin + 1).findIndex((line) => line.startsWith('*** End Patch'));
  if (begin < 0 || length < 0) return [];
  const patches: FilePatch[] = [];
  let open: OpenPatch | undefined;
  for (const line of lines.slice(begin + 1, begin + 1 + length)) {
    const header = fileHeader.exec(line);
    if (header) {
      if (open) patches.push(close(open));
      open = {
        file: (header[2] ?? '').trim(),
        kind: header[1] === 'Add' ? 'add' : header[1] === 'Delete' ? 'delete' : 'update',
        movedTo: null,
        hunks: [],
        anchors: [],
        lines: [],
      };
    } else if (open) {
      section(open, line);
    }
  }
  if (open) patches.push(close(open));
  return patches;
}

function section(open: OpenPatch, line: string): void {
  if (line.startsWith('*** Move to: ')) {
    open.movedTo = line.slice(13).trim();
  } else if (line.startsWith('*** End of File')) {
    endHunk(open);
  } else if (line.startsWith('@@')) {
    endHunk(open);
    const anchor = line.slice(2).trim();
    if (anchor !== '') open.anchors.push(anchor);
  } else if (line.startsWith('+')) {
    open.lines.push({ kind: 'added', text: line.slice(1) });
  } else if (open.kind === 'update' && line.startsWith('-')) {
    open.lines.push({ kind: 'removed', text: line.slice(1) });
  } else if (open.kind === 'update' && (line.startsWith(' ') || line === '')) {
    open.lines.push({ kind: 'same', text: line.slice(1) });
  }
}

function endHunk(open: OpenPatch): void {
  if (open.lines.length === 0) return;
  open.hunks.push({
    start: open.kind === 'add' ? 0 : null,
    anchors: open.anchors,
    lines: open.lines,
    lineBreakAtEnd: true,
  });
  open.anchors = [];
  open.lines = [];
}

function close(open: OpenPatch): FilePatch {
  endHunk(open);
  const { file, kind, movedTo, hunks } = open;
  return { file, kind, movedTo, hunks };
}
