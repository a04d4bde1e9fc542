import * as v from 'valibot';
import { canonicalJson, parseWellFormed, type Json } from '../shared/json.ts';
import type { Digest } from '../shared/digest.ts';
import { codeModes } from './shownText.ts';

// manifest.json says what belongs to a portfolio and carries the proof of its cases. Its first member is the digest of
// its own bytes with that digest's digits zeroed, at a fixed place, so that a text tool and sha256sum can check it.

const manifestSchema = 'pairfolio.manifest/1';
export const manifestName = 'manifest.json';
export const sumsName = 'SHA256SUMS';

/** The signature over SHA256SUMS, and so over every listed file; `ssh-keygen -Y` makes and checks it in this namespace. */
export const signatureName = 'SHA256SUMS.sig';
export const signatureNamespace = 'pairfolio';

/**
 * A case's part of the page follows from its proof alone, and portfolio.html from the page and its pictures; raised when
 * the same proof or page would give another text (any change of html/ or of a picture's style does).
 */
export const rendering = 3;

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** An SSH key as `ssh-keygen -l` names it. */
const fingerprint = v.pipe(v.string(), v.regex(/^SHA256:[A-Za-z0-9+/]{43}$/));

/** A file name inside the portfolio's folder: never absolute, never upwards, never hidden. */
const fileName = v.pipe(
  v.string(),
  v.maxLength(200),
  v.regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]*(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/),
);

/** A text shown in a case. `key` recomputes its hash in the record; it is missing where the text was altered. */
const shownText = v.looseObject({
  text: v.string(),
  key: v.optional(hash),
  altered: v.optional(v.picklist(['masked', 'replaced', 'cut'])),
  linesCut: v.optional(count),
});

const pathSteps = v.array(v.looseObject({ side: v.picklist(['left', 'right']), hash }));

/** One line of the ledger, its place among all lines, and the way from it to the root. */
const provenRecord = v.looseObject({
  line: v.string(),
  leaf: hash,
  index: count,
  path: pathSteps,
  /** The same in the earliest state of the record that was anchored and held it: its number in `anchors`, from 0. */
  earlier: v.optional(v.looseObject({ anchor: count, index: count, path: pathSteps })),
  texts: v.record(v.string(), shownText),
});
export type ProvenRecord = v.InferOutput<typeof provenRecord>;

const provenCase = v.looseObject({
  id: v.string(),
  code: v.picklist(codeModes),
  records: v.array(provenRecord),
});
export type ProvenCase = v.InferOutput<typeof provenCase>;

const listedFile = v.looseObject({ name: fileName, sha256: hash, size: count });
export type ListedFile = v.InferOutput<typeof listedFile>;

const manifest = v.looseObject({
  digest: hash,
  schema: v.literal(manifestSchema),
  /** When it was exported: ISO 8601, UTC. */
  exported: v.pipe(v.string(), v.isoTimestamp()),
  /** Whether the author chose and saw the cases. */
  reviewed: v.boolean(),
  rendering: count,
  /** The key it was signed with when it was exported, so that a signature cannot be taken away or exchanged unnoticed. */
  signed: v.optional(v.looseObject({ key: fingerprint })),
  record: v.looseObject({ root: hash, size: count }),
  /** States of the record that were anchored before the export, as far as a record is proven in one. */
  anchors: v.optional(v.array(v.looseObject({ root: hash, size: count }))),
  files: v.array(listedFile),
  cases: v.array(provenCase),
});
export type Manifest = v.InferOutput<typeof manifest>;

const opening = '{\n  "digest": "';
const zeros = '0'.repeat(64);

/** The bytes of manifest.json, as text: members in the order of RFC 8785, two spaces of indentation, the digest first. */
export function encodeManifest(content: Omit<Manifest, 'digest' | 'schema'>, digest: Digest): string {
  const body = JSON.parse(canonicalJson({ ...content, schema: manifestSchema })) as Record<string, Json>;
  // First named, so first written, whatever the content already holds under that name.
  const zeroed = `${JSON.stringify(Object.assign({ digest: zeros }, body, { digest: zeros }), null, 2)}\n`;
  return zeroed.replace(zeros, digest.sha256(zeroed));
}

/** manifest.json as read, or what is wrong with it in one sentence. */
export type ReadManifest =
  | { readonly ok: true; readonly manifest: Manifest }
  | { readonly ok: false; readonly problem: string };

/** Checks the manifest's own digest over its very bytes, then its form. Never throws. */
export function readManifest(bytes: Uint8Array, digest: Digest): ReadManifest {
  const wrong = (problem: string): ReadManifest => ({ ok: false, problem });
  const head = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, opening.length + 64));
  const claimed = head.slice(opening.length);
  if (!head.startsWith(opening) || !/^[0-9a-f]{64}$/.test(claimed)) {
    return wrong('manifest.json does not begin as a manifest of Pairfolio does: it was changed, or is something else');
  }
  const zeroed = Uint8Array.from(bytes);
  zeroed.fill(0x30, opening.length, opening.length + 64);
  if (digest.sha256(zeroed) !== claimed)
    return wrong('manifest.json was changed after it was exported: its own digest does not fit');
  const parsed = v.safeParse(manifest, parseWellFormed(new TextDecoder().decode(bytes)));
  if (!parsed.success) return wrong('manifest.json is whole but not in a form this version of Pairfolio can read');
  return { ok: true, manifest: parsed.output };
}

/** What SHA256SUMS must be, to the byte: every listed file and the manifest, by name. */
export function sumsFor(
  files: readonly { readonly name: string; readonly sha256: string }[],
  manifestSha256: string,
): string {
  return [...files, { name: manifestName, sha256: manifestSha256 }]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, sha256 }) => `${sha256}  ${name}\n`)
    .join('');
}
