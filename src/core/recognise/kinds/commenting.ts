import type { Recogniser } from '../finding.ts';

const sign = /^\s*(?:\/\/|#|--|;|%|"|'|rem|\/\*|\*\/|<!--|-->|\{\/\*|\*\/\})\s*$/iu;

/** Comment signs put in or taken out, and nothing else. */
export const commenting: Recogniser = ({ change, removed }) => {
  const parts = change.edits.flatMap(({ text }, index) => [text, removed[index] ?? '']).filter((text) => text !== '');
  if (parts.length === 0 || !parts.every((text) => sign.test(text) || text.trim() === '')) return null;
  if (parts.every((text) => text.trim() === '')) return null;
  return { kind: 'commenting', origin: 'developer', confidence: 0.8 };
};
