import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as v from 'valibot';
import { decodeLine, encodeRecord } from '../../../src/core/ledger/codec.ts';
import { quickCheck } from '../../../src/core/ledger/quickCheck.ts';
import { bodies, envelope, type NewRecord } from '../../../src/core/ledger/records.ts';
import { suggestionRecord } from '../../support/records.ts';
import { runs } from '../../support/runs.ts';

const at = '2026-11-22T10:00:00.000Z';
const hash = 'a1'.repeat(32);
const texts = { kept: hash, sha: hash };
const suggestions = ['a', 'b'];
const rates = { distance: 0.2, retained: 1, fourGram: null, noRevert: 0 };

/** A record of every type, with everything in it. */
const records: readonly NewRecord[] = [
  { type: 'segment', at, body: { app: 'pairfolio', host: 'cli' } },
  suggestionRecord({
    id: 'a',
    turn: { session: 's', index: 2 },
    kind: 'fix',
    domain: null,
    call: 'c',
    created: true,
    texts,
  }),
  { type: 'survival', at, body: { suggestion: 'a', checkpoint: '30s', ...rates, texts } },
  { type: 'verdict', at, body: { suggestion: 'a', label: 'adapted', settled: true, because: 'distance', texts } },
  { type: 'commit', at, body: { suggestion: 'a', distance: null, insteadOf: [hash], texts } },
  {
    type: 'followUp',
    at,
    body: { suggestion: 'a', days: 14, distance: 0.1, outcome: null, because: 'stands', texts },
  },
  { type: 'classified', at, body: { suggestions, kind: 'test', domain: 'data', by: 'inferred', from: 'path' } },
  {
    type: 'verification',
    at,
    body: { suggestions, kind: 'task', what: 'npm test', result: 'passed', check: 'test' },
  },
  { type: 'reflection', at, body: { suggestions, stance: 'overrode', reasons: ['x'], tippedOff: 'test', texts } },
  { type: 'skipped', at, body: { suggestions } },
  { type: 'asked', at, body: { suggestions, boundary: 'request', random: 'a' } },
  { type: 'correction', at, body: { suggestions, ai: false } },
  { type: 'case', at, body: { suggestion: 'a', texts } },
  {
    type: 'rule',
    at,
    body: {
      rule: 'r',
      state: 'trial',
      cell: { kind: 'migration', language: 'sql', domain: null },
      means: 'small',
      most: 20,
      reason: null,
      own: true,
      shown: false,
      texts,
    },
  },
  { type: 'week', at, body: { week: '2026-W48', skipped: false, skill: 'framing', shown: true, texts } },
  { type: 'reconsidered', at, body: { week: '2026-W48', suggestions, texts } },
  {
    type: 'lessons',
    at,
    body: { reasons: [{ reason: 'x', cell: { kind: null, language: null, domain: 'data' } }], rules: ['r'], texts },
  },
  { type: 'pattern', at, body: { suggestions, pattern: 'directive' } },
  { type: 'practice', at, body: { suggestions, kept: true, texts } },
  { type: 'prediction', at, body: { suggestions, expected: 0.7 } },
  { type: 'forgotten', at, body: { suggestions } },
  { type: 'checkpoint', at, body: { because: 'commit', heads: { s1: { seq: 3, hash } }, root: hash, size: 4 } },
];
const lines = records.map((record) => encodeRecord(record, { segment: 's1', seq: 3, prev: hash }));

/** What the schemas alone make of a line. */
function bySchemas(text: string): unknown {
  const outer = v.safeParse(envelope, JSON.parse(text));
  if (!outer.success) return 'damaged';
  const { v: version, type } = outer.output;
  if (version > 1 || !Object.hasOwn(bodies, type)) return 'newer';
  const body = v.safeParse(bodies[type as keyof typeof bodies], outer.output.body);
  return body.success ? { ...outer.output, body: body.output } : 'damaged';
}

function byCodec(text: string): unknown {
  const line = decodeLine(text);
  return line.kind === 'record' ? line.record : line.kind;
}

/** Every place in a value where something can be changed. */
function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))];
}

/** What may stand where something else should: of every type, at and beyond every limit. */
const odd = fc.oneof(
  fc.constantFrom(
    ...[null, true, false, 0, -0, 1, 2, -1, 0.5, 1.0000001, 1e300, 2 ** 53, '', 'a', 'trusted', 'newer', 'toString'],
    ...[hash, hash.toUpperCase(), `${hash}\n`, hash.slice(1), `${hash.slice(1)}ġ`, `${hash.slice(1)}g`],
    ...[at, `${at}\n`, '2026-11-22', '2026-13-22T10:00:00Z', '2026-11-22 10:00:00+01:00'],
    ...[[], {}, [null], [['a']], [hash], { 0: 'a' }, { kept: hash }, { kept: 'x' }, { seq: 1, hash }],
  ),
  fc.jsonValue(),
);
const name = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'texts', 'random', 'revision', 'later', ''),
  fc.string(),
);

describe('the quick check of records', () => {
  it('takes every record as it is written, without the schemas', () => {
    for (const [index, text] of lines.entries()) {
      const { type, body } = JSON.parse(text) as { readonly type: keyof typeof bodies; readonly body: unknown };
      assert.equal(quickCheck(bodies[type])(body), true, type);
      assert.equal(quickCheck(envelope)(JSON.parse(text)), true, type);
      assert.equal(records[index]?.type, type);
    }
    assert.deepEqual(new Set(records.map(({ type }) => type)), new Set(Object.keys(bodies)));
  });

  it('never makes anything else of a line than the schemas do, whatever was changed in it', () => {
    const change = fc.record({ at: fc.nat(), how: fc.constantFrom('put', 'drop', 'add'), value: odd, name });
    fc.assert(
      fc.property(fc.constantFrom(...lines), fc.array(change, { minLength: 1, maxLength: 3 }), (line, changes) => {
        let text = line;
        for (const { at: where, how, value, name: added } of changes) text = changed(text, where, how, value, added);
        assert.deepEqual(byCodec(text), bySchemas(text));
      }),
      { numRuns: runs(5000) },
    );
  });

  it('leaves names alone that the schemas drop, and letters that only look like a hash', () => {
    const [line = ''] = lines.filter((text) => text.includes('"type":"verdict"'));
    for (const [from, to] of [
      ['"texts":{', `"texts":{"__proto__":"${hash}",`],
      ['"texts":{', `"texts":{"constructor":"${hash}",`],
      ['"body":{', '"body":{"__proto__":1,'],
      [hash, `${hash.slice(1)}\u00e1`],
      [hash, `${hash.slice(1)}\u0131`],
    ] as const) {
      const text = line.replace(from, to);
      assert.notEqual(text, line);
      assert.deepEqual(byCodec(text), bySchemas(text));
    }
  });

  it('looks at every letter of a hash', () => {
    const [line = ''] = lines.filter((text) => text.includes('"type":"verdict"'));
    for (let at = 0; at < hash.length; at++)
      for (const letter of ['g', 'A', '/', ':', '`', '\u0131'])
        assert.equal(byCodec(line.replace(hash, `${hash.slice(0, at)}${letter}${hash.slice(at + 1)}`)), 'damaged');
  });

  it('refuses what it does not know', () => {
    for (const schema of [
      v.pipe(v.string(), v.email()),
      v.union([v.string(), v.number()]),
      v.pipe(v.string(), v.trim()),
      v.record(v.picklist(['a']), v.string()),
      v.strictObject({}),
      v.pipe(v.string(), v.regex(/a/g)),
    ])
      for (const value of ['a', 1, {}, { a: 'a' }]) assert.equal(quickCheck(schema)(value), false);
  });
});

/** A line with one thing in it replaced, left out or added. Written by hand where `JSON.stringify` has no form for it. */
function changed(text: string, where: number, how: string, value: unknown, added: string): string {
  const record: unknown = JSON.parse(text);
  const places = placesIn(record);
  const path = places[where % places.length] ?? [];
  const rewrite = (inner: unknown, rest: readonly string[]): unknown => {
    const [key, ...further] = rest;
    if (key === undefined) {
      if (how === 'put' || typeof inner !== 'object' || inner === null) return value;
      return how === 'add' && !Array.isArray(inner)
        ? Object.fromEntries([...Object.entries(inner), [added, value]])
        : [];
    }
    if (Array.isArray(inner)) return inner.map((one: unknown, i) => (String(i) === key ? rewrite(one, further) : one));
    const entries = Object.entries(inner as object);
    if (how === 'drop' && further.length === 0) return Object.fromEntries(entries.filter(([name]) => name !== key));
    return Object.fromEntries(entries.map(([name, one]) => [name, name === key ? rewrite(one, further) : one]));
  };
  return JSON.stringify(rewrite(record, path));
}
