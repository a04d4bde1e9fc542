import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { encodeManifest, readManifest, sumsFor } from '../../../../src/core/portfolio/manifest.ts';
import { nodeDigest } from '../../../../src/node/digest.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { GitRepository } from '../../../support/gitRepository.ts';
import { tell } from '../../../support/portfolioLedger.ts';
import { Author, oneDecision } from '../../../support/signedPortfolio.ts';

/** A repository of somebody whom git knows. */
function repository(): GitRepository {
  const made = new GitRepository();
  made.write('src/a.ts', 'x = 2\n');
  made.commit('one', '2026-11-22T12:00:00Z');
  made.git('config', 'user.name', 'T');
  made.git('config', 'user.email', 't@example.com');
  return made;
}

describe('an anchor', () => {
  it('is a tag with the root of the record, which a plain clone brings along', async () => {
    const repo = repository();
    const head = repo.git('rev-parse', 'HEAD');
    const author = new Author(oneDecision);
    await author.export();
    const said = await author.line.run(['anchor', '--repo', repo.root, '--portfolio', author.out]);
    assert.equal(said.code, 0, said.err.join(''));
    const [, tag = ''] = /git push origin refs\/tags\/(\S+)/.exec(said.out.join('\n')) ?? [];
    const root = /record_root: "([0-9a-f]{64})"/.exec(
      fs.readFileSync(path.join(author.out, 'portfolio.md'), 'utf8'),
    )?.[1];
    assert.match(repo.git('cat-file', 'tag', tag), new RegExp(`^record_root: ${String(root)}$`, 'm'));
    assert.deepEqual([repo.git('rev-parse', 'HEAD'), repo.git('status', '--porcelain')], [head, '']);
    const again = await author.line.run(['anchor', '--repo', repo.root, '--portfolio', author.out]);
    assert.match(again.out.join('\n'), /already there/);
    const clone = temporaryFolder();
    execFileSync('git', ['clone', '--quiet', repo.root, clone], { stdio: 'ignore' });
    const checked = await author.verify('--repo', clone);
    assert.equal(checked.code, 0, checked.out);
    const today = new Date().toISOString().slice(0, 10);
    assert.match(
      checked.out,
      new RegExp(
        `passed {3}anchor: the tag ${tag} carries the root .* the date ${today}, .*this clone has held it since ${today} at the latest`,
      ),
    );
    assert.match(checked.out, /case 1 is observed, stated, chained, anchored/);
    assert.match(checked.out, /The date of a tag is written by its author’s machine and can be made up/);
    assert.doesNotMatch(checked.out, /the record is not anchored/);
  });

  it('of another record is none, and neither is a plain tag or one with other figures', async () => {
    const repo = repository();
    const author = new Author(oneDecision);
    const early = await new Author(oneDecision, oneDecision).line.run(['anchor', '--repo', repo.root]);
    assert.equal(early.code, 0, early.err.join(''));
    await author.export();
    const root = /record_root: "([0-9a-f]{64})"/.exec(
      fs.readFileSync(path.join(author.out, 'portfolio.md'), 'utf8'),
    )?.[1];
    repo.git('tag', 'pairfolio/plain');
    repo.git('tag', '-a', '-m', `record_root: ${String(root)}\nrecord_size: 3`, 'elsewhere/tag');
    const none = await author.verify('--repo', repo.root);
    assert.equal(none.code, 0);
    assert.match(none.out, /skipped {2}anchor: no tag pairfolio\/… .*it has 1 of other states of a record/);
    assert.match(none.out, /the record is not anchored/);
    repo.git('tag', '-a', '-m', `record_root: ${String(root)}\nrecord_size: 999999`, 'pairfolio/made-up');
    const madeUp = await author.verify('--repo', repo.root);
    assert.deepEqual([madeUp.code, madeUp.out.includes('for 999999 entries and not')], [1, true]);
  });

  it('goes on counting for what stood in it, after more was recorded and exported anew', async () => {
    const repo = repository();
    const author = new Author(oneDecision);
    author.line.clock.set('2026-11-01T10:00:00.000Z');
    process.env['GIT_COMMITTER_DATE'] = '2026-11-01T10:00:00Z';
    try {
      assert.equal((await author.line.run(['anchor', '--repo', repo.root])).code, 0);
    } finally {
      delete process.env['GIT_COMMITTER_DATE'];
    }
    // Told after the anchor: a reason of the first case, and a second case.
    author.line.clock.set('2026-11-22T18:00:00.000Z');
    const ledger = author.open();
    const [first = ''] = author.ids;
    const second = tell(ledger, { ...oneDecision, id: 'f'.repeat(32), suggested: 'y = 1', kept: 'y = 2' });
    ledger.dispose();
    await author.line.run(['portfolio', '--out', author.out, '--cases', `${first},${second}`]);
    const early = await author.verify('--repo', repo.root);
    assert.equal(early.code, 0, early.out);
    assert.match(
      early.out,
      /passed {3}anchor: the tag \S+ carries the root of an earlier state of this record and the date 2026-11-01/,
    );
    assert.match(
      early.out,
      /case 1 in anchors: all of its records stood in the record by 2026-11-01, if its tags carry true dates/,
    );
    assert.match(early.out, /case 1 is observed, stated, chained, anchored\ncase 2 is observed, stated, chained\n/);
    // And with the later state anchored as well.
    await author.line.run(['anchor', '--repo', repo.root, '--portfolio', author.out]);
    const late = await author.verify('--repo', repo.root);
    assert.match(late.out, /case 1 in anchors: all of its records stood in the record by 2026-11-01/);
    assert.match(late.out, /case 2 is observed, stated, chained, anchored/);
    // A claim to have stood in an anchored state is checked as strictly as the one to stand in this.
    const file = path.join(author.out, 'manifest.json');
    const read = readManifest(fs.readFileSync(file), nodeDigest);
    assert.ok(read.ok);
    for (const anchor of [0, 7]) {
      const forged = structuredClone(read.manifest);
      const [mine, other] = [forged.cases[0]?.records[0], forged.cases[1]?.records[0]];
      assert.ok(mine?.earlier && other);
      other.earlier = { ...mine.earlier, anchor };
      const manifest = encodeManifest(forged, nodeDigest);
      fs.writeFileSync(file, manifest);
      fs.writeFileSync(path.join(author.out, 'SHA256SUMS'), sumsFor(forged.files, nodeDigest.sha256(manifest)));
      const { code, out } = await author.verify('--repo', repo.root);
      assert.equal(code, 1);
      assert.match(out, /case 2 .*does not lead to the anchored root it names/);
    }
  });

  it('is refused in one sentence where it cannot be written', async () => {
    const author = new Author(oneDecision);
    await author.export();
    const run = async (...args: string[]): Promise<string> => {
      const { code, err } = await author.line.run(['anchor', ...args]);
      return `${String(code)} ${err.join('')}`;
    };
    assert.match(await run(), /^2 .*Say in which repository/);
    assert.match(await run('--repo', temporaryFolder()), /^1 .*is not a git repository/);
    assert.match(await run('--repo', new GitRepository().root), /^1 .*no commit yet/);
    fs.appendFileSync(path.join(author.out, 'portfolio.md'), 'another word\n');
    assert.match(
      await run('--repo', repository().root, '--portfolio', author.out),
      /^1 .*does not verify \(portfolio\.md\)/,
    );
  });
});
