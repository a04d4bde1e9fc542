import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Body } from '../../src/core/ledger/records.ts';
import type { Digest } from '../../src/core/shared/digest.ts';
import type {
  CheckKind,
  Checkpoint,
  Domain,
  Evidence,
  Outcome,
  Stance,
  Surface,
  TaskKind,
  TipOff,
  Verdict,
  VerificationKind,
  VerificationResult,
} from '../../src/core/shared/words.ts';
import { nodeDigest } from '../../src/node/digest.ts';
import { Ledger } from '../../src/node/ledger/ledger.ts';
import { temporaryFolder } from './folder.ts';
import { ManualClock } from './manualClock.ts';

/** Real hashes, but "random" bytes that are the same in every run. */
export function fixedDigest(): Digest {
  let drawn = 0;
  return {
    ...nodeDigest,
    random: (bytes) =>
      createHash('shake256', { outputLength: bytes })
        .update(`draw ${String((drawn += 1))}`)
        .digest('hex'),
  };
}

export const exportTime = '2026-11-22T18:00:00.000Z';

/** An empty ledger in a new folder whose ids, keys and times are the same in every run. */
export function emptyLedger(): { readonly ledger: Ledger; readonly clock: ManualClock; readonly digest: Digest } {
  const digest = fixedDigest();
  const clock = new ManualClock(exportTime);
  return {
    ledger: new Ledger(path.join(temporaryFolder(), 'ledger'), { app: 'test', host: 'cli' }, clock, digest),
    clock,
    digest,
  };
}

/** A check that was seen. */
export interface ToldCheck {
  readonly what: string;
  readonly result: VerificationResult;
  readonly kind?: VerificationKind;
  readonly check?: CheckKind;
}

/** What a test says about one suggestion; everything else has a plain value. */
export interface Told {
  readonly id?: string;
  readonly group?: string;
  readonly at?: string;
  readonly file?: string;
  readonly workspace?: string;
  readonly language?: string | null;
  readonly surface?: Surface;
  readonly tool?: string;
  readonly model?: string | null;
  readonly prompt?: string;
  readonly before?: string;
  readonly suggested?: string;
  readonly kept?: string;
  readonly confidence?: number;
  readonly evidence?: Evidence['kind'];
  readonly kind?: TaskKind;
  readonly domain?: Domain;
  readonly answer?: Body<'suggestion'>['answer'];
  readonly verdict?: Verdict;
  readonly settled?: boolean;
  readonly distance?: number;
  /** Distances at further checkpoints; `commit` is measured ten minutes later, `14d` after fourteen days. */
  readonly survival?: Partial<Record<Checkpoint, number>>;
  /** Seen a minute after the suggestion, two minutes, and so on. */
  readonly checks?: readonly ToldCheck[];
  readonly followUp?: { readonly outcome: Outcome | null; readonly because: string; readonly distance?: number };
  readonly stance?: Stance;
  readonly reasons?: readonly string[];
  readonly note?: string;
  readonly tippedOff?: TipOff;
  readonly sha?: string;
  readonly title?: string;
  readonly situation?: string;
  readonly result?: string;
  readonly impact?: string;
}

const ids = new WeakMap<Ledger, number>();

/** Writes one suggestion and what became of it, as capture, follow and the review view would. @returns its id */
export function tell(ledger: Ledger, told: Told): string {
  const number = (ids.get(ledger) ?? 0) + 1;
  ids.set(ledger, number);
  const id = told.id ?? nodeDigest.sha256(`suggestion ${String(number)}`).slice(0, 32);
  const at = told.at ?? `2026-10-${String((number % 28) + 1).padStart(2, '0')}T10:00:00.000Z`;
  const later = new Date(Date.parse(at) + 600_000).toISOString();
  const fortnightLater = new Date(Date.parse(at) + 14 * 24 * 3_600_000).toISOString();
  const size = (text: string | undefined): { characters: number; lines: number } => ({
    characters: text?.length ?? 0,
    lines: text === undefined || text === '' ? 0 : text.split('\n').length,
  });
  ledger.append(
    {
      type: 'suggestion',
      at,
      body: {
        id,
        group: told.group ?? id,
        surface: told.surface ?? 'inline',
        tool: { name: told.tool ?? 'github-copilot', model: told.model ?? null },
        language: told.language === undefined ? 'typescript' : told.language,
        evidence: [{ kind: told.evidence ?? 'mark', confidence: told.confidence ?? 0.95, source: 'test' }],
        confidence: told.confidence ?? 0.95,
        suggestions: 1,
        turn: null,
        answer: told.answer ?? 'accepted',
        size: { before: size(told.before), suggested: size(told.suggested) },
        kind: told.kind ?? null,
        domain: told.domain ?? null,
      },
    },
    {
      file: told.file ?? 'src/cart.ts',
      workspace: told.workspace ?? 'shop',
      before: told.before,
      suggested: told.suggested,
      prompt: told.prompt,
    },
  );
  const measure = (checkpoint: Checkpoint, distance: number, when: string): void =>
    ledger.append({
      type: 'survival',
      at: when,
      body: { suggestion: id, checkpoint, distance, retained: null, fourGram: null, noRevert: null },
    });
  if (told.distance !== undefined) measure('600s', told.distance, later);
  told.checks?.forEach(({ what, result, kind = 'terminal', check }, index) =>
    ledger.append({
      type: 'verification',
      at: new Date(Date.parse(at) + (index + 1) * 60_000).toISOString(),
      body: { suggestions: [id], kind, what, result, check: check ?? null },
    }),
  );
  for (const [checkpoint, distance] of Object.entries(told.survival ?? {}))
    measure(checkpoint as Checkpoint, distance, checkpoint === '14d' ? fortnightLater : later);
  if (told.verdict !== undefined) {
    ledger.append(
      {
        type: 'verdict',
        at: later,
        body: { suggestion: id, label: told.verdict, settled: told.settled ?? true, because: 'test' },
      },
      { kept: told.kept },
    );
  }
  if (told.sha !== undefined)
    ledger.append(
      { type: 'commit', at: later, body: { suggestion: id, distance: told.distance ?? null } },
      { sha: told.sha },
    );
  if (told.followUp) {
    const { outcome, because, distance = null } = told.followUp;
    ledger.append({
      type: 'followUp',
      at: fortnightLater,
      body: { suggestion: id, days: 14, distance, outcome, because },
    });
  }
  if (told.stance !== undefined) {
    ledger.append(
      {
        type: 'reflection',
        at: later,
        body: {
          suggestions: [id],
          stance: told.stance,
          reasons: [...(told.reasons ?? [])],
          tippedOff: told.tippedOff ?? null,
        },
      },
      { note: told.note },
    );
  }
  const { title, situation, result, impact } = told;
  if (title ?? situation ?? result ?? impact)
    ledger.append({ type: 'case', at: later, body: { suggestion: id } }, { title, situation, result, impact });
  return id;
}

/** Three decisions as a first week might bring them. */
export function smallLedger(): ReturnType<typeof emptyLedger> & { readonly cases: readonly string[] } {
  const made = emptyLedger();
  const cases = [
    tell(made.ledger, {
      at: '2026-11-16T09:12:00.000Z',
      file: 'src/cart.ts',
      before: '',
      suggested:
        'export function total(items: Item[]): number {\n  return items.reduce((sum, item) => sum + item.price, 0);\n}',
      kept: 'export function total(items: Item[]): number {\n  return items.reduce((sum, item) => sum + item.price * item.quantity, 0);\n}',
      verdict: 'adapted',
      distance: 0.14,
      stance: 'adapted',
      reasons: ['edge-case'],
      note: 'a cart line has a quantity',
      tippedOff: 'test',
      sha: '9f2c1ab30d4e5f60718293a4b5c6d7e8f9012345',
    }),
    tell(made.ledger, {
      at: '2026-11-17T14:02:00.000Z',
      surface: 'agent',
      tool: 'claude-code',
      model: 'claude-sonnet-4',
      evidence: 'digest',
      prompt: 'make capture robust against timeouts',
      file: 'src/capture.ts',
      before: 'await gateway.capture(id);',
      suggested: 'await retry(() => gateway.capture(id), { tries: 3 });',
      kept: 'const key = idempotencyKey(order);\nawait retry(() => gateway.capture(id, { key }), { tries: 3, on: isNetworkError });',
      verdict: 'overrode',
      distance: 0.52,
      stance: 'overrode',
      reasons: ['wrong-behaviour'],
      note: 'a late success would be charged twice',
      tippedOff: 'reading',
    }),
    tell(made.ledger, {
      at: '2026-11-18T08:30:00.000Z',
      language: 'python',
      file: 'tools/seed.py',
      suggested: 'for row in rows:\n    insert(row)',
      kept: 'for row in rows:\n    insert(row)',
      verdict: 'trusted',
      distance: 0,
    }),
  ];
  return { ...made, cases };
}

const lines = (count: number, text: (line: number) => string): string =>
  Array.from({ length: count }, (_, line) => text(line + 1)).join('\n');

/**
 * A quarter's work: several languages, kinds and tools, enough decisions for percentages, a new language on the way,
 * a turn over several files, a long difference, a rewritten file, corrections, and a decision in another workspace.
 */
export function richLedger(): ReturnType<typeof emptyLedger> & { readonly cases: readonly string[] } {
  const made = emptyLedger();
  const { ledger } = made;
  const day = (number: number): string => new Date(Date.UTC(2026, 8, number, 9)).toISOString();
  for (let n = 1; n <= 24; n++) {
    const kept = n % 6 !== 0;
    tell(ledger, {
      at: day(n),
      file: `test/cart${String(n)}.test.ts`,
      kind: 'test',
      suggested: `it('counts to ${String(n)}', () => {\n  assert.equal(count(${String(n)}), ${String(n)});\n});`,
      verdict: kept ? 'trusted' : 'adapted',
      distance: kept ? 0 : 0.2,
      ...(n % 3 === 0 ? { stance: 'trusted', reasons: ['tests-pass', 'known-pattern'] } : {}),
      domain: 'back-end',
      ...(n % 2 === 0
        ? {
            sha: nodeDigest.sha256(String(n)).slice(0, 40),
            survival: { '30s': 0, '120s': 0, '300s': kept ? 0 : 0.1, commit: kept ? 0 : 0.2, '14d': n === 8 ? 0.6 : 0 },
            followUp:
              n === 8 ? { outcome: 'over-reliance', because: 'rewritten' } : { outcome: null, because: 'stands' },
          }
        : {}),
      ...(n % 5 === 0
        ? { checks: [{ what: 'npm test', result: n === 10 ? 'failed' : 'passed', check: 'test' }] as const }
        : {}),
    });
  }
  for (let n = 1; n <= 9; n++) {
    tell(ledger, {
      at: day(n + 20),
      file: 'db/migrate.sql',
      language: 'sql',
      kind: 'migration',
      surface: 'chat',
      tool: 'codex',
      evidence: 'transcript',
      verdict: n % 3 === 0 ? 'adapted' : 'overrode',
      distance: n % 3 === 0 ? 0.3 : 0.9,
      stance: n % 3 === 0 ? 'adapted' : 'overrode',
      reasons: [n % 2 === 0 ? 'invented-api' : 'edge-case'],
      domain: 'data',
      ...(n === 4 ? { followUp: { outcome: 'good-override', because: 'stands' } as const } : {}),
      ...(n === 5 ? { followUp: { outcome: 'under-reliance', because: 'came-back' } as const } : {}),
      tippedOff: n % 2 === 0 ? 'docs' : 'reading',
    });
  }
  const turn = {
    group: 'turn-1',
    at: day(40),
    surface: 'agent',
    tool: 'claude-code',
    model: 'claude-sonnet-4',
    evidence: 'digest',
  } as const;
  const prompt =
    'Terraform for a private bucket with logs.\n\nKeep it small:\n- no modules\n- `terraform plan` must be clean';
  const bucket = tell(ledger, {
    ...turn,
    language: 'terraform',
    kind: 'config',
    file: 'infra/bucket.tf',
    prompt,
    before: '',
    suggested: lines(60, (n) => `# line ${String(n)}\nresource "aws_s3_bucket" "b${String(n)}" {}`),
    kept: lines(58, (n) => `# line ${String(n)}\nresource "aws_s3_bucket" "b${String(n)}" {}`),
    verdict: 'trusted',
    distance: 0.03,
    stance: 'trusted',
    reasons: ['read-line-by-line', 'low-stakes'],
    note: 'first Terraform of mine; every line looked up',
    sha: 'aa11bb22cc33dd44ee55ff66aa77bb88cc99dd00',
    title: 'A bucket, with AI as a tutor',
    situation: 'We needed a place for exports and nobody knew Terraform',
    result: 'Applied without a change on the first try',
    impact: 'The team now reviews infrastructure as code',
  });
  tell(ledger, {
    ...turn,
    language: 'markdown',
    kind: 'docs',
    file: 'infra/README.md',
    suggested: '# Infra',
    verdict: 'overrode',
    distance: 1,
  });
  const capture = tell(ledger, {
    at: day(33),
    surface: 'agent',
    tool: 'codex',
    model: 'gpt-5-codex',
    evidence: 'transcript',
    kind: 'fix',
    file: 'src/capture.ts',
    prompt: 'make capture robust against timeouts',
    before: 'await gateway.capture(id);',
    suggested: 'await retry(() => gateway.capture(id), { tries: 3 });',
    kept: 'const key = idempotencyKey(order);\nawait retry(() => gateway.capture(id, { key }), { tries: 3, on: isNetworkError });',
    verdict: 'adapted',
    settled: false,
    distance: 0.44,
    stance: 'overrode',
    reasons: ['wrong-behaviour'],
    note: 'a capture that times out may have succeeded; repeating it without a key charges twice',
    tippedOff: 'reading',
    sha: '9f2c1ab30d4e5f60718293a4b5c6d7e8f9012345',
    title: 'A retry that would have charged twice',
    domain: 'back-end',
    survival: { '30s': 0, '120s': 0.44, commit: 0.44 },
    checks: [
      { what: 'npm test', result: 'failed', check: 'test' },
      { what: 'npm test', result: 'passed', check: 'test' },
      { what: '1 error', result: 'appeared', kind: 'diagnostics' },
      { what: '1 error', result: 'gone', kind: 'diagnostics' },
    ],
  });
  const before = lines(900, (n) => `const value${String(n)} = ${String(n)};`);
  const rewritten = tell(ledger, {
    at: day(50),
    surface: 'chat',
    kind: 'refactor',
    file: 'src/values.ts',
    prompt: lines(30, (n) => `${String(n)}. rule number ${String(n)}`),
    before,
    suggested: before.replace('value700 = 700', 'value700 = 7e2').replace('value720 = 720', 'value720 = 72e1'),
    kept: before.replace('value700 = 700', 'value700 = 7e2'),
    verdict: 'adapted',
    distance: 0.1,
  });
  tell(ledger, { at: day(51), verdict: 'trusted', suggested: 'x', confidence: 0.4, evidence: 'shape' });
  const mine = tell(ledger, { at: day(52), verdict: 'trusted', suggested: 'mine' });
  ledger.append({ type: 'correction', at: day(52), body: { suggestions: [mine], ai: false } });
  tell(ledger, {
    at: day(53),
    workspace: 'other client',
    language: 'go',
    file: 'main.go',
    suggested: 'go',
    verdict: 'undecided',
  });
  ledger.append(
    { type: 'practice', at: day(41), body: { suggestions: [bucket], kept: true } },
    { title: 'Infrastructure I do not know well', prompt: `${prompt}\n- say what each line costs if it is wrong` },
  );
  for (const [expected, suggestions] of [
    [0.9, [bucket]],
    [0.7, [capture]],
  ] as const)
    ledger.append({ type: 'prediction', at: day(40), body: { suggestions: [...suggestions], expected } });
  const told = ['parse', 'merge', 'export', 'rank', 'split', 'sum', 'clean'].map((name, index) =>
    tell(ledger, {
      at: day(54 + index),
      language: 'python',
      kind: 'feature',
      domain: 'data',
      file: `jobs/${name}.py`,
      suggested: `def ${name}(rows):\n    return sorted(rows)`,
      kept: `def ${name}(rows):\n    return sorted(rows, key=str)`,
      verdict: 'adapted',
      distance: 0.2,
      survival: { commit: 0.2 },
      sha: nodeDigest.sha256(name).slice(0, 40),
      ...(index === 0 ? { stance: 'adapted', reasons: ['convention'], tippedOff: 'experience' } : {}),
      checks: [{ what: 'pytest', result: 'passed', check: 'test' }],
    } as const),
  );
  return { ...made, cases: [capture, rewritten, bucket, ...told.slice(0, 1)] };
}

/** Cases as their author chooses them, each with the code mode that holds for all. */
export function choices(...ids: readonly string[]): { readonly id: string }[] {
  return ids.map((id) => ({ id }));
}
