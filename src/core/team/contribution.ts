import * as v from 'valibot';
import type { Digest } from '../shared/digest.ts';
import { PairfolioError } from '../shared/errors.ts';
import { canonicalJson, parseJson } from '../shared/json.ts';
import { blocks, entriesPerOption, slots, vectorLength, vectorOf, type Votes } from './layout.ts';
import { seats } from './votes.ts';
import { parseWindow, type TeamWindow } from './window.ts';

/** What one member gives to a window. Its slots are described in docs/contribution.md. */
export const contributionSchema = 'pairfolio.contribution/1';
/** The word of a member that a contribution with this tag is not to be counted. */
export const withdrawalSchema = 'pairfolio.withdrawal/1';

const window = v.pipe(
  v.string(),
  v.check((text) => {
    try {
      return parseWindow(text).id === text;
    } catch {
      return false;
    }
  }),
);
const tag = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const cohort = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,23}$/));

const contribution = v.looseObject({
  schema: v.literal(contributionSchema),
  window,
  /** HMAC-SHA-256 of schema and window under the member's secret: the same for a member within a window, unlinkable across. */
  tag,
  /** A label the team agreed on, for comparison: `pilot`. */
  cohort: v.optional(v.nullable(cohort), null),
  /** One integer for each of {@link slots}. */
  vector: v.custom<readonly number[]>(isVector),
});
const withdrawal = v.looseObject({ schema: v.literal(withdrawalSchema), window, tag });

export type Contribution = Readonly<v.InferOutput<typeof contribution>>;
export type Withdrawal = Readonly<v.InferOutput<typeof withdrawal>>;

/** What a file of a contributions folder turned out to be. */
export type ReadContribution =
  | { readonly kind: 'contribution'; readonly contribution: Contribution }
  | { readonly kind: 'withdrawal'; readonly withdrawal: Withdrawal }
  /** Of a schema version this program does not know. */
  | { readonly kind: 'newer' }
  /** Not JSON, torn, or not of a known shape. */
  | { readonly kind: 'damaged' }
  /** Of the right shape, but no ledger gives these numbers: `slot` is the first that does not fit. */
  | { readonly kind: 'impossible'; readonly slot: string }
  /** A sealed contribution (src/core/team/sealed): its roster must be named. */
  | { readonly kind: 'sealed' }
  /** JSON about something else: another file that lies in the folder. */
  | { readonly kind: 'foreign' };

/**
 * A cohort label: up to 24 lower-case letters, digits and hyphens. Short, so that it cannot hold a message.
 * @throws PairfolioError `usage`
 */
export function parseCohort(text: string): string {
  if (v.is(cohort, text)) return text;
  throw new PairfolioError('usage', 'A cohort is up to 24 lower-case letters, digits and hyphens, for example pilot.');
}

/** The tag of a member in a window. @param secret hex, known to the member alone */
export function tagOf(secret: string, { id }: Pick<TeamWindow, 'id'>, digest: Digest): string {
  return digest.hmac(secret, `pairfolio.contribution ${id}`);
}

export function makeContribution(
  votes: Votes,
  { id }: Pick<TeamWindow, 'id'>,
  { tag, cohort = null }: { readonly tag: string; readonly cohort?: string | null },
): Contribution {
  return { schema: contributionSchema, window: id, tag, cohort, vector: vectorOf(votes) };
}

/** The bytes of a contribution or withdrawal: canonical JSON and a line end. The fields listed here and no other. */
export function contributionText(given: Contribution | Withdrawal): string {
  const { schema, window, tag } = given;
  if (schema === withdrawalSchema) return `${canonicalJson({ schema, window, tag })}\n`;
  const { cohort, vector } = given;
  return `${canonicalJson({ schema, window, tag, ...(cohort === null ? {} : { cohort }), vector })}\n`;
}

/** By hand: a hundred thousand of them are read at a time. */
function isVector(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== vectorLength) return false;
  return value.every((entry) => Number.isInteger(entry) && entry >= 0 && entry <= seats && !Object.is(entry, -0));
}

/** Reads one file of a contributions folder. Never throws: what cannot be used is told apart by its kind. */
export function readContribution(text: string): ReadContribution {
  const value = parseJson(text);
  if (value === undefined) return { kind: 'damaged' };
  const schema = typeof value === 'object' && value !== null && 'schema' in value ? value['schema'] : undefined;
  if (typeof schema !== 'string' || !schema.startsWith('pairfolio.')) return { kind: 'foreign' };
  if (schema === withdrawalSchema) {
    const read = v.safeParse(withdrawal, value);
    return read.success ? { kind: 'withdrawal', withdrawal: read.output } : { kind: 'damaged' };
  }
  if (schema === contributionSchema) {
    const read = v.safeParse(contribution, value);
    if (!read.success) return { kind: 'damaged' };
    const slot = impossibleSlot(read.output.vector);
    return slot === undefined ? { kind: 'contribution', contribution: read.output } : { kind: 'impossible', slot };
  }
  if (/^pairfolio\.sealed\/\d+$/.test(schema)) return { kind: 'sealed' };
  return /^pairfolio\.(contribution|withdrawal)\/\d+$/.test(schema) ? { kind: 'newer' } : { kind: 'foreign' };
}

/**
 * The first slot that no ledger gives: votes that are not twenty, presence that does not follow from them, answers
 * without decisions. Makes nothing on the way: a hundred thousand vectors are looked at in a release.
 */
function impossibleSlot(vector: readonly number[]): string | undefined {
  const isGiven = vector[0] === 1;
  for (const { offset, options } of blocks) {
    const present = vector[offset];
    let sum = 0;
    for (let option = 0; option < options.length; option++) sum += vector[offset + 1 + entriesPerOption * option] ?? 0;
    if (present !== Number(sum > 0) || (sum !== 0 && (sum !== seats || !isGiven))) return slots[offset]?.name;
    for (let option = 0; option < options.length; option++) {
      const at = offset + 1 + entriesPerOption * option;
      const votes = vector[at] ?? 0;
      if (vector[at + 1] !== Number(votes > 0)) return slots[at + 1]?.name;
      if (vector[at + 2] !== Number(sum > votes)) return slots[at + 2]?.name;
    }
  }
  return undefined;
}
