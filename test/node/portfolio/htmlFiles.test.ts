import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { encodeManifest, readManifest, sumsFor } from '../../../src/core/portfolio/manifest.ts';
import { verifyPortfolio, type Check } from '../../../src/core/portfolio/verifyPortfolio.ts';
import { PairfolioError } from '../../../src/core/shared/errors.ts';
import { nodeDigest } from '../../../src/node/digest.ts';
import { exportPortfolio } from '../../../src/node/portfolio/export.ts';
import { DiskPortfolio } from '../../../src/node/portfolio/portfolioFolder.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { MemoryFolder } from '../../support/portfolioFolder.ts';
import { choices, richLedger, smallLedger } from '../../support/portfolioLedger.ts';

async function exported(made: ReturnType<typeof richLedger>, out = temporaryFolder()): Promise<string> {
  const { ledger, clock, digest, cases } = made;
  await exportPortfolio(ledger, { out, clock, digest, cases: choices(...cases) });
  return out;
}

/** Other texts in some files (none removes one), and all digests made to fit again. */
function resealed(folder: MemoryFolder, texts: Readonly<Record<string, string | undefined>>): MemoryFolder {
  const read = readManifest(folder.files.get('manifest.json') ?? new Uint8Array(), nodeDigest);
  assert.ok(read.ok);
  const files = read.manifest.files.flatMap((file) => {
    if (!(file.name in texts)) return [file];
    const text = texts[file.name];
    return text === undefined ? [] : [{ ...file, sha256: nodeDigest.sha256(text), size: Buffer.byteLength(text) }];
  });
  const manifest = encodeManifest({ ...read.manifest, files }, nodeDigest);
  let result = new MemoryFolder([...folder.files].filter(([name]) => !(name in texts)));
  for (const [name, text] of Object.entries(texts)) if (text !== undefined) result = result.with(name, text);
  return result.with('manifest.json', manifest).with('SHA256SUMS', sumsFor(files, nodeDigest.sha256(manifest)));
}

const failures = (folder: MemoryFolder): string[] =>
  verifyPortfolio(folder, nodeDigest)
    .checks.filter(({ status }) => status === 'failed')
    .map(({ about }) => about);
const htmlCheck = (folder: MemoryFolder): Check | undefined =>
  verifyPortfolio(folder, nodeDigest).checks.findLast(({ about }) => about === 'portfolio.html');

describe('portfolio.html and the pictures in their folder', () => {
  it('are listed, summed and verified', async () => {
    const out = await exported(richLedger());
    const sums = execFileSync('sha256sum', ['--strict', '-c', 'SHA256SUMS'], { cwd: out, encoding: 'utf8' });
    for (const name of ['pictures/verdicts.svg', 'pictures/kinds.svg', 'portfolio.html'])
      assert.ok(sums.includes(`${name}: OK\n`), name);
    const { ok, checks, notCovered } = verifyPortfolio(new DiskPortfolio(out), nodeDigest);
    assert.deepEqual([ok, notCovered], [true, []]);
    assert.match(
      checks.findLast(({ about }) => about === 'portfolio.html')?.message ?? '',
      /shows portfolio\.md and the pictures, byte for byte/,
    );
    assert.equal(htmlCheck(MemoryFolder.read(out))?.status, 'passed');
  });

  it('that say otherwise than the page are refused, however well all digests fit', async () => {
    const folder = MemoryFolder.read(await exported(richLedger()));
    const html = folder.text('portfolio.html');
    const svg = folder.text('pictures/verdicts.svg');
    assert.deepEqual(failures(resealed(folder, {})), []);
    for (const text of [
      html.replace('Wrong behaviour', 'Good behaviour'),
      html.replace('</body>', '<script>alert(1)</script></body>'),
      html.replace(/ style-src [^;]*;/, ''),
      `${html}\n`,
      html.replace('would have charged twice', 'would have charged once'),
    ]) {
      assert.notEqual(text, html);
      const forged = resealed(folder, { 'portfolio.html': text });
      assert.deepEqual(failures(forged), ['portfolio.html']);
      assert.match(htmlCheck(forged)?.message ?? '', /^portfolio\.html is not what follows from portfolio\.md/);
    }
    // Another figure in a picture alone; and a picture that would bring markup of its own.
    assert.deepEqual(failures(resealed(folder, { 'pictures/verdicts.svg': svg.replace(/\d+ % \(/, '96 % (') })), [
      'portfolio.html',
    ]);
    const foreign = resealed(folder, { 'pictures/verdicts.svg': svg.replace('</svg>', '<script>x</script></svg>') });
    assert.match(htmlCheck(foreign)?.message ?? '', /pictures\/verdicts\.svg is no picture that Pairfolio draws/);
  });

  it('may be missing, as in a portfolio of an earlier version, and are not compared in one of another version', async () => {
    const folder = MemoryFolder.read(await exported(smallLedger()));
    const older = resealed(folder, { 'portfolio.html': undefined });
    assert.equal(verifyPortfolio(older, nodeDigest).ok, true);
    assert.equal(htmlCheck(older), undefined);
    const read = readManifest(folder.files.get('manifest.json') ?? new Uint8Array(), nodeDigest);
    assert.ok(read.ok);
    const manifest = encodeManifest({ ...read.manifest, rendering: 99 }, nodeDigest);
    const other = folder
      .with('manifest.json', manifest)
      .with('SHA256SUMS', sumsFor(read.manifest.files, nodeDigest.sha256(manifest)));
    assert.equal(htmlCheck(other)?.status, 'skipped');
    assert.equal(verifyPortfolio(other, nodeDigest).ok, true);
  });

  it('of an earlier export go with it, unless somebody changed them', async () => {
    const out = await exported(richLedger());
    const drawn = fs.readdirSync(path.join(out, 'pictures')).sort();
    assert.ok(drawn.length >= 2);
    fs.writeFileSync(path.join(out, 'pictures', 'mine.svg'), 'mine');
    fs.appendFileSync(path.join(out, 'pictures', 'kinds.svg'), '<!-- mine -->');
    // Too few decisions for any picture.
    await exported(smallLedger(), out);
    assert.deepEqual(fs.readdirSync(path.join(out, 'pictures')).sort(), ['kinds.svg', 'mine.svg']);
    const { ok, notCovered } = verifyPortfolio(new DiskPortfolio(out), nodeDigest);
    assert.deepEqual([ok, [...notCovered]], [true, ['pictures/kinds.svg', 'pictures/mine.svg']]);
  });

  it('are not written through a link, nor where a file is in the way', async () => {
    const elsewhere = temporaryFolder();
    for (const make of [
      (place: string) => fs.symlinkSync(elsewhere, place),
      (place: string) => fs.writeFileSync(place, 'mine'),
    ]) {
      const out = temporaryFolder();
      make(path.join(out, 'pictures'));
      await assert.rejects(
        exported(richLedger(), out),
        (error) => PairfolioError.is(error, 'output-unwritable') && error.message.includes('pictures is not a folder'),
      );
      assert.deepEqual(fs.readdirSync(out), ['pictures']);
    }
    assert.deepEqual(fs.readdirSync(elsewhere), []);
  });
});
