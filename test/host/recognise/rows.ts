/** Rows of the table in docs/recognition.md: the kinds of edits, in its order. */
export const acceptRows = ['inline suggestion', 'part of an inline suggestion', 'next-edit suggestion'] as const;

export const ordinaryRows = [
  'typing',
  'input method',
  'line break and indentation',
  'deleting',
  'undo and redo',
  'suggestion dismissed or typed through',
  'completion list',
  'snippets and Emmet',
  'paste from the editor',
  'paste from outside',
  'cut, drag and drop',
  'move, duplicate and other line commands',
  'comment and indent',
  'format',
  'save with formatting',
  'rename, quick fix, replace all',
  'change on disk',
  'git',
  'edit by another extension',
] as const;

export type AcceptRow = (typeof acceptRows)[number];
export type OrdinaryRow = (typeof ordinaryRows)[number];
export type RowName = AcceptRow | OrdinaryRow;

export const isAcceptRow = (row: RowName): row is AcceptRow => (acceptRows as readonly string[]).includes(row);
