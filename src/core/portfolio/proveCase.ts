import { aboutSuggestions } from '../ledger/about.ts';
import { decodeLine } from '../ledger/codec.ts';
import { leafHash, type ProofStep } from '../ledger/merkle.ts';
import { textKey, type PrivateTexts } from '../ledger/privateTexts.ts';
import type { SuggestionState } from '../ledger/suggestionState.ts';
import type { Digest } from '../shared/digest.ts';
import type { CaseLine } from './caseRecords.ts';
import { linesOf } from './lineDiff.ts';
import type { ProvenCase, ProvenRecord } from './manifest.ts';
import type { Redacted } from './redact/redactor.ts';
import { isShown, isVersion, mostLines, shownMarks, shownText, type CodeMode } from './shownText.ts';

/** Finds the private texts a record names, with their key; `undefined` where they were forgotten or never kept. */
export type EntryLookup = (hashes: Readonly<Record<string, string>>) => PrivateTexts | undefined;

/** Names of the texts of one record that a case shows, with the texts as recorded. */
export function publishedTexts({ line, roles }: CaseLine, entry: EntryLookup, code: CodeMode): Record<string, string> {
  const decoded = decodeLine(line);
  if (decoded.kind !== 'record') return {};
  const texts = { ...entry(aboutSuggestions(decoded.record).texts)?.texts };
  // An older kept text is not shown, so it is not published either.
  if (!roles.has('kept')) delete texts['kept'];
  // Neither is the commit that undid or mended it: it may be a colleague's.
  if (roles.has('followUp')) delete texts['sha'];
  return Object.fromEntries(Object.entries(texts).filter(([name]) => isShown(name, code)));
}

/** A case with its proof, and where in its texts, as they are published, secrets were masked. */
export interface Proof {
  readonly proven: ProvenCase;
  readonly marks: readonly { readonly where: string; readonly line: number; readonly kind: string }[];
}

/**
 * What is published of one case: the records it rests on, each with its way to the root, and the texts the page shows
 * with the keys by which their hashes in the records can be computed again. No other text and no other key.
 * @param redact gives each of {@link publishedTexts} as it may be published
 */
export function proveCase(
  state: SuggestionState,
  lines: readonly CaseLine[],
  tree: { path(index: number): readonly ProofStep[] },
  entry: EntryLookup,
  code: CodeMode,
  digest: Digest,
  redact: (text: string) => Redacted,
): Proof {
  const read = lines.flatMap((caseLine) => {
    const { line, index } = caseLine;
    const decoded = decodeLine(line);
    if (decoded.kind !== 'record') return [];
    const found = entry(aboutSuggestions(decoded.record).texts);
    const texts = Object.entries(publishedTexts(caseLine, entry, code)).map(
      ([name, text]) => [name, redact(text)] as const,
    );
    return [{ line, index, found, texts }];
  });
  const window = changedWindow(
    read.flatMap(({ texts }) => texts.flatMap(([name, { text }]) => (isVersion(name) && text !== '' ? [text] : []))),
  );
  const marks: Proof['marks'][number][] = [];
  const records = read.map(({ line, index, found, texts }): ProvenRecord => {
    const shown = texts.map(([name, redacted]) => {
      const text = shownText(name, redacted, window);
      const key = found && !text.altered ? { key: textKey(found.key, name, digest) } : {};
      marks.push(...shownMarks(name, redacted, window).map((mark) => ({ where: name, ...mark })));
      return [name, { ...text, ...key }] as const;
    });
    return {
      line,
      leaf: leafHash(line, digest),
      index,
      path: tree.path(index).map((step) => ({ ...step })),
      texts: Object.fromEntries(shown),
    };
  });
  return { proven: { id: state.id, code, records }, marks };
}

/**
 * Where versions of one text are too long to show, the part that differs, with three lines around it: so many lines
 * to leave out at the start and at the end of each. A tool that rewrites a whole file changes a few lines of it.
 */
function changedWindow(versions: readonly string[]): { readonly start: number; readonly end: number } {
  const split = versions.map(linesOf);
  const shortest = Math.min(...split.map(({ length }) => length));
  if (split.length < 2 || split.every(({ length }) => length <= mostLines)) return { start: 0, end: 0 };
  const same = (at: (lines: readonly string[]) => string | undefined): boolean => new Set(split.map(at)).size === 1;
  let start = 0;
  while (start < shortest && same((lines) => lines[start])) start += 1;
  let end = 0;
  while (end < shortest - start && same((lines) => lines.at(-1 - end))) end += 1;
  return { start: Math.max(0, start - 3), end: Math.max(0, end - 3) };
}
