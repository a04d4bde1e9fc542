import * as v from 'valibot';
import type { Digest } from '../../shared/digest.ts';
import { canonicalJson, parseWellFormed, type Json } from '../../shared/json.ts';
import { contributionSchema, withdrawalSchema } from '../contribution.ts';
import { vectorLength } from '../layout.ts';
import { isRoster, readCard } from './roster.ts';
import { checkWords } from './words32.ts';

/** A member's masked vector. */
export const sealedSchema = 'pairfolio.sealed/1';

/** How many words a file holds. */
export const wordsLength = vectorLength + checkWords;

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

const sealed = v.looseObject({
  schema: v.literal(sealedSchema),
  window: v.pipe(v.string(), v.regex(/^\d{4}-W\d\d\.\.W\d\d$/)),
  /** Digest of the roster. */
  roster: hash,
  attempt: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Fingerprint of the member. */
  member: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  /** The vector and its check words, masked: whole numbers below 2^32. */
  words: v.custom<readonly number[]>(
    (value) =>
      Array.isArray(value) &&
      value.length === wordsLength &&
      value.every((word) => Number.isInteger(word) && word >= 0 && word < 2 ** 32 && !Object.is(word, -0)),
  ),
  /** SHA-256 of all the rest. */
  digest: hash,
});
export type Sealed = Readonly<v.InferOutput<typeof sealed>>;

/** What a file in the folder of sealed contributions turned out to be. */
export type ReadSealed =
  | { readonly kind: 'sealed'; readonly sealed: Sealed }
  /** Its digest does not fit: something in it was changed. */
  | { readonly kind: 'changed' }
  /** A contribution, or a withdrawal, that anybody can read. */
  | { readonly kind: 'plain' }
  /** A roster or a card: they may lie beside. */
  | { readonly kind: 'beside' }
  | { readonly kind: 'newer' | 'damaged' | 'foreign' };

export function makeSealed(
  of: Pick<Sealed, 'window' | 'roster' | 'attempt' | 'member'>,
  words: Uint32Array,
  digest: Digest,
): Sealed {
  const { window, roster, attempt, member } = of;
  const rest = { schema: sealedSchema, window, roster, attempt, member, words: Array.from(words) } as const;
  return { ...rest, digest: digest.sha256(canonicalJson(rest)) };
}

/** The bytes of a sealed contribution. */
export function sealedText(of: Sealed): string {
  return `${canonicalJson(of as Json)}\n`;
}

/** Reads one file. Never throws. */
export function readSealed(text: string, digest: Digest): ReadSealed {
  const value = parseWellFormed(text);
  if (value === undefined) return { kind: 'damaged' };
  if (isRoster(text) || readCard(text) !== undefined) return { kind: 'beside' };
  const schema = typeof value === 'object' && value !== null && 'schema' in value ? value['schema'] : undefined;
  if (schema === contributionSchema || schema === withdrawalSchema) return { kind: 'plain' };
  if (schema !== sealedSchema)
    return { kind: typeof schema === 'string' && /^pairfolio\.sealed\/\d+$/.test(schema) ? 'newer' : 'foreign' };
  const read = v.safeParse(sealed, value);
  if (!read.success) return { kind: 'damaged' };
  const { digest: told, ...rest } = read.output;
  return digest.sha256(canonicalJson(rest as Json)) === told
    ? { kind: 'sealed', sealed: read.output }
    : { kind: 'changed' };
}
