import assert from 'node:assert/strict';
import { encodeManifest, readManifest, sumsFor, type Manifest } from '../../../../src/core/portfolio/manifest.ts';
import { verifyPortfolio } from '../../../../src/core/portfolio/verifyPortfolio.ts';
import { PairfolioError } from '../../../../src/core/shared/errors.ts';
import { nodeDigest } from '../../../../src/node/digest.ts';
import { buildPortfolio, type BuildOptions, type BuiltPortfolio } from '../../../../src/node/portfolio/build.ts';
import { MemoryFolder } from '../../../support/portfolioFolder.ts';
import { choices, emptyLedger, tell, type Told } from '../../../support/portfolioLedger.ts';

type Made = ReturnType<typeof emptyLedger>;

const build = (made: Made, options: Partial<BuildOptions> = {}): Promise<BuiltPortfolio> =>
  buildPortfolio(made.ledger, { clock: made.clock, digest: made.digest, ...options });
const folderOf = ({ files }: BuiltPortfolio): MemoryFolder =>
  new MemoryFolder(files.map(({ name, text }) => [name, new TextEncoder().encode(text)]));
const everything = ({ files }: BuiltPortfolio): string => files.map(({ text }) => text).join('\n');
const pageOf = (built: BuiltPortfolio): string => built.files[0]?.text ?? '';

const told: Told = {
  file: 'clients/acme-corp/AcmeCorpCart.ts',
  workspace: 'acme',
  prompt: 'Make the Acme Corp cart faster, Jane Roe waits for it',
  before: '// acme_corp',
  suggested: 'class AcmeCorpCart {}\nimport x from "/home/jane/acme-corp/x";',
  kept: 'class AcmeCorpCart {}\nconst URL = ACME_CORP_URL;',
  verdict: 'adapted',
  distance: 0.3,
  stance: 'adapted',
  note: 'Jane Roe said no',
  title: 'A cart for Acme Corp',
  situation: 'Acme Corp waited',
  result: 'ACME CORP is content',
  impact: 'jane_roe too',
};
const names = [
  { name: 'Acme Corp', instead: 'Client A' },
  { name: 'Jane Roe', instead: '' },
];

/** What someone does who changes a manifest and makes all digests fit again. */
function forged(folder: MemoryFolder, change: (manifest: Manifest) => void): MemoryFolder {
  const read = readManifest(folder.files.get('manifest.json') ?? new Uint8Array(), nodeDigest);
  assert.ok(read.ok);
  const content = structuredClone(read.manifest);
  change(content);
  const manifest = encodeManifest(content, nodeDigest);
  return folder.with('manifest.json', manifest).with('SHA256SUMS', sumsFor(content.files, nodeDigest.sha256(manifest)));
}

describe('names and paths in a portfolio', () => {
  it('are replaced in every text of every file, each in its form', async () => {
    const made = emptyLedger();
    const built = await build(made, { cases: choices(tell(made.ledger, told)), names });
    assert.doesNotMatch(everything(built), /acme|jane|\broe\b/i);
    for (const text of [
      '`clients/client-a/ClientACart.ts`',
      'A cart for Client A',
      'class ClientACart {}',
      'CLIENT_A_URL',
      '“Name 2 said no.”',
      'CLIENT A is content',
      '"~/client-a/x"',
    ])
      assert.ok(pageOf(built).includes(text), text);
    assert.deepEqual(built.masked, []);
  });

  it('leave the proof whole, which says what it can no longer compare', async () => {
    const made = emptyLedger();
    const built = await build(made, { cases: choices(tell(made.ledger, { ...told, impact: 'all is well' })), names });
    const { ok, checks } = verifyPortfolio(folderOf(built), made.digest);
    assert.equal(ok, true);
    const message = checks.find(({ about }) => about.startsWith('case 1'))?.message ?? '';
    assert.match(message, /not comparable, because not shown to the letter: .*suggested \(replaced\)/);
    assert.match(message, /1 shown text is the recorded one/);
    const manifest = JSON.parse(built.files.find(({ name }) => name === 'manifest.json')?.text ?? '') as Manifest;
    for (const { texts } of manifest.cases[0]?.records ?? [])
      for (const { key, altered } of Object.values(texts)) assert.equal(key === undefined, altered === 'replaced');
  });

  it('cannot be used to forge: a changed record, text or page does not verify', async () => {
    const made = emptyLedger();
    const built = await build(made, { cases: choices(tell(made.ledger, told)), names });
    const folder = folderOf(built);
    const failing = (change: (record: Manifest['cases'][number]['records'][number]) => void): boolean => {
      const changed = forged(folder, (manifest) => {
        for (const record of manifest.cases[0]?.records ?? []) change(record);
      });
      return !verifyPortfolio(changed, made.digest).ok;
    };
    assert.equal(
      failing(() => undefined),
      false,
    );
    assert.ok(failing((record) => (record.line = record.line.replace('adapted', 'trusted'))));
    assert.ok(failing((record) => (record.leaf = 'a'.repeat(64))));
    // A text that was altered is not proved, but the page has to say the same.
    assert.ok(failing(({ texts }) => texts['suggested'] && (texts['suggested'].text = 'class Mine {}')));
    assert.ok(failing(({ texts }) => texts['note'] && (texts['note'] = { text: 'mine' })));
    assert.ok(failing(({ texts }) => Object.assign(texts, { title: { text: 'x', key: 'b'.repeat(64) } })));
  });

  it('are one thing in every case', async () => {
    const made = emptyLedger();
    const ids = [told, { ...told, suggested: 'acmeCorp()' }].map((one) => tell(made.ledger, one));
    const built = await build(made, { cases: choices(...ids), names });
    assert.equal(pageOf(built).match(/`clients\/client-a\/ClientACart\.ts`/g)?.length, 4);
    assert.match(pageOf(built), /clientA\(\)/);
  });

  it('go from what the page counts as well', async () => {
    const made = emptyLedger();
    for (let n = 0; n < 25; n += 1)
      tell(made.ledger, { ...told, surface: 'agent', tool: 'codex', model: 'acme-corp-model', language: 'acmecorp' });
    const built = await build(made, { names });
    assert.deepEqual(built.cases, []);
    assert.doesNotMatch(everything(built), /acme/i);
    assert.match(pageOf(built), /clienta/);
  });

  it('that stand in the plain part of a record leave it out, or the case', async () => {
    const made = emptyLedger();
    const id = tell(made.ledger, told);
    const check = (what: string): void => {
      made.ledger.append({
        type: 'verification',
        at: '2026-11-02T10:00:00.000Z',
        body: { suggestions: [id], kind: 'terminal', what, result: 'passed', check: 'test' },
      });
    };
    check('test-acme-corp');
    check('/home/jane/run.sh');
    check('npm test');
    const built = await build(made, { cases: choices(id), names });
    assert.doesNotMatch(everything(built), /acme|jane/i);
    assert.match(pageOf(built), /`npm test` \(passed\)/);
    assert.deepEqual(
      built.masked.map(({ where, kind, leftOut }) => [where, kind, leftOut]),
      [
        ['check', 'name', true],
        ['check', 'path', true],
      ],
    );
    const closed = tell(made.ledger, { ...told, model: 'acmecorp-7b' });
    await assert.rejects(
      build(made, { cases: choices(closed), names }),
      (error) =>
        PairfolioError.is(error, 'usage') &&
        /^Case 1 \([0-9a-f]{10}\) cannot be published, .*\(model\) holds a name of the list .*; choose another case or take the name off the list\.$/.test(
          error.message,
        ) &&
        !/acme/i.test(error.message),
    );
  });

  it('that stand in an id of a record keep its case out of a draft', async () => {
    const made = emptyLedger();
    const open = tell(made.ledger, { ...told, stance: 'trusted', verdict: 'trusted', distance: 0 });
    for (const group of ['acme-corp-1', '/home/jane/session.jsonl']) tell(made.ledger, { ...told, group });
    const draft = await build(made, { names });
    assert.deepEqual(draft.cases, [open]);
    assert.doesNotMatch(everything(draft), /acme|jane/i);
  });

  it('are not looked for in hashes, ids and commits', async () => {
    const made = emptyLedger();
    const sha = 'ada9f12bc30d4e5f60718293a4b5c6d7e8f90123';
    const id = tell(made.ledger, { ...told, note: `see ada9f12 and ada`, sha });
    const built = await build(made, { cases: choices(id), names: [{ name: 'Ada', instead: 'Someone' }] });
    assert.match(pageOf(built), /“see ada9f12 and someone\.”/);
    assert.ok(everything(built).includes(sha));
  });
});

describe('how much of the code a case shows', () => {
  const code: Told = {
    file: 'src/sesame/open.ts',
    prompt: 'sesame prompt',
    before: 'sesame(0);',
    suggested: 'sesame(1);\nsesame(2);',
    kept: 'sesame(3);',
    verdict: 'adapted',
    distance: 0.25,
    stance: 'adapted',
    note: 'my note',
  };
  const built = async (mode: 'full' | 'signature' | 'none'): Promise<BuiltPortfolio> => {
    const made = emptyLedger();
    return build(made, { cases: [{ id: tell(made.ledger, code), code: mode }] });
  };

  it('signature: shape, sizes and the name of the file, and no piece of code or prompt in any file', async () => {
    const one = await built('signature');
    // The web page makes the title's anchor of the file's name.
    assert.doesNotMatch(everything(one).replace(/src\/sesame\/open\.ts|srcsesameopents/g, ''), /sesame/);
    assert.match(pageOf(one), /\*\*The model offered\*\* 2 lines \(21 characters\), in place of 1 line/);
    assert.match(pageOf(one), /`src\/sesame\/open\.ts`/);
    assert.match(pageOf(one), /my note/);
    assert.equal(verifyPortfolio(folderOf(one), nodeDigest).ok, true);
  });

  it('none: not even the name of the file', async () => {
    const one = await built('none');
    assert.doesNotMatch(everything(one), /sesame|open\.ts/);
    assert.match(pageOf(one), /in a file \(TypeScript\)/);
    assert.match(pageOf(one), /my note/);
    assert.equal(verifyPortfolio(folderOf(one), nodeDigest).ok, true);
  });

  it('holds for each case alone', async () => {
    const made = emptyLedger();
    const open = tell(made.ledger, { ...code, suggested: 'openly();', kept: 'openly();', before: '' });
    const shut = tell(made.ledger, code);
    const one = await build(made, { cases: [{ id: open }, { id: shut, code: 'none' }], code: 'full' });
    assert.match(pageOf(one), /openly\(\);/);
    assert.doesNotMatch(everything(one), /sesame\(/);
    assert.equal(verifyPortfolio(folderOf(one), nodeDigest).ok, true);
  });
});

describe('where something was masked', () => {
  it('counts lines as they are published, of what is published', async () => {
    const made = emptyLedger();
    const rows = (last: string): string =>
      Array.from({ length: 900 }, (_, n) => (n === 20 || n === 850 ? `password = "hunter${String(n)}x";` : n === 851 ? last : `row ${String(n)}`)).join('\n'); // prettier-ignore
    const entry = made.ledger.texts.entry.bind(made.ledger.texts);
    const id = tell(made.ledger, { suggested: 'one', kept: 'two', before: '', verdict: 'adapted', distance: 0.1 });
    made.ledger.texts.entry = (hashes) => {
      const found = entry(hashes);
      const said: Readonly<Record<string, string>> = { before: rows('a'), suggested: rows('b'), kept: rows('c') };
      return found && { ...found, texts: { ...found.texts, ...Object.fromEntries(Object.keys(found.texts).flatMap((name) => { const text = said[name]; return text === undefined ? [] : [[name, text]]; })) } }; // prettier-ignore
    };
    const { masked, files } = await build(made, { cases: choices(id) });
    // Three lines before the one that differs are shown: the masked one is the third of them.
    assert.deepEqual(masked.map(({ where, line, kind }) => [where, line, kind]), [
      ['before', 3, 'value'],
      ['suggested', 3, 'value'],
      ['kept', 3, 'value'],
    ]); // prettier-ignore
    assert.doesNotMatch(files.map(({ text }) => text).join(''), /hunter/);
  });
});
