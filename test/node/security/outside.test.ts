import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { manifestName, readManifest } from '../../../src/core/portfolio/manifest.ts';
import { verifyPortfolio } from '../../../src/core/portfolio/verifyPortfolio.ts';
import { nodeDigest } from '../../../src/node/digest.ts';
import { Ledger } from '../../../src/node/ledger/ledger.ts';
import { memberSecret } from '../../../src/node/team/memberSecret.ts';
import { exportPortfolio } from '../../../src/node/portfolio/export.ts';
import { DiskPortfolio } from '../../../src/node/portfolio/portfolioFolder.ts';
import { ClaudeSession } from '../../support/claudeSession.ts';
import { CommandLine } from '../../support/commandLine.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { GitRepository } from '../../support/gitRepository.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { suggestionRecord } from '../../support/records.ts';
import { choices, smallLedger } from '../../support/portfolioLedger.ts';

/** What must never be read: no file of the user's own that a path from outside leads to. */
const canary = 'canary-7f3a91 = only the owner of this machine may see this line';

const outsideForms = (file: string): string[] => [
  '../outside.txt',
  'pictures/../../outside.txt',
  file,
  `file://${file}`,
  '..\\outside.txt',
  'C:\\outside.txt',
  '\\\\host\\share\\outside.txt',
  '//host/outside.txt',
  '.hidden',
  'pictures/.hidden',
  'CON:',
  'portfolio.md\u0000.txt',
];

/** Everything a folder holds. */
function contents(folder: string): string {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => fs.readFileSync(path.join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
}

describe('paths that lead outside', () => {
  describe('in a portfolio of a stranger', () => {
    async function portfolio(): Promise<{ readonly folder: string; readonly outside: string }> {
      const above = temporaryFolder();
      const [folder, outside] = [path.join(above, 'portfolio'), path.join(above, 'outside.txt')];
      fs.writeFileSync(outside, canary);
      const { ledger, cases, clock, digest } = smallLedger();
      await exportPortfolio(ledger, { out: folder, cases: choices(...cases), clock, digest });
      return { folder, outside };
    }

    /** Lists a file under another name, in a manifest whose own digest fits: as one who means harm would. */
    function listUnder(folder: string, name: string): void {
      const file = path.join(folder, manifestName);
      const text = fs.readFileSync(file, 'utf8').replace('"name": "portfolio.md"', `"name": ${JSON.stringify(name)}`);
      const zeroed = text.replace(/(?<=^\{\n {2}"digest": ")[0-9a-f]{64}/, '0'.repeat(64));
      fs.writeFileSync(file, zeroed.replace('0'.repeat(64), nodeDigest.sha256(zeroed)));
    }

    it('are in no manifest that can be read, in any form', async () => {
      const { folder, outside } = await portfolio();
      const whole = fs.readFileSync(path.join(folder, manifestName), 'utf8');
      for (const name of outsideForms(outside)) {
        fs.writeFileSync(path.join(folder, manifestName), whole);
        listUnder(folder, name);
        const read = readManifest(fs.readFileSync(path.join(folder, manifestName)), nodeDigest);
        assert.match(read.ok ? 'read' : read.problem, /whole but not in a form/, name);
        const { ok, checks } = verifyPortfolio(new DiskPortfolio(folder), nodeDigest);
        assert.deepEqual([ok, checks.map(({ about }) => about)], [false, [manifestName]], name);
      }
    });

    it('are not opened by the folder either, links among them', async () => {
      const { folder, outside } = await portfolio();
      const disk = new DiskPortfolio(folder);
      for (const name of outsideForms(outside)) assert.ok('why' in disk.file(name), name);
      fs.symlinkSync(outside, path.join(folder, 'link.txt'));
      fs.symlinkSync(path.dirname(outside), path.join(folder, 'linked'));
      assert.deepEqual(disk.file('link.txt'), { why: 'is not a regular file' });
      assert.deepEqual(disk.file('linked/outside.txt'), { why: 'is not a regular file' });
    });
  });

  describe('in a transcript', () => {
    const now = '2026-09-02T08:00:00Z';
    /** What stands now where the session says it wrote `first`, `second`, `third`. */
    const standing = (word: string): string => `first\n${word}\nthird\n`;

    async function importedFrom(cwd: string, file: string): Promise<string> {
      const line = new CommandLine(now);
      const [oldString, newString] = ['empty', 'first\nsecond\nthird'];
      const input = { file_path: file, old_string: oldString, new_string: newString };
      const result = { filePath: file, oldString, newString, originalFile: 'empty\n', structuredPatch: [] };
      new ClaudeSession({ cwd }).prompt('change it').call('Edit', input, result).save(line.home);
      const { code, err } = await line.run(['import']);
      assert.equal(code, 0, err.join());
      assert.equal((await line.log()).length, 1, 'the suggestion itself is recorded');
      return contents(line.ledger);
    }

    it('are not read where no repository holds them, whichever way they are written', async () => {
      const above = fs.realpathSync(temporaryFolder());
      const [cwd, outside] = [path.join(above, 'shop'), path.join(above, 'outside.txt')];
      fs.mkdirSync(cwd);
      fs.writeFileSync(outside, standing(canary));
      fs.writeFileSync(path.join(cwd, 'inside.txt'), standing('what stands there'));
      assert.match(
        await importedFrom(cwd, 'inside.txt'),
        /what stands there/,
        'a file of the session’s folder is read',
      );
      for (const file of ['../outside.txt', outside, 'x/../../outside.txt'])
        assert.doesNotMatch(await importedFrom(cwd, file), /canary/, file);
    });

    it('are not followed through a link in a repository', async () => {
      const outside = path.join(temporaryFolder(), 'outside.txt');
      fs.writeFileSync(outside, standing(canary));
      const repository = new GitRepository();
      fs.writeFileSync(path.join(repository.root, 'plain.txt'), standing('what stands there'));
      repository.commit('Start', '2026-08-01T10:00:00Z');
      fs.symlinkSync(outside, path.join(repository.root, 'link.txt'));
      assert.match(await importedFrom(repository.root, 'plain.txt'), /what stands there/, 'a file is read');
      assert.doesNotMatch(await importedFrom(repository.root, 'link.txt'), /canary/);
    });
  });

  it('a ledger does not name files: a record’s segment, whatever it says, opens nothing', () => {
    const { ledger } = smallLedger();
    const folder = path.join(ledger.home, 'segments');
    const [name = ''] = fs.readdirSync(folder);
    const text = fs.readFileSync(path.join(folder, name), 'utf8');
    const outside = path.join(ledger.home, '..', `${path.basename(ledger.home)}-outside.jsonl`);
    fs.writeFileSync(outside, text);
    for (const segment of [`../../${path.basename(outside, '.jsonl')}`, path.resolve(outside)])
      fs.writeFileSync(path.join(folder, 'other.jsonl'), text.replaceAll(name.replace('.jsonl', ''), segment));
    const before = ledger.decisions().length;
    assert.equal(before, 3, 'the copy counts for nothing');
    fs.rmSync(outside);
  });
});

describe('files of a ledger', () => {
  it('are the user’s alone, whatever the umask', function () {
    if (process.platform === 'win32') this.skip();
    const above = temporaryFolder();
    const old = process.umask(0);
    try {
      const ledger = new Ledger(
        path.join(above, 'new', 'ledger'),
        { app: 'test', host: 'cli' },
        new ManualClock(),
        nodeDigest,
      );
      ledger.append(suggestionRecord({ id: 'one' }), { suggested: 'x' });
      ledger.dispose();
      memberSecret(ledger.home, nodeDigest);
    } finally {
      process.umask(old);
    }
    const made = fs.readdirSync(above, { recursive: true, withFileTypes: true });
    assert.equal(made.length, 7, 'two folders above, two within, three files');
    for (const entry of made) {
      const mode = fs.statSync(path.join(entry.parentPath, entry.name)).mode & 0o777;
      assert.equal(mode.toString(8), entry.isDirectory() ? '700' : '600', entry.name);
    }
  });
});
