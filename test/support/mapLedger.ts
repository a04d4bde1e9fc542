import type { Ledger } from '../../src/node/ledger/ledger.ts';
import type { Outcome, Stance, Surface, TaskKind, Verdict } from '../../src/core/shared/words.ts';
import { emptyLedger } from './portfolioLedger.ts';

/** Numbers between 0 and 1 that are the same in every run (mulberry32). */
function drawsFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const cells: readonly (readonly [kind: TaskKind | null, language: string | null, weight: number, trusted: number])[] = [
  ['test', 'typescript', 10, 0.9],
  ['feature', 'typescript', 12, 0.65],
  ['fix', 'typescript', 6, 0.5],
  ['refactor', 'typescript', 4, 0.75],
  ['docs', 'markdown', 4, 0.8],
  ['test', 'python', 5, 0.85],
  ['feature', 'python', 6, 0.6],
  ['migration', 'sql', 3, 0.2],
  ['config', 'yaml', 3, 0.55],
  ['config', 'terraform', 1, 0.3],
  ['feature', 'go', 1, 0.5],
  [null, 'typescript', 2, 0.5],
  ['feature', null, 1, 0.5],
];
const surfaces: readonly Surface[] = ['inline', 'inline', 'inline', 'agent', 'agent', 'chat', 'next-edit', 'paste'];
const tools = [
  ['github-copilot', null],
  ['claude-code', 'claude-sonnet-4'],
  ['claude-code', 'claude-opus-4'],
  ['codex', 'gpt-5-codex'],
] as const;
const reasons: Readonly<Record<Stance, readonly string[]>> = {
  trusted: ['tests-pass', 'read-line-by-line', 'known-pattern', 'low-stakes'],
  adapted: ['edge-case', 'convention', 'wrong-api'],
  overrode: ['wrong-behaviour', 'invented-api', 'to-learn'],
};
const prompts = [
  'Add a total to the cart. Only touch `src/cart.ts`, keep the public API, and do not add a dependency.',
  'make it work',
  'Write tests for parseDate in src/dates.ts, for example 2024-02-29 and an empty string. Without mocks.',
  'refactor this please',
  'The migration must be reversible. See db/schema.sql. At most one table at a time.',
  'fix the bug',
  'continue',
];

/**
 * A year of decisions of every sort: several parts to some, corrected, improbable and forgotten ones, forecasts,
 * patterns stated otherwise, practices. The same for the same seed.
 */
export function mapLedger(count: number, seed = 7): ReturnType<typeof emptyLedger> {
  const made = emptyLedger();
  fillMap(made.ledger, count, seed);
  return made;
}

export function fillMap(ledger: Ledger, count: number, seed: number): void {
  const draw = drawsFrom(seed);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(draw() * values.length)] as T;
  const all = cells.reduce((sum, [, , weight]) => sum + weight, 0);
  const end = Date.parse('2026-11-21T12:00:00.000Z');
  for (let n = 0; n < count; n++) {
    const time = end - ((count - n) * 340 * 86_400_000) / count;
    const iso = (after: number): string => new Date(time + after * 60_000).toISOString();
    let left = draw() * all;
    const [kind, language, , trust] = cells.find(([, , weight]) => (left -= weight) < 0) ??
      cells[0] ?? [null, null, 0, 0.5];
    const surface = pick(surfaces);
    const handed = surface === 'agent' || surface === 'chat';
    const [name, model] = surface === 'inline' || surface === 'next-edit' ? tools[0] : pick(tools.slice(1));
    const parts = handed && draw() < 0.2 ? 3 : 1;
    const session = surface === 'agent' ? `session-${String(Math.floor(n / 6))}` : null;
    const prompt = handed && draw() < 0.8 ? pick(prompts) : undefined;
    const suggestions: string[] = [];
    const verdictOf = (): Verdict => {
      const roll = draw();
      return roll < 0.04
        ? 'undecided'
        : roll < trust
          ? 'trusted'
          : roll < trust + (1 - trust) * 0.6
            ? 'adapted'
            : 'overrode';
    };
    const first = verdictOf();
    for (let p = 0; p < parts; p++) {
      const id = `d${String(n)}p${String(p)}`;
      suggestions.push(id);
      const verdict = p === 0 || draw() < 0.7 ? first : verdictOf();
      const rejected = verdict === 'overrode' && draw() < 0.4;
      const code = `export function part${String(n)}(items: readonly number[]): number {\n  return items.length;\n}${' // more'.repeat(p)}`;
      ledger.append(
        {
          type: 'suggestion',
          at: iso(0),
          body: {
            id,
            group: `g${String(n)}`,
            surface,
            tool: { name, model },
            language: p === 2 && draw() < 0.3 ? 'json' : language,
            evidence: [{ kind: 'mark', confidence: 0.95, source: 'test' }],
            confidence: draw() < 0.03 ? 0.4 : 0.95,
            suggestions: 1 + Math.floor(draw() * 3),
            turn: session === null ? null : { session, index: n },
            answer: rejected ? 'rejected' : 'accepted',
            size: { before: { characters: 0, lines: 0 }, suggested: { characters: code.length, lines: 3 } },
            kind,
            domain: pick(['front-end', 'back-end', 'data', null] as const),
          },
        },
        {
          file: `src/${kind ?? 'some'}/file${String(n % 9)}.ts`,
          workspace: 'shop',
          before: '',
          suggested: code,
          prompt,
        },
      );
      if (verdict === 'undecided') continue;
      const distance = verdict === 'trusted' ? 0 : verdict === 'adapted' ? 0.1 + draw() * 0.3 : 0.6 + draw() * 0.4;
      if (!rejected)
        (['30s', '120s', '600s', 'commit'] as const).forEach((checkpoint, index) => {
          // What was taken in is always measured once.
          if (index === 0 || draw() < 0.9 - index * 0.05)
            ledger.append({
              type: 'survival',
              at: iso(1 + index),
              body: {
                suggestion: id,
                checkpoint,
                distance: checkpoint === '30s' ? distance / 2 : distance,
                retained: null,
                fourGram: null,
                noRevert: null,
              },
            });
        });
      ledger.append(
        {
          type: 'verdict',
          at: iso(10),
          body: { suggestion: id, label: verdict, settled: true, because: rejected ? 'rejected' : 'distance' },
        },
        { kept: verdict === 'overrode' ? 'return items.reduce((a, b) => a + b, 0);' : code },
      );
      if (time + 14 * 86_400_000 > end || draw() < 0.25) continue;
      const roll = draw();
      const fell = roll < (kind === 'migration' ? 0.5 : 0.12);
      const outcome: Outcome | null =
        verdict === 'trusted'
          ? fell
            ? 'over-reliance'
            : null
          : verdict === 'overrode'
            ? roll < 0.6
              ? 'good-override'
              : roll < 0.75
                ? 'under-reliance'
                : null
            : null;
      const later = outcome === 'over-reliance' ? 0.5 : outcome === 'under-reliance' ? 0.1 : distance;
      const because = outcome === 'over-reliance' ? 'rewritten' : outcome === 'under-reliance' ? 'came-back' : 'stands';
      ledger.append({
        type: 'followUp',
        at: iso(14 * 1440),
        body: { suggestion: id, days: 14, distance: later, outcome, because },
      });
      if (!rejected)
        ledger.append({
          type: 'survival',
          at: iso(14 * 1440),
          body: { suggestion: id, checkpoint: '14d', distance: later, retained: null, fourGram: null, noRevert: null },
        });
    }
    if (draw() < (surface === 'agent' ? 0.5 : 0.2))
      ledger.append({
        type: 'verification',
        at: iso(4),
        body: {
          suggestions,
          kind: 'terminal',
          what: 'npm test',
          result: draw() < 0.45 ? 'failed' : 'passed',
          check: 'test',
        },
      });
    if (first !== 'undecided' && draw() < 0.5) {
      const stance = draw() < 0.9 ? first : 'adapted';
      ledger.append(
        {
          type: 'reflection',
          at: iso(20),
          body: {
            suggestions,
            stance,
            reasons: draw() < 0.9 ? [pick(reasons[stance])] : [],
            tippedOff: stance === 'trusted' ? null : pick(['test', 'reading', 'docs', null] as const),
          },
        },
        { note: draw() < 0.3 ? 'seen before' : undefined },
      );
    }
    if (draw() < 0.3)
      ledger.append({ type: 'prediction', at: iso(0.1), body: { suggestions, expected: pick([0.5, 0.7, 0.9]) } });
    if (draw() < 0.05)
      ledger.append({
        type: 'pattern',
        at: iso(30),
        body: { suggestions, pattern: pick(['learning', 'directive', 'iteration'] as const) },
      });
    if (draw() < 0.03) ledger.append({ type: 'correction', at: iso(40), body: { suggestions, ai: false } });
    if (draw() < 0.02) ledger.append({ type: 'forgotten', at: iso(50), body: { suggestions } });
  }
}
