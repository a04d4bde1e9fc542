/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * Canonical JSON (RFC 8785): keys sorted by UTF-16 code units, no white space, numbers and strings as ECMAScript
 * writes them. Two equal values give the same bytes, so their hash can be compared.
 * Members that are `undefined` are left out, as in `JSON.stringify`.
 * @throws TypeError for a number JSON cannot hold or a lone surrogate: RFC 8785 has no form for either
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('canonical JSON holds finite numbers only');
    return JSON.stringify(value);
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new TypeError('canonical JSON holds well-formed strings only');
    return JSON.stringify(value);
  }
  if (isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`);
  return `{${members.join(',')}}`;
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** @returns the parsed value, or `undefined` where the text is not JSON (never throws) */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/**
 * As {@link parseJson}, for what is hashed again: half a character has no canonical form, so no writer of ours leaves one.
 * @returns the parsed value, or `undefined` where the text is not JSON or holds half a character (never throws)
 */
export function parseWellFormed(text: string): Json | undefined {
  const value = parseJson(text);
  // Only as an escape can one stand in a text; the two halves of a whole character may stand as escapes too.
  return value !== undefined && /\\u[dD][89a-fA-F]/.test(text) && !isWellFormed(value) ? undefined : value;
}

function isWellFormed(value: Json): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  return isArray(value)
    ? value.every(isWellFormed)
    : Object.entries(value).every(([key, member]) => key.isWellFormed() && isWellFormed(member));
}

/** A JSON object, for reading what other programs wrote: every field may be missing. */
export type JsonObject = Readonly<Record<string, Json | undefined>>;

/** @returns the value as an object, or an empty one where it is anything else */
export function asObject(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !isArray(value) ? value : {};
}

/** @returns the value as an array, or an empty one where it is anything else */
export function asArray(value: Json | undefined): readonly Json[] {
  return value !== undefined && value !== null && typeof value === 'object' && isArray(value) ? value : [];
}

/** @returns the value if it is a string */
export function asString(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
