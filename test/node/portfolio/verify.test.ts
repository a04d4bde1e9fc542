import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Manifest } from '../../../src/core/portfolio/manifest.ts';
import { verifyPortfolio, type Verification } from '../../../src/core/portfolio/verifyPortfolio.ts';
import { nodeDigest } from '../../../src/node/digest.ts';
import { exportPortfolio } from '../../../src/node/portfolio/export.ts';
import { DiskPortfolio } from '../../../src/node/portfolio/portfolioFolder.ts';
import { checkPortfolio } from '../../../src/node/portfolio/proof/checkPortfolio.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { forged } from '../../support/forgedPortfolio.ts';
import { MemoryFolder } from '../../support/portfolioFolder.ts';
import { choices, emptyLedger, smallLedger, tell } from '../../support/portfolioLedger.ts';
import { makeKey, signAlone } from '../../support/sshKeys.ts';

async function exported(): Promise<{ readonly out: string; readonly folder: MemoryFolder }> {
  const { ledger, clock, digest, cases } = smallLedger();
  const out = temporaryFolder();
  await exportPortfolio(ledger, { out, clock, digest, cases: choices(...cases) });
  return { out, folder: MemoryFolder.read(out) };
}

const failed = ({ checks }: Pick<Verification, 'checks'>): string[] => [
  ...new Set(checks.filter(({ status }) => status === 'failed').map(({ about }) => about)),
];

describe('verifying a portfolio', () => {
  it('notices every single changed byte of every file of a signed one, and names exactly that file', async function () {
    this.timeout(120_000);
    const { ledger, clock, digest } = emptyLedger();
    const out = temporaryFolder();
    const id = tell(ledger, { suggested: 'x = 1', kept: 'x = 1', verdict: 'trusted' });
    const key = makeKey();
    const sign = (sums: string): Promise<string> => Promise.resolve(signAlone(key, sums, 'pairfolio'));
    await exportPortfolio(ledger, { out, clock, digest, cases: choices(id), signedWith: key.fingerprint, sign });
    const folder = MemoryFolder.read(out);
    assert.equal(folder.files.has('SHA256SUMS.sig'), true);
    assert.equal((await checkPortfolio(folder, { clock, digest })).ok, true);
    for (const [name, bytes] of folder.files) {
      for (let at = 0; at < bytes.length; at++) {
        const changed = Uint8Array.from(bytes);
        changed[at] = (bytes[at] ?? 0) ^ (at % 2 === 0 ? 0x01 : 0x20);
        const checked = await checkPortfolio(folder.with(name, changed), { clock, digest });
        assert.deepEqual(failed(checked), [name], `${name}, byte ${String(at)}`);
      }
    }
  });

  it('notices line ends, white space, a mark at the start and an empty or missing file', async () => {
    const { folder } = await exported();
    for (const name of folder.names()) {
      const text = folder.text(name);
      for (const other of [
        text.replace(/\n/g, '\r\n'),
        `${text}\n`,
        `${text} `,
        `\ufeff${text}`,
        text.trimEnd(),
        '',
        text.replace('\n', ' \n'),
        '\0\0\0',
        '{"digest":',
      ]) {
        assert.deepEqual(failed(verifyPortfolio(folder.with(name, other), nodeDigest)), [name]);
      }
      const without = new MemoryFolder([...folder.files].filter(([other]) => other !== name));
      const { checks } = verifyPortfolio(without, nodeDigest);
      assert.match(
        checks.find(({ status }) => status === 'failed')?.message ?? '',
        new RegExp(`^${name.replace('.', String.raw`\.`)} is missing`),
      );
    }
  });

  it('names files that are not covered, and passes', async () => {
    const { folder } = await exported();
    const { ok, notCovered } = verifyPortfolio(folder.with('cv.pdf', 'x'), nodeDigest);
    assert.deepEqual([ok, notCovered], [true, ['cv.pdf']]);
  });

  it('refuses a page that says otherwise than its records, however well all digests fit', async () => {
    const { folder } = await exported();
    const verify = (change: (manifest: Manifest, page: string) => string): string[] =>
      failed(verifyPortfolio(forged(folder, change), nodeDigest));
    assert.deepEqual(
      verify((_, page) => page),
      [],
    );
    const page: readonly [string, string | RegExp, string][] = [
      ['code', 'item.price * item.quantity', 'item.price / item.quantity'],
      ['reason', 'Wrong behaviour', 'Insecure'],
      ['note', 'a late success would be charged twice', 'I knew it all along'],
      ['verdict', /^### 2\. Overrode/m, '### 2. Trusted'],
      ['commit', '9f2c1ab30d', '1f2c1ab30d'],
      ['root', /record_root: ".{4}/, 'record_root: "0000'],
      ['decision in the opening', '2. **Overrode:**', '2. **Trusted:**'],
      ['evidence', /(\| overrode) \/ overrode \|/, '$1 / trusted |'],
      ['another case', '## When I trust', '### 4. Trusted: a case nobody recorded\n\n## When I trust'],
    ];
    for (const [what, from, to] of page) {
      assert.deepEqual(
        verify((_, text) => text.replace(from, to)),
        ['portfolio.md'],
        what,
      );
    }
    assert.deepEqual(
      verify((manifest, text) => ((manifest.reviewed = false), text)),
      ['portfolio.md', 'portfolio.json'],
    );
  });

  it('refuses records and texts that do not belong to the root', async () => {
    const { folder } = await exported();
    const verify = (change: (manifest: Manifest) => void): string[] =>
      failed(
        verifyPortfolio(
          forged(folder, (manifest, page) => (change(manifest), page)),
          nodeDigest,
        ),
      );
    const first = (manifest: Manifest): Manifest['cases'][number]['records'][number] => {
      const record = manifest.cases[0]?.records[0];
      assert.ok(record);
      return record;
    };
    const about = /^case 1 /;
    const changes: readonly ((manifest: Manifest) => void)[] = [
      (manifest) => (first(manifest).line = first(manifest).line.replace('inline', 'agent')),
      (manifest) => {
        first(manifest).line = first(manifest).line.replace('inline', 'agent');
        first(manifest).leaf = nodeDigest.sha256(`\0${first(manifest).line}`);
      },
      (manifest) => (first(manifest).index += 1),
      (manifest) => (first(manifest).index = 1e9),
      (manifest) => first(manifest).path.pop(),
      (manifest) =>
        (first(manifest).texts['suggested'] = { text: 'another', key: first(manifest).texts['suggested']?.key }),
      (manifest) => (first(manifest).texts['suggested'] = { text: 'another' }),
      (manifest) => (first(manifest).texts['note'] = { text: 'a text the record does not name', altered: 'cut' }),
      (manifest) => manifest.cases[0]?.records.shift(),
    ];
    for (const [index, change] of changes.entries()) {
      const [named, ...more] = verify(change);
      assert.match(named ?? '', about, `change ${String(index)}`);
      assert.deepEqual(more, []);
    }
    assert.ok(verify((manifest) => (manifest.record.size += 1)).length > 0);
    assert.ok(verify((manifest) => (manifest.record.root = 'a'.repeat(64))).length > 0);
  });

  it('never follows a name out of the folder', async () => {
    const { out, folder } = await exported();
    const outside = path.join(temporaryFolder(), 'secret.txt');
    fs.writeFileSync(outside, 'secret');
    const disk = new DiskPortfolio(out);
    fs.symlinkSync(outside, path.join(out, 'link.txt'));
    fs.symlinkSync(path.dirname(outside), path.join(out, 'folder'));
    for (const name of [
      '../secret.txt',
      `../${path.basename(path.dirname(outside))}/secret.txt`,
      outside,
      'link.txt',
      'folder/secret.txt',
      '.',
    ]) {
      assert.ok('why' in disk.file(name), name);
    }
    for (const name of ['../secret.txt', outside, 'a/../../b', '.hidden', 'a//b', 'a\nb', 'C:\\x', '']) {
      const changed = forged(
        folder,
        (manifest, page) => (manifest.files.push({ name, sha256: '0'.repeat(64), size: 0 }), page),
      );
      assert.deepEqual(failed(verifyPortfolio(changed, nodeDigest)), ['manifest.json'], name);
    }
    const listed = forged(
      folder,
      (manifest, page) => (
        manifest.files.push({ name: 'link.txt', sha256: nodeDigest.sha256('secret'), size: 6 }),
        page
      ),
    );
    for (const [name, bytes] of listed.files) fs.writeFileSync(path.join(out, name), bytes);
    assert.deepEqual(failed(verifyPortfolio(disk, nodeDigest)), ['link.txt']);
  });

  it('refuses a manifest that does not list the page, lists itself, or a file twice', async () => {
    const { folder } = await exported();
    const verify = (change: (manifest: Manifest) => void): string[] =>
      failed(
        verifyPortfolio(
          forged(folder, (manifest, page) => (change(manifest), page)),
          nodeDigest,
        ),
      );
    assert.ok(verify((manifest) => (manifest.files = [])).includes('manifest.json'));
    assert.ok(
      verify((manifest) => manifest.files.push({ name: 'SHA256SUMS', sha256: '0'.repeat(64), size: 0 })).includes(
        'manifest.json',
      ),
    );
    assert.ok(verify((manifest) => manifest.files.push(...manifest.files)).includes('manifest.json'));
  });

  it('reads a manifest with fields of a newer version', async () => {
    const { folder } = await exported();
    const newer = forged(folder, (manifest, page) => (Object.assign(manifest, { signedBy: 'someone' }), page));
    assert.match(newer.text('manifest.json'), /"signedBy": "someone"/);
    assert.equal(verifyPortfolio(newer, nodeDigest).ok, true);
    const otherRendering = forged(folder, (manifest, page) => ((manifest.rendering = 99), page));
    assert.equal(verifyPortfolio(otherRendering, nodeDigest).checks.at(-1)?.status, 'skipped');
  });
});
