import type { Recogniser } from '../finding.ts';

const nameParts = /^[\p{L}\p{N}_$-]*$/u;

/** A symbol renamed at all its places: small parts of names in several places at once. */
export const rename: Recogniser = ({ change, removed, selection }) => {
  const { edits } = change;
  if (edits.length < 2 || selection === 'keyboard') return null;
  if (!edits.every(({ text }, index) => nameParts.test(text) && nameParts.test(removed[index] ?? ''))) return null;
  return { kind: 'rename', origin: 'editor', confidence: 0.7 };
};

/** The same text in the place of the same text, several times in one go. */
export const replaceAll: Recogniser = ({ change, removed }) => {
  const [first, ...others] = change.edits;
  if (!first || others.length === 0 || first.length === 0) return null;
  const same = others.every(({ text }) => text === first.text);
  const gone = removed.map((text) => text.toLowerCase());
  return same && gone.every((text) => text === gone[0])
    ? { kind: 'replace all', origin: 'developer', confidence: 0.8 }
    : null;
};
