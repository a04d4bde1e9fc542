import { aboutSuggestions } from '../ledger/about.ts';
import { decodeLine } from '../ledger/codec.ts';
import { leafHash, rootFromPath, type ProofStep } from '../ledger/merkle.ts';
import type { Digest } from '../shared/digest.ts';
import { viewCase, type CaseView } from './caseRecords.ts';
import type { Manifest, ProvenCase, ProvenRecord } from './manifest.ts';
import { pathSides } from './merkleTree.ts';
import { plural } from './words.ts';

/** What checking one case against the record gave. */
export type CaseCheck =
  | { readonly ok: true; readonly view: CaseView; readonly message: string }
  | { readonly ok: false; readonly message: string };

/** Checks that a case's records lie under the root and that its shown texts are the recorded ones. */
export function verifyCase(
  proven: ProvenCase,
  { record: { root, size }, anchors = [] }: Pick<Manifest, 'record' | 'anchors'>,
  digest: Digest,
): CaseCheck {
  let compared = 0;
  const altered: string[] = [];
  for (const record of proven.records) {
    const problem =
      recordProblem(record, root, size, digest) ??
      earlierProblem(record, anchors, digest) ??
      textProblem(record, digest);
    if (problem !== undefined) return { ok: false, message: problem };
    for (const [name, text] of Object.entries(record.texts)) {
      if (text.key === undefined) altered.push(`${name} (${text.altered ?? ''})`);
      else compared += 1;
    }
  }
  const view = viewCase(proven, digest);
  if (!view) return { ok: false, message: 'its records do not hold the suggestion it names' };
  const records = plural(proven.records.length, 'record');
  const verb = proven.records.length === 1 ? 'leads' : 'lead';
  const texts =
    compared === 0
      ? 'no text is shown'
      : `${plural(compared, 'shown text')} ${compared === 1 ? 'is' : 'are'} the recorded ${compared === 1 ? 'one' : 'ones'}`;
  const open = altered.length === 0 ? '' : `; not comparable, because not shown to the letter: ${altered.join(', ')}`;
  return { ok: true, view, message: `${records} ${verb} to the record root; ${texts}${open}` };
}

function recordProblem(
  { line, leaf, index, path }: ProvenRecord,
  root: string,
  size: number,
  digest: Digest,
): string | undefined {
  if (leafHash(line, digest) !== leaf) return `record ${String(index + 1)} is not the one its hash names`;
  if (!leadsTo(root, size, leaf, index, path, digest))
    return `record ${String(index + 1)} of ${String(size)} does not lead to the record root`;
  if (decodeLine(line).kind !== 'record')
    return `record ${String(index + 1)} cannot be read by this version of Pairfolio`;
  return undefined;
}

function earlierProblem(
  { leaf, earlier, index }: ProvenRecord,
  anchors: NonNullable<Manifest['anchors']>,
  digest: Digest,
): string | undefined {
  if (!earlier) return undefined;
  const anchor = anchors[earlier.anchor];
  return anchor && leadsTo(anchor.root, anchor.size, leaf, earlier.index, earlier.path, digest)
    ? undefined
    : `record ${String(index + 1)} does not lead to the anchored root it names`;
}

/** Whether a leaf stands at its place in a tree of that root and size. */
function leadsTo(
  root: string,
  size: number,
  leaf: string,
  index: number,
  path: readonly ProofStep[],
  digest: Digest,
): boolean {
  const sides = index < size ? pathSides(index, size) : [];
  const fits = index < size && sides.length === path.length && sides.every((side, step) => path[step]?.side === side);
  return fits && rootFromPath(leaf, path, digest) === root;
}

function textProblem({ line, index, texts }: ProvenRecord, digest: Digest): string | undefined {
  const decoded = decodeLine(line);
  if (decoded.kind !== 'record') return undefined;
  const hashes = aboutSuggestions(decoded.record).texts;
  for (const [name, { text, key, altered }] of Object.entries(texts)) {
    const expected = Object.hasOwn(hashes, name) ? hashes[name] : undefined;
    if (expected === undefined) return `record ${String(index + 1)} names no text “${name.slice(0, 40)}”`;
    if (key === undefined && altered === undefined) return `the text “${name}” comes without the key that proves it`;
    if (key !== undefined && digest.hmac(key, text) !== expected)
      return `the text “${name}” is not the one record ${String(index + 1)} was made with`;
  }
  return undefined;
}
