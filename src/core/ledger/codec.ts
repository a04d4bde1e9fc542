import * as v from 'valibot';
import { asObject, asString, canonicalJson, parseJson, type Json } from '../shared/json.ts';
import { quickCheck, type QuickCheck } from './quickCheck.ts';
import { bodies, envelope, recordVersion, type LedgerRecord, type NewRecord, type RecordType } from './records.ts';

/** One line of a segment, read. Only `record` takes part in decisions; the others are kept, counted and reported. */
export type Line =
  | { readonly kind: 'record'; readonly record: LedgerRecord }
  | { readonly kind: 'newer'; readonly version: number; readonly type: string }
  | { readonly kind: 'damaged'; readonly why: string };

const quickEnvelope = quickCheck(envelope);
const quickBodies: ReadonlyMap<string, QuickCheck> = new Map(
  Object.entries(bodies).map(([type, schema]) => [type, quickCheck(schema)]),
);

/** Reads one line (without its line break). Never throws. */
export function decodeLine(text: string): Line {
  const json = parseJson(text);
  if (json === undefined) return { kind: 'damaged', why: 'not JSON' };
  if (isQuick(json)) return { kind: 'record', record: json };
  return validate(json);
}

/** Whether the schemas would accept this value as it is. Nearly every line is one of these; the others take longer. */
function isQuick(json: Json): json is LedgerRecord & Json {
  if (!quickEnvelope(json)) return false;
  const { v: version, type, body } = asObject(json);
  return version === recordVersion && quickBodies.get(asString(type) ?? '')?.(body) === true;
}

function validate(json: Json): Line {
  const outer = v.safeParse(envelope, json);
  if (!outer.success) return { kind: 'damaged', why: 'not a ledger record' };
  const { v: version, type } = outer.output;
  if (version > recordVersion || !isRecordType(type)) return { kind: 'newer', version, type };
  const body = v.safeParse(bodies[type], outer.output.body);
  if (!body.success) return { kind: 'damaged', why: `not a valid ${type} record` };
  // The body was checked against the schema of this very type, which TypeScript cannot follow through the table.
  return { kind: 'record', record: { ...outer.output, type, body: body.output } as LedgerRecord };
}

/** Where a record stands: its segment, its number in it from 0, and the hash of the line before. */
export interface Place {
  readonly segment: string;
  readonly seq: number;
  readonly prev: string | null;
}

/** The place a line claims, whatever its version; `undefined` where it is damaged. */
export function placeOf(text: string): Place | undefined {
  const outer = v.safeParse(envelope, parseJson(text));
  return outer.success ? { segment: outer.output.segment, seq: outer.output.seq, prev: outer.output.prev } : undefined;
}

/**
 * Writes one record as a line, without its line break, in canonical JSON: its hash is SHA-256 of these very bytes.
 * @throws ValiError where the record does not fit its schema: a mistake in the program, never bad input
 */
export function encodeRecord(record: NewRecord, place: Place): string {
  // The table pairs each type with its schema; TypeScript cannot see that `record.body` is of that one.
  const body = v.parse(bodies[record.type] as v.GenericSchema<unknown, Json>, record.body);
  return canonicalJson({ v: recordVersion, ...place, at: record.at, type: record.type, body });
}

/** @returns whether a line stands exactly as this or a newer version would have written it. Never throws. */
export function isCanonical(text: string): boolean {
  const json = parseJson(text);
  try {
    return json !== undefined && canonicalJson(json) === text;
  } catch {
    return false; // no version writes lone surrogates, or nests so deep that the stack ends
  }
}

function isRecordType(type: string): type is RecordType {
  return Object.hasOwn(bodies, type);
}
