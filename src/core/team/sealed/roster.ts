import * as v from 'valibot';
import type { Digest } from '../../shared/digest.ts';
import { PairfolioError } from '../../shared/errors.ts';
import { canonicalJson, parseJson, parseWellFormed, type Json } from '../../shared/json.ts';
import { leastMembers } from '../anonymity.ts';
import { contributionSchema } from '../contribution.ts';
import { slots } from '../layout.ts';
import { parseWindow } from '../window.ts';
import { attemptProblem } from './attempts.ts';
import { fingerprintOf, publicKey } from './fingerprint.ts';

/** Who seals together, for which window. Everything a member's file depends on is bound to its digest. */
export const rosterSchema = 'pairfolio.roster/1';
/** What a member gives to whoever makes the roster. */
const cardSchema = 'pairfolio.member-card/1';

/** More are not one team, and each costs every member a key exchange. */
const mostMembers = 900;
/** The largest noise a roster may ask for; see `noise.ts`. */
const mostNoise = 50;

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const windowId = v.pipe(v.string(), v.regex(/^\d{4}-W\d\d\.\.W\d\d$/));

const roster = v.pipe(
  v.looseObject({
    schema: v.literal(rosterSchema),
    window: windowId,
    /** {@link layoutDigest} of the contributions. */
    layout: hash,
    /** How many others a member must have confirmed; also the smallest group two sums may differ by. */
    minimum: whole(leastMembers, 100),
    /** From 1; higher when a window is collected again. */
    attempt: whole(1, 99),
    /** Scale of the noise in the sum; 0 for none. */
    noise: whole(0, mostNoise),
    /** Key of the lead where they are a member. */
    lead: v.nullable(publicKey),
    /** X25519 public keys in hex, sorted. */
    members: v.pipe(v.array(publicKey), v.maxLength(mostMembers)),
  }),
  v.check(({ members }) => members.every((key, index) => index === 0 || (members[index - 1] ?? '') < key)),
  v.check(({ members, lead }) => lead === null || members.includes(lead)),
);
export type Roster = Readonly<v.InferOutput<typeof roster>>;

const card = v.looseObject({ schema: v.literal(cardSchema), key: publicKey });

/** What a contribution holds in which order, as one hash: vectors of two layouts must not be added up. */
export function layoutDigest(digest: Digest): string {
  return digest.sha256(canonicalJson([contributionSchema, ...slots.map(({ name }) => name)]));
}

/** `R`: the roster as one hash, fields a later version may add included. */
export function rosterDigest(of: Roster, digest: Digest): string {
  return digest.sha256(canonicalJson(of as Json));
}

/** The bytes of a roster. */
export function rosterText(of: Roster): string {
  return `${canonicalJson(of as Json)}\n`;
}

/** The bytes of a card. */
export function cardText(key: string): string {
  return `${canonicalJson({ schema: cardSchema, key })}\n`;
}

/** The key on a card; undefined for anything else. */
export function readCard(text: string): string | undefined {
  const read = v.safeParse(card, parseJson(text));
  return read.success ? read.output.key : undefined;
}

/** Whether a text is about a roster at all, of whatever version. */
export function isRoster(text: string): boolean {
  return /^pairfolio\.roster\/\d+$/.test(schemaOf(parseJson(text)) ?? '');
}

/** @throws PairfolioError `input-unreadable` */
export function readRoster(text: string): Roster {
  const value = parseWellFormed(text);
  const read = v.safeParse(roster, value);
  if (read.success && isWindow(read.output.window)) return read.output;
  if (isRoster(text) && schemaOf(value) !== rosterSchema)
    throw new PairfolioError('input-unreadable', 'The roster was written by a newer Pairfolio; update this one.');
  throw new PairfolioError(
    'input-unreadable',
    isRoster(text) ? 'The roster is damaged or was edited; ask for it again.' : 'The file is no roster.',
  );
}

export interface RosterPlan {
  readonly window: string;
  /** In any order. */
  readonly keys: readonly string[];
  readonly minimum?: number | undefined;
  readonly noise?: number | undefined;
  /** Fingerprint of the lead, where they are a member. */
  readonly lead?: string | undefined;
  /** The roster of the attempt before. */
  readonly after?: Roster | undefined;
}

/**
 * Makes a roster.
 * @throws PairfolioError `usage` where members would refuse it
 */
export function makeRoster({ window, keys, lead, after, ...plan }: RosterPlan, digest: Digest): Roster {
  const members = [...new Set(keys)].sort();
  const minimum = plan.minimum ?? after?.minimum ?? leastMembers;
  const leadKey = lead === undefined ? null : members.find((key) => fingerprintOf(key, digest) === lead);
  if (leadKey === undefined) throw new PairfolioError('usage', 'The fingerprint of the lead is on none of the cards.');
  const needed = minimum + 1 + Number(leadKey !== null);
  if (members.length < needed)
    throw new PairfolioError(
      'usage',
      `A roster needs at least ${String(needed)} members, each with ${String(needed - 1)} others beside them${leadKey === null ? '' : ', because the lead is one of them'}; there are cards of ${String(members.length)}.`,
    );
  const made = v.safeParse(roster, {
    schema: rosterSchema,
    window,
    layout: layoutDigest(digest),
    minimum,
    attempt: after ? after.attempt + 1 : 1,
    noise: plan.noise ?? after?.noise ?? 0,
    lead: leadKey,
    members,
  });
  if (!made.success)
    throw new PairfolioError(
      'usage',
      `A roster has a minimum from ${String(leastMembers)} to 100, noise from 0 to ${String(mostNoise)}, at most ${String(mostMembers)} members and at most 99 attempts.`,
    );
  if (after && after.window !== window)
    throw new PairfolioError('usage', `The roster before is of the window ${after.window}, not of ${window}.`);
  const problem = after && attemptProblem(made.output, [after]);
  if (problem !== undefined) throw new PairfolioError('usage', problem);
  return made.output;
}

function isWindow(id: string): boolean {
  try {
    return parseWindow(id).id === id;
  } catch {
    return false;
  }
}

function schemaOf(value: Json | undefined): string | undefined {
  if (typeof value !== 'object' || value === null || !('schema' in value)) return undefined;
  return typeof value['schema'] === 'string' ? value['schema'] : undefined;
}
