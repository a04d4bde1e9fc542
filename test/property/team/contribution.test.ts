import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import type { NewRecord } from '../../../src/core/ledger/records.ts';
import { contributionText, readContribution } from '../../../src/core/team/contribution.ts';
import { slots } from '../../../src/core/team/layout.ts';
import { apportion, seats } from '../../../src/core/team/votes.ts';
import { parseWindow } from '../../../src/core/team/window.ts';
import { nodeDigest } from '../../../src/node/digest.ts';
import { prepareContribution } from '../../../src/node/team/contribute.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { memberLedger, openMember, teamNow, teamWindow, type Decided } from '../../support/teamLedger.ts';

const options = { window: parseWindow(teamWindow), clock: new ManualClock(teamNow), digest: nodeDigest };

async function contributed(home: string): Promise<string> {
  const ledger = openMember(home);
  const { text } = await prepareContribution(ledger, options);
  ledger.dispose();
  return text;
}

const decided = fc.record({
  verdict: fc.constantFrom('trusted' as const, 'adapted' as const, 'overrode' as const),
  language: fc.constantFrom('typescript', 'python', 'go', 'sql', 'brainfuck', null),
  surface: fc.constantFrom('inline' as const, 'chat' as const, 'agent' as const, 'paste' as const),
  kind: fc.constantFrom('test' as const, 'fix' as const, 'docs' as const),
});

describe('what leaves in a contribution', () => {
  it('is no text of the ledger, wherever it stands: a ledger with other texts gives the same bytes', async function () {
    this.timeout(60_000);
    const word = fc.stringMatching(/^[a-z]{12}$/);
    await fc.assert(
      fc.asyncProperty(word, word, fc.nat(20 * 24 * 60), async (first, second, minutes) => {
        fc.pre(first !== second);
        const at = new Date(Date.parse('2026-10-06T08:00:00.000Z') + minutes * 60_000).toISOString();
        // The secret is a copy of the same file, so the tags are equal too.
        const original = memberLedger([]);
        const [one, other] = [
          plantedLedger(original, `one-${first}`, at),
          plantedLedger(original, `two-${second}`, at),
        ];
        const text = await contributed(one);
        assert.ok(!text.includes(first));
        assert.equal(await contributed(other), text);
        const read = readContribution(text);
        assert.ok(read.kind === 'contribution' && read.contribution.vector.some((entry) => entry > 0));
        // Neither does the time: another day of the window gives the same.
        const moved = plantedLedger(original, `one-${first}`, '2026-10-31T23:00:00.000Z');
        assert.equal(await contributed(moved), text);
      }),
      { numRuns: 25 },
    );
  });

  it('is not how much was decided: the same shares give the same vector', async function () {
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(
        fc.array(decided, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 2, max: 9 }),
        async (some, times) => {
          const once = memberLedger(some);
          const more = memberLedger(Array.from({ length: times }, () => some).flat());
          assert.deepEqual(vector(await contributed(more)), vector(await contributed(once)));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is always a vector a release accepts, with the slots of the schema', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(decided, { maxLength: 30 }), async (some: readonly Decided[]) => {
        assert.equal(vector(await contributed(memberLedger(some))).length, slots.length);
      }),
      { numRuns: 40 },
    );
  });

  it('divides twenty votes by shares alone, each within one of its exact share', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 14 }),
        fc.integer({ min: 2, max: 1000 }),
        (counts, times) => {
          const votes = apportion(counts);
          const total = counts.reduce((sum, count) => sum + count, 0);
          assert.equal(
            votes.reduce((sum, vote) => sum + vote, 0),
            total === 0 ? 0 : seats,
          );
          assert.deepEqual(apportion(counts.map((count) => count * times)), votes);
          for (const [index, vote] of votes.entries())
            assert.ok(Math.abs(vote - (total === 0 ? 0 : (seats * (counts[index] ?? 0)) / total)) < 1);
        },
      ),
    );
  });
});

function vector(text: string): readonly number[] {
  const read = readContribution(text);
  assert.ok(read.kind === 'contribution', read.kind);
  assert.equal(contributionText(read.contribution), text);
  return read.contribution.vector;
}

/** A ledger with every kind of record, each text in it a marker, and the secret of another ledger. */
function plantedLedger(original: string, marker: string, at: string): string {
  const home = path.join(temporaryFolder(), 'ledger');
  copySecret(original, home);
  const ledger = openMember(home);
  const hash = nodeDigest.sha256(marker);
  const m = (what: string): string => `${marker} ${what}`;
  const about = { suggestions: [m('id')] };
  const records: NewRecord[] = [
    {
      type: 'suggestion',
      at,
      body: {
        id: m('id'),
        group: m('group'),
        surface: 'agent',
        tool: { name: m('tool'), model: m('model') },
        language: m('language'),
        evidence: [{ kind: 'digest', confidence: 0.99, source: m('source') }],
        confidence: 0.99,
        suggestions: 1,
        turn: { session: m('session'), index: 3 },
        answer: 'accepted',
        size: { before: { characters: marker.length, lines: 1 }, suggested: { characters: 2, lines: 1 } },
        kind: 'fix',
        domain: 'data',
        call: m('call'),
      },
    },
    {
      type: 'survival',
      at,
      body: { suggestion: m('id'), checkpoint: '600s', distance: 1, retained: 0, fourGram: 0, noRevert: 1 },
    },
    { type: 'verdict', at, body: { suggestion: m('id'), label: 'overrode', settled: true, because: m('because') } },
    { type: 'commit', at, body: { suggestion: m('id'), distance: 1, insteadOf: [hash] } },
    {
      type: 'verification',
      at,
      body: { ...about, kind: 'terminal', what: m('what'), result: 'failed', check: 'test' },
    },
    {
      type: 'followUp',
      at,
      body: { suggestion: m('id'), days: 14, distance: 1, outcome: 'good-override', because: m('because') },
    },
    { type: 'classified', at, body: { ...about, kind: 'test', by: 'author' } },
    {
      type: 'reflection',
      at,
      body: { ...about, stance: 'overrode', reasons: [m('reason'), 'insecure'], tippedOff: 'test' },
    },
    { type: 'skipped', at, body: about },
    { type: 'asked', at, body: { ...about, boundary: m('boundary'), random: m('id') } },
    { type: 'correction', at, body: { ...about, ai: true } },
    { type: 'case', at, body: { suggestion: m('id') } },
    { type: 'forgotten', at, body: { suggestions: [m('another')] } },
    { type: 'checkpoint', at, body: { because: 'import', heads: { [marker]: { seq: 1, hash } }, root: hash, size: 1 } },
  ];
  const names =
    'file workspace repository before suggested prompt hunks kept sha note surprised title situation result impact';
  const texts = Object.fromEntries(names.split(' ').map((name) => [name, m(name)]));
  for (const record of records) ledger.append(record, texts);
  ledger.dispose();
  return home;
}

function copySecret(from: string, to: string): void {
  fs.mkdirSync(to, { recursive: true });
  fs.copyFileSync(path.join(from, 'team-secret'), path.join(to, 'team-secret'));
}
