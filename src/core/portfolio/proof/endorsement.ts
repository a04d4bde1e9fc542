import * as v from 'valibot';
import { canonicalJson, parseJson, type Json } from '../../shared/json.ts';
import type { Digest } from '../../shared/digest.ts';
import type { ProvenCase } from '../manifest.ts';

// Somebody else's word on one case: a small statement in a file of its own, and beside it their SSH signature over its
// very bytes. The manifest does not list them, so a portfolio stays what it was when one is added.

const endorsementSchema = 'pairfolio.endorsement/1';

/** The folder of a portfolio in which endorsements lie, with the slash. */
export const endorsementsFolder = 'endorsements/';

/** `ssh-keygen -Y` makes and checks an endorsement's signature in this namespace, never in a portfolio's own. */
export const endorsementNamespace = 'pairfolio-endorsement';

const short = v.pipe(v.string(), v.maxLength(200));

const statement = v.looseObject({
  schema: v.literal(endorsementSchema),
  case: v.looseObject({ id: v.string(), digest: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) }),
  /** What they say, in their words. */
  says: v.pipe(v.string(), v.maxLength(2000)),
  /** What they call themselves: nobody checked it. */
  as: short,
  /** When, by their clock: ISO 8601, UTC. */
  at: v.pipe(v.string(), v.isoTimestamp()),
  /** The key they signed it with, as `ssh-keygen -l` names it. */
  key: short,
});
/** What is signed. */
export type Endorsement = v.InferOutput<typeof statement>;

/** What is said where the endorser says nothing else. */
export const usualWords = 'I know the work that this case shows, and it is told as I know it.';

/**
 * The digest of what a case says: its records and the texts shown with them. Not of its place in the record, which
 * another export changes: an endorsement holds for as long as the case stays the same.
 */
export function caseDigest({ id, code, records }: ProvenCase, digest: Digest): string {
  const said = records.map(({ line, texts }) => ({ line, texts }));
  // Through JSON, so that a field that is absent and one that is undefined are the same.
  return digest.sha256(canonicalJson(JSON.parse(JSON.stringify({ id, code, records: said })) as Json));
}

/** An endorsement's file, to the byte. */
export function encodeEndorsement(content: Omit<Endorsement, 'schema'>): string {
  const { case: about, says, as, at, key } = content;
  return `${JSON.stringify({ schema: endorsementSchema, case: about, says, as, at, key }, null, 2)}\n`;
}

/** @returns undefined where it is not one this version can read */
export function readEndorsement(bytes: Uint8Array): Endorsement | undefined {
  const read = v.safeParse(statement, parseJson(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)));
  return read.success ? read.output : undefined;
}

/** Whether a file of a portfolio is an endorsement by its name. */
export function isEndorsement(name: string): boolean {
  return /^endorsements\/[A-Za-z0-9][A-Za-z0-9._-]*\.json$/.test(name);
}

/** Where the signature of an endorsement lies. */
export function endorsementSignature(name: string): string {
  return `${name}.sig`;
}
