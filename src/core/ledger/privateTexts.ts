import * as v from 'valibot';
import type { Digest } from '../shared/digest.ts';
import { parseJson } from '../shared/json.ts';

// Texts by which a person, client or project could be recognised stand apart from the chain. A record names each by a
// keyed hash; the key stands with the text, one key a record and one derived key a text. Erasing the entry therefore
// leaves a hash nobody can test guesses against, and showing one text with its derived key proves that text alone.

/** The texts of one record with their key, as stored. `ref` joins it to the record. */
const entrySchema = v.looseObject({
  v: v.literal(1),
  ref: v.string(),
  key: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  texts: v.record(v.string(), v.string()),
});
export type PrivateTexts = v.InferOutput<typeof entrySchema>;

/** The key of one text of an entry. Published beside a shown text so that a reader can recompute its hash. */
export function textKey(entryKey: string, name: string, digest: Digest): string {
  return digest.hmac(entryKey, `pairfolio.text/1:${name}`);
}

/**
 * Seals texts for one record.
 * @param texts name → text; `undefined` ones are left out
 * @returns the hashes for the record's `texts`, and the entry to store apart
 */
export function sealTexts(
  texts: Readonly<Record<string, string | undefined>>,
  digest: Digest,
): { readonly hashes: Record<string, string>; readonly entry: PrivateTexts } {
  const key = digest.random(32);
  const kept: Record<string, string> = {};
  const hashes: Record<string, string> = {};
  for (const [name, text] of Object.entries(texts)) {
    if (text === undefined) continue;
    // Lone surrogates would become U+FFFD when written as UTF-8, and the hash would no longer fit.
    const wellFormed = text.toWellFormed();
    kept[name] = wellFormed;
    hashes[name] = digest.hmac(textKey(key, name, digest), wellFormed);
  }
  return { hashes, entry: { v: 1, ref: refOf(hashes, digest), key, texts: kept } };
}

/** What joins a record to its entry: a hash over the record's text hashes. */
export function refOf(hashes: Readonly<Record<string, string>>, digest: Digest): string {
  return digest.sha256(
    Object.keys(hashes)
      .sort()
      .map((name) => `${name}=${hashes[name] ?? ''}`)
      .join('\n'),
  );
}

/** Reads one stored entry; `undefined` where the line is blank (forgotten) or damaged. */
export function decodeEntry(line: string): PrivateTexts | undefined {
  const parsed = v.safeParse(entrySchema, parseJson(line));
  return parsed.success ? parsed.output : undefined;
}

/** @returns whether a text is the one a record named */
export function isText(hash: string, entryKey: string, name: string, text: string, digest: Digest): boolean {
  return digest.hmac(textKey(entryKey, name, digest), text) === hash;
}
