import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { readEvidence } from '../../../src/core/portfolio/evidence/evidenceJson.ts';
import type { PortfolioData } from '../../../src/core/portfolio/evidence/evidenceSchema.ts';
import { encodeManifest, readManifest, sumsFor } from '../../../src/core/portfolio/manifest.ts';
import { verifyPortfolio } from '../../../src/core/portfolio/verifyPortfolio.ts';
import { nodeDigest } from '../../../src/node/digest.ts';
import { exportPortfolio, type ExportOptions } from '../../../src/node/portfolio/export.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { MemoryFolder } from '../../support/portfolioFolder.ts';
import { choices, emptyLedger, richLedger, smallLedger, tell } from '../../support/portfolioLedger.ts';

type Made = ReturnType<typeof emptyLedger>;

async function exported(
  { ledger, clock, digest }: Made,
  options: Partial<ExportOptions> = {},
): Promise<{ readonly folder: MemoryFolder; readonly text: string; readonly data: PortfolioData }> {
  const out = temporaryFolder();
  await exportPortfolio(ledger, { clock, digest, ...options, out });
  const folder = MemoryFolder.read(out);
  const text = folder.text('portfolio.json');
  const read = readEvidence(text);
  assert.ok(read.ok, JSON.stringify(read));
  return { folder, text, data: read.data };
}

/** Someone writes another portfolio.json and makes all digests fit again. */
function forged(folder: MemoryFolder, text: string): MemoryFolder {
  const read = readManifest(folder.files.get('manifest.json') ?? new Uint8Array(), nodeDigest);
  assert.ok(read.ok);
  const files = read.manifest.files.map((file) =>
    file.name === 'portfolio.json' ? { ...file, sha256: nodeDigest.sha256(text), size: Buffer.byteLength(text) } : file,
  );
  const manifest = encodeManifest({ ...read.manifest, files }, nodeDigest);
  return folder
    .with('portfolio.json', text)
    .with('manifest.json', manifest)
    .with('SHA256SUMS', sumsFor(files, nodeDigest.sha256(manifest)));
}

/** What is wrong with a forged portfolio.json, as the verification says it. */
function refusal(folder: MemoryFolder, text: string): string {
  const { ok, checks } = verifyPortfolio(forged(folder, text), nodeDigest);
  const failed = checks.filter(({ status }) => status === 'failed');
  assert.equal(ok, failed.length === 0);
  for (const { about } of failed) assert.equal(about, 'portfolio.json');
  return failed.map(({ message }) => message).join();
}

const schema = JSON.parse(
  fs.readFileSync(path.join(import.meta.dirname, '../../../docs/portfolio.schema.json'), 'utf8'),
) as object;

describe('portfolio.json', () => {
  it('fits the published schema, as another validator reads it', async () => {
    const validate = new Ajv({ allErrors: true, nullable: true }).compile(schema);
    const rich = richLedger();
    for (const [made, options] of [
      [emptyLedger(), {}],
      [smallLedger(), {}],
      [rich, { cases: choices(...rich.cases) }],
    ] as const) {
      const { text } = await exported(made, options);
      assert.equal(validate(JSON.parse(text)), true, JSON.stringify(validate.errors));
      assert.equal(validate({ ...(JSON.parse(text) as object), record: { root: 'no hash', size: 1 } }), false);
    }
  });

  it('counts with n and intervals, from twenty decisions on', async () => {
    const made = emptyLedger();
    for (let n = 1; n <= 25; n++)
      tell(made.ledger, {
        suggested: `x${String(n)}`,
        verdict: n <= 20 ? 'trusted' : 'overrode',
        language: n <= 3 ? 'go' : 'typescript',
        kind: 'test',
        distance: n <= 20 ? 0 : 1,
      });
    tell(made.ledger, { suggested: 'open', verdict: 'undecided' });
    tell(made.ledger, { suggested: 'perhaps', verdict: 'trusted', confidence: 0.4, evidence: 'shape' });
    const { counts } = (await exported(made)).data;
    assert.deepEqual([counts.decisions, counts.decided, counts.undecided, counts.leftOut.improbable], [26, 25, 1, 1]);
    // Wilson's interval of 20 in 25, computed apart.
    assert.deepEqual(counts.verdicts.trusted, { count: 20, n: 25, share: 0.8, low: 0.6087, high: 0.9114 });
    assert.deepEqual(
      counts.languages.map(({ language, decided }) => [language, decided]),
      [
        ['typescript', 22],
        ['go', 3],
      ],
    );
    assert.deepEqual(counts.languages[1]?.trusted, { count: 3, n: 3, share: null, low: null, high: null });
    assert.deepEqual(
      counts.survival.flatMap(({ checkpoint, unchanged: { count, n } }) => (n > 0 ? [[checkpoint, count, n]] : [])),
      [['600s', 20, 25]],
    );
  });

  it('lists languages and kinds by how many they are, then by name, and what has none last', async () => {
    const made = emptyLedger();
    for (const language of ['go', 'rust', 'rust', 'c', null, null, null])
      tell(made.ledger, { suggested: `of ${String(language)}`, verdict: 'trusted', language });
    const { counts } = (await exported(made)).data;
    assert.deepEqual(
      counts.languages.map(({ language, decided, trusted }) => [language, decided, trusted.count]),
      [
        ['rust', 2, 2],
        ['c', 1, 1],
        ['go', 1, 1],
        [null, 3, 3],
      ],
    );
  });

  it('says of a case what the record holds: who it was, what was observed, said, checked and found later', async () => {
    const made = emptyLedger();
    const id = tell(made.ledger, {
      file: 'src/capture.ts',
      surface: 'agent',
      tool: 'codex',
      model: 'gpt-5-codex',
      evidence: 'transcript',
      kind: 'feature',
      suggested: 'code that must not be here',
      prompt: 'a prompt that must not be here',
      kept: 'kept code that must not be here',
      verdict: 'adapted',
      distance: 0.44,
      stance: 'overrode',
      reasons: ['wrong-behaviour'],
      tippedOff: 'reading',
      note: 'a \u202enote',
      sha: 'ab'.repeat(20),
      title: 'A retry',
    });
    const later = '2026-11-20T10:00:00.000Z';
    made.ledger.append({ type: 'classified', at: later, body: { suggestions: [id], kind: 'fix', by: 'author' } });
    made.ledger.append({
      type: 'classified',
      at: later,
      body: { suggestions: [id], kind: 'docs', domain: 'back-end', by: 'inferred', from: 'path' },
    });
    made.ledger.append(
      {
        type: 'followUp',
        at: later,
        body: { suggestion: id, days: 15, distance: 0.5, outcome: 'good-override', because: 'stands' },
      },
      { sha: 'cd'.repeat(20) },
    );
    made.ledger.append({
      type: 'verification',
      at: later,
      body: { suggestions: [id], kind: 'terminal', what: 'npm test', result: 'passed' },
    });
    const { data, text, folder } = await exported(made, { cases: choices(id) });
    const [row] = data.cases;
    assert.deepEqual(row, {
      case: 1,
      id,
      record: row?.record,
      at: '2026-10-02T10:00:00.000Z',
      file: 'src/capture.ts',
      language: 'typescript',
      tool: { name: 'codex', model: 'gpt-5-codex' },
      surface: 'agent',
      kind: 'fix',
      domain: 'back-end',
      verdict: { observed: 'adapted', settled: true },
      stance: 'overrode',
      reasons: ['wrong-behaviour'],
      tippedOff: 'reading',
      note: 'a \u202enote',
      words: { title: 'A retry', situation: null, result: null, impact: null },
      evidence: [{ kind: 'transcript', confidence: 0.95, source: 'test' }],
      confidence: 0.95,
      survival: [{ at: '600s', distance: 0.44, retained: null, fourGram: null, noRevert: null }],
      verification: [{ kind: 'terminal', what: 'npm test', result: 'passed', at: later }],
      commits: [{ sha: 'ab'.repeat(20), distance: 0.44 }],
      followUp: { days: 15, distance: 0.5, outcome: 'good-override' },
      proof: ['observed', 'stated', 'chained'],
      code: 'full',
    });
    assert.ok(row.record > 1);
    assert.doesNotMatch(text, /must not be here|\u202e/);
    assert.match(text, /a \\u202enote/);
    const everything = folder.names().map((name) => folder.text(name));
    assert.doesNotMatch(everything.join(), /cdcdcdcd/); // the commit that mended it is somebody's, and not shown
    assert.equal(verifyPortfolio(folder, made.digest).ok, true);
  });

  it('cannot say otherwise than the proven records, however well all digests fit', async () => {
    const made = smallLedger();
    const { folder, text } = await exported(made, { cases: choices(...made.cases) });
    assert.equal(refusal(folder, text), '');
    const other = (from: string | RegExp, to: string): string => {
      const changed = text.replace(from, to);
      assert.notEqual(changed, text);
      return refusal(folder, changed);
    };
    assert.match(other('wrong-behaviour', 'insecure'), /does not say of case 2 what is proven of it$/);
    assert.match(other('"observed": "trusted"', '"observed": "adapted"'), /of case 3 what is proven/);
    assert.match(other('a late success', 'a very late success'), /of case 2/);
    assert.match(other(/"root": ".{4}/, '"root": "0000'), /record root/);
    assert.match(other('"reviewed": true', '"reviewed": false'), /disagree/);
    assert.match(other(/"cases": \[/, '"cases": [],\n  "cases": ['), /not written the way Pairfolio writes it/);
    assert.match(other(/\n$/, ' \n'), /not written the way/);
    assert.match(other('"counts"', '"count"'), /not in a form this version of Pairfolio can read \(at counts\)$/);
    const without = JSON.parse(text) as { cases: unknown[] };
    without.cases.pop();
    assert.match(refusal(folder, `${JSON.stringify(without, null, 2)}\n`), /shows 2 cases, of which 3 are proven/);
  });

  it('is read with the fields of a newer version, and refused in one sentence when damaged', async () => {
    const { text } = await exported(smallLedger());
    const newer = JSON.parse(text) as { cases: object[]; counts: object };
    Object.assign(newer, { signedBy: 'someone' });
    Object.assign(newer.counts, { hours: 7 });
    Object.assign(newer.cases[0] ?? {}, { anchored: true, reasons: ['a-reason-of-tomorrow'] });
    const read = readEvidence(JSON.stringify(newer));
    assert.ok(read.ok);
    assert.equal(read.data['signedBy'], 'someone');
    assert.equal(read.data.counts['hours'], 7);
    assert.equal(read.data.cases[0]?.['anchored'], true);
    for (const damaged of ['', text.slice(0, -40), '[]', 'null', text.replace('portfolio/1', 'portfolio/2')]) {
      const refused = readEvidence(damaged);
      assert.ok(!refused.ok);
      assert.match(refused.problem, /^portfolio\.json [^\n]+[^.]\.$/);
    }
  });
});
