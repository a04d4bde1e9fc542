// Damages texts as crashes, other versions, other programs and people who mean harm do. The same random numbers give the
// same damage.

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Random = () => number;
const below = (random: Random, end: number): number => Math.floor(random() * end);
const pick = <T>(random: Random, from: readonly T[]): T => from[below(random, from.length)] as T;

/** Values nobody expects where they will stand. */
const odd: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1.5, 1e308, -0, 9_007_199_254_740_993, '', ' ', '0', 'null', [], {}, [[]], [null]],
  ...['__proto__', 'constructor', 'toString', '\u0000', '\ud800', 'a\udfff\ud800b', '\u202e', 'é', 'e\u0301', '😀'],
  ...['../../../../etc/hostname', '/dev/zero', '/dev/stdin', '..\\..\\windows\\win.ini', 'C:\\x', '\\\\host\\share\\x'],
  ...['file:///etc/hostname', '//host/x', 'a/'.repeat(300), 'https://example.invalid/x', '.', '..', '/', '~', '-'],
  ...['2026-13-45T99:99:99Z', '+275760-09-13T00:00:00.001Z', '2026-11-22T10:00:00.000Z', -8.64e15, 8.64e15 + 1],
  ...['x'.repeat(5000), '\n'.repeat(500), '\r\n', '\r', '\u2028', '`'.repeat(40), '<script>', '$&$1', '%s%n', '(a+)+$'],
  ...[
    '*** Begin Patch\n*** Update File: a\n@@\n-a\n+b\n*** End Patch',
    '@@ -1,1 +1,1 @@\n-a\n+b',
    '@@ -0,0 +1,99999999 @@',
  ],
  ...[{ __proto__: null, length: 5 }, { then: 1 }, { toJSON: 1 }, Array.from({ length: 300 }, () => 1)],
];

/** A value nested so deep that recursion over it would end the process, as JSON. */
const nested = (depth: number, open: string, close: string): string => open.repeat(depth) + close.repeat(depth);
const deep: readonly string[] = [nested(20_000, '[', ']'), `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`];

/** Damages a text in one to four places, each by bytes, by lines, or as JSON. */
export function mutate(text: string, others: readonly string[], random: Random): string {
  let result = text;
  for (let left = 1 + below(random, 4); left > 0; left--) {
    const how = random();
    if (how < 0.6) result = mutateJsonLine(result, random);
    else if (how < 0.8) result = mutateLines(result, others, random);
    else result = mutateCharacters(result, random);
  }
  // What is too long is a matter of memory, not of reading.
  return result.slice(0, 2_000_000);
}

function mutateCharacters(text: string, random: Random): string {
  const at = below(random, text.length + 1);
  const length = below(random, 1 + Math.min(40, text.length - at));
  const inserted = pick(random, [
    '',
    '',
    '"',
    '\\',
    '{',
    '}',
    '[',
    ']',
    ',',
    '\n',
    '\u0000',
    '\ufeff',
    '\\ud800',
    '9'.repeat(400),
  ]);
  return pick(random, [
    () => text.slice(0, at) + inserted + text.slice(at + length),
    () => text.slice(0, at),
    () => text.slice(at),
    () => text.slice(0, at) + String.fromCharCode(below(random, 0x10000)) + text.slice(at + 1),
  ])();
}

function mutateLines(text: string, others: readonly string[], random: Random): string {
  const lines = text.split('\n');
  const at = below(random, lines.length);
  const line = lines[at] ?? '';
  const foreign = pick(random, others).split('\n');
  const change: () => void = pick(random, [
    () => lines.splice(at, 1),
    () => lines.splice(at, 0, line),
    () => lines.splice(below(random, lines.length), 0, ...lines.splice(at, 1)),
    () => lines.splice(at, 0, pick(random, foreign)),
    () => lines.splice(at, 1 + below(random, 3), ...foreign.slice(below(random, foreign.length)).slice(0, 20)),
    () => lines.splice(at, 0, '', 'not JSON', '[]', 'null', '{}'),
    () => lines.reverse(),
  ]);
  change();
  return lines.join('\n');
}

/** Changes one value inside the JSON of a line, or of the whole text where that is one document. */
function mutateJsonLine(text: string, random: Random): string {
  const lines = text.split('\n');
  const at = below(random, lines.length);
  const [whole, line] = [parsed(text), parsed(lines[at] ?? '')];
  const document = whole !== undefined ? text : (lines[at] ?? '');
  const value = whole ?? line;
  if (value === undefined || value === null || typeof value !== 'object') return mutateCharacters(text, random);
  if (random() < 0.02) {
    const leaf = /"[^"\\]{0,40}"(?=\s*[,}\]])/g;
    const places = [...document.matchAll(leaf)];
    const place = places[below(random, Math.max(1, places.length))];
    const put = (all: string): string =>
      place ? all.slice(0, place.index) + pick(random, deep) + all.slice(place.index + place[0].length) : all;
    if (whole !== undefined) return put(text);
    lines[at] = put(document);
    return lines.join('\n');
  }
  changeSomewhere(value, random);
  let written: string;
  try {
    written = JSON.stringify(value);
  } catch {
    return mutateCharacters(text, random); // nested too deep to be written
  }
  if (whole !== undefined) return written;
  lines[at] = written;
  return lines.join('\n');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Walks down at random, and changes a member of what it comes to. */
function changeSomewhere(root: object, random: Random): void {
  let parent = root as Record<string, unknown>;
  for (;;) {
    const keys = Object.keys(parent);
    if (keys.length === 0) return void (parent['added'] = pick(random, odd));
    const key = pick(random, keys);
    const value = parent[key];
    if (value !== null && typeof value === 'object' && random() < 0.8) {
      parent = value as Record<string, unknown>;
      continue;
    }
    const other = pick(random, keys);
    const change: () => void = pick(random, [
      () => (parent[key] = pick(random, odd)),
      () => (parent[key] = pick(random, odd)),
      () => (parent[key] = typeof value === 'string' ? mutateCharacters(value, random) : pick(random, odd)),
      () => (parent[key] = parent[other]),
      () => (parent[key] = [value, value]),
      () => (parent[key] = { [key]: value }),
      () => Reflect.deleteProperty(parent, key),
    ]);
    change();
    return;
  }
}
