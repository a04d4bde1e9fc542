import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { GitRepository } from '../../support/gitRepository.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { cart, discount, FollowUpScene, helper, ownDiscount } from '../../support/followUpScene.ts';

const start = '2026-08-31T10:00:00Z';
const landedAt = '2026-09-01T11:00:00Z';
const soon = '2026-09-05T10:00:00Z';
const inTime = '2026-09-10T10:00:00Z';
const withDiscount = `${cart}\n${discount}\n`;

function started(file = 'src/cart.ts', text = cart): FollowUpScene {
  const scene = new FollowUpScene();
  scene.repository.write(file, text);
  scene.repository.commit('Start', start);
  return scene;
}

function add(scene: FollowUpScene, message = 'Add a discount', at = landedAt): string {
  scene.repository.write('src/cart.ts', withDiscount);
  return scene.repository.commit(message, at);
}

function fix(scene: FollowUpScene, at = inTime): string {
  scene.repository.change('src/cart.ts', (text) => text.replace('percent > 100', 'percent >= 100'));
  return scene.repository.commit('fix: 100 percent', at);
}

const shasOf = (scene: FollowUpScene, id: string): string[] => scene.decision(id).commits.map(({ sha }) => sha);

describe('a decision is followed through', () => {
  it('an amended commit: its successor is found, recorded, and what followed is seen', async () => {
    const scene = started();
    const sha = add(scene);
    scene.repository.write('src/other.ts', helper);
    scene.repository.git('add', '--all');
    scene.repository.git('commit', '--quiet', '--amend', '-m', 'Add a discount and a helper');
    const amended = scene.repository.git('rev-parse', 'HEAD').trim();
    // git dates the amended commit today, which is after the fourteen days: it counts from there.
    const id = scene.decide({ suggested: discount, sha });
    scene.clock.set('2036-01-01T00:00:00.000Z');
    await scene.run();
    assert.equal(scene.because(id), 'stands');
    assert.deepEqual(shasOf(scene, id).sort(), [sha, amended].sort());
    assert.ok((scene.decision(id).followUp?.days ?? 0) > 14);
  });

  it('a rebase', async () => {
    const scene = started();
    scene.repository.git('checkout', '--quiet', '-b', 'topic');
    const sha = add(scene);
    fix(scene, soon);
    scene.repository.git('checkout', '--quiet', 'main');
    scene.repository.write('README.md', '# Shop');
    scene.repository.commit('Say what it is', soon);
    scene.repository.git('rebase', '--quiet', '--committer-date-is-author-date', 'main', 'topic');
    scene.repository.git('branch', '--quiet', '-f', 'main', 'topic');
    const id = scene.decide({ suggested: discount, sha });
    assert.deepEqual(await scene.outcomeOf(id), ['over-reliance', 'fixed']);
    assert.equal(shasOf(scene, id).length, 2);
  });

  it('a squash, whose commit holds its text', async () => {
    const scene = started();
    scene.repository.git('checkout', '--quiet', '-b', 'topic');
    const sha = add(scene);
    scene.repository.write('src/other.ts', helper);
    scene.repository.commit('More', soon);
    scene.repository.git('checkout', '--quiet', 'main');
    scene.repository.git('merge', '--quiet', '--squash', 'topic');
    const squashed = scene.repository.commit('Discounts (#12)', soon);
    scene.repository.git('branch', '--quiet', '-D', 'topic');
    scene.repository.git('reflog', 'expire', '--expire=now', '--all');
    scene.repository.git('gc', '--quiet', '--prune=now');
    fix(scene);
    const id = scene.decide({ suggested: discount, sha });
    assert.deepEqual(await scene.outcomeOf(id), ['over-reliance', 'fixed']);
    assert.ok(shasOf(scene, id).includes(squashed));
  });

  it('no commit that any window saw: it is found by its text', async () => {
    const scene = started();
    const sha = add(scene);
    const id = scene.decide({ suggested: discount });
    assert.deepEqual(await scene.outcomeOf(id), [null, 'stands']);
    assert.deepEqual(scene.decision(id).commits, [{ sha, distance: 0 }]);
  });

  it('a commit that is nowhere any more: said so, nothing claimed, and found when it is back', async () => {
    const scene = started();
    const sha = add(scene);
    scene.repository.git('branch', 'hidden');
    scene.repository.git('reset', '--quiet', '--hard', 'HEAD~1');
    scene.repository.git('update-ref', 'refs/hidden/one', sha);
    scene.repository.git('branch', '--quiet', '-D', 'hidden');
    const id = scene.decide({ suggested: discount, sha });
    assert.deepEqual(await scene.outcomeOf(id), [null, 'not-in-history']);
    assert.deepEqual(scene.decision(id).followUp, { days: 14, distance: null, outcome: null });
    const again = await scene.run();
    assert.deepEqual([again.due, again.followed], [1, 0]);
    scene.repository.git('branch', 'back', 'refs/hidden/one');
    assert.deepEqual(await scene.outcomeOf(id), [null, 'stands']);
  });

  it('a pull request merged in time, and a fix on the branch before the merge', async () => {
    const scene = started();
    scene.repository.git('checkout', '--quiet', '-b', 'topic');
    const sha = add(scene);
    fix(scene, soon);
    scene.repository.git('checkout', '--quiet', 'main');
    scene.repository.write('README.md', '# Shop');
    scene.repository.commit('Say what it is', soon);
    merge(scene, 'topic', inTime);
    const id = scene.decide({ suggested: discount, sha });
    assert.deepEqual(await scene.outcomeOf(id), ['over-reliance', 'fixed']);
  });

  it('a fix that came with the merge of another branch', async () => {
    const scene = started();
    const sha = add(scene);
    scene.repository.git('checkout', '--quiet', '-b', 'repair');
    const repair = fix(scene, soon);
    scene.repository.git('checkout', '--quiet', 'main');
    scene.repository.write('README.md', '# Shop');
    scene.repository.commit('Say what it is', soon);
    merge(scene, 'repair', inTime);
    const id = scene.decide({ suggested: discount, sha });
    assert.deepEqual(await scene.outcomeOf(id), ['over-reliance', 'fixed']);
    const texts = scene.ledger.read().suggestions.get(id)?.followUp?.texts ?? {};
    assert.equal(scene.ledger.texts.lookUp(texts)['sha'], repair);
  });

  it('a fix on another branch that never came in: it stands', async () => {
    const scene = started();
    const sha = add(scene);
    scene.repository.git('checkout', '--quiet', '-b', 'elsewhere');
    fix(scene, soon);
    scene.repository.git('checkout', '--quiet', 'main');
    const id = scene.decide({ suggested: discount, sha });
    assert.deepEqual(await scene.outcomeOf(id), [null, 'stands']);
  });

  it('a branch that was merged only later: its own state counts', async () => {
    const scene = started();
    scene.repository.git('checkout', '--quiet', '-b', 'topic');
    const sha = add(scene);
    scene.repository.write('src/cart.ts', `${cart}\n${ownDiscount}\n`);
    scene.repository.commit('Work with fractions', inTime);
    scene.repository.git('checkout', '--quiet', 'main');
    scene.repository.write('README.md', '# Shop');
    scene.repository.commit('Say what it is', soon);
    merge(scene, 'topic', '2026-10-30T10:00:00Z');
    const id = scene.decide({ suggested: discount, sha });
    assert.deepEqual(await scene.outcomeOf(id), ['over-reliance', 'rewritten']);
  });

  it('a branch that was never merged, renamed file and all', async () => {
    const scene = started();
    scene.repository.git('checkout', '--quiet', '-b', 'topic');
    const sha = add(scene);
    scene.repository.git('mv', 'src/cart.ts', 'src/basket.ts');
    scene.repository.commit('Rename', soon);
    scene.repository.change('src/basket.ts', (text) => text.replace('percent > 100', 'percent >= 100'));
    scene.repository.commit('fix: 100 percent', inTime);
    scene.repository.git('checkout', '--quiet', 'main');
    const id = scene.decide({ suggested: discount, sha });
    assert.deepEqual(await scene.outcomeOf(id), ['over-reliance', 'fixed']);
  });

  it('a detached head', async () => {
    const scene = started();
    const sha = add(scene);
    fix(scene);
    scene.repository.git('checkout', '--quiet', '--detach');
    scene.repository.git('branch', '--quiet', '-D', 'main');
    const id = scene.decide({ suggested: discount, sha });
    assert.deepEqual(await scene.outcomeOf(id), ['over-reliance', 'fixed']);
  });

  it('a linked worktree', async () => {
    const scene = started();
    const sha = add(scene);
    fix(scene);
    const linked = path.join(temporaryFolder(), 'linked');
    scene.repository.git('worktree', 'add', '--quiet', linked);
    const id = scene.decide({ suggested: discount, sha, repository: linked });
    assert.deepEqual(await scene.outcomeOf(id), ['over-reliance', 'fixed']);
  });

  it('a submodule', async () => {
    const scene = started();
    const sha = add(scene);
    fix(scene);
    const outer = new GitRepository('outer');
    outer.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', scene.repository.root, 'lib/shop');
    const id = scene.decide({ suggested: discount, sha, repository: path.join(outer.root, 'lib/shop') });
    assert.deepEqual(await scene.outcomeOf(id), ['over-reliance', 'fixed']);
  });

  it('a shallow clone: what is not there is not claimed', async () => {
    const scene = started();
    const sha = add(scene);
    fix(scene);
    const shallow = path.join(temporaryFolder(), 'shop');
    execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${scene.repository.root}`, shallow]);
    const id = scene.decide({ suggested: discount, sha, repository: shallow });
    const [outcome, because] = await scene.outcomeOf(id);
    assert.equal(outcome, null);
    assert.equal(because, 'not-in-history');
  });

  it('a file whose path and text are not ASCII, with Windows line breaks, written NFD by git', async () => {
    const file = 'größe/日本 “x”.ts'.normalize('NFD');
    const scene = started(file, cart.replaceAll('\n', '\r\n'));
    const own = discount.replace('percent', 'größe');
    scene.repository.write(file, `${cart}\n${own}\n`.replaceAll('\n', '\r\n'));
    const sha = scene.repository.commit('Größe', landedAt);
    scene.repository.change(file, (text) => text.replace('total * factor', 'factor * total'));
    scene.repository.commit('Korrektur', inTime);
    const id = scene.decide({ file: file.normalize('NFC'), suggested: own, sha });
    assert.deepEqual(await scene.outcomeOf(id), [null, 'stands']);
    assert.ok((scene.decision(id).followUp?.distance ?? 0) > 0);
  });

  it('a notebook', async () => {
    const notebook = (code: string): string =>
      JSON.stringify({
        cells: [{ cell_type: 'code', source: code.split(/(?<=\n)/) }],
        metadata: {},
        nbformat: 4,
        nbformat_minor: 5,
      });
    const scene = started('a.ipynb', notebook('import pandas\n'));
    const loop = 'for row in rows:\n    print(row.name)\n    log(row.value)';
    scene.repository.write('a.ipynb', notebook(`import pandas\n${loop}\n`));
    const sha = scene.repository.commit('Print', landedAt);
    scene.repository.write('a.ipynb', notebook(`import pandas\n${loop.replace('row.value', 'row.total + 1')}\n`));
    scene.repository.commit('fix: total', inTime);
    const id = scene.decide({ file: 'a.ipynb', suggested: loop, language: 'python', sha });
    assert.deepEqual(await scene.outcomeOf(id), ['over-reliance', 'fixed']);
  });
});

function merge({ repository }: FollowUpScene, branch: string, at: string): void {
  repository.git('merge', '--quiet', '--no-ff', '--no-commit', branch);
  repository.commit(`Merge branch '${branch}'`, at);
}

describe('a run of follow-ups', () => {
  it('does nothing twice', async () => {
    const scene = started();
    const sha = add(scene);
    scene.decide({ suggested: discount, sha });
    assert.equal((await scene.run()).followed, 1);
    const { due, followed } = await scene.run();
    assert.deepEqual([due, followed], [0, 0]);
    assert.equal(recordsOf(scene, 'followUp'), 1);
    assert.equal(recordsOf(scene, 'survival'), 1);
  });

  it('leaves alone what is not settled or not yet fourteen days old', async () => {
    const scene = started();
    const sha = add(scene);
    scene.decide({ suggested: discount, sha, settled: false });
    scene.decide({ suggested: discount, sha, verdict: 'undecided' });
    const id = scene.decide({ suggested: discount, sha });
    scene.clock.set('2026-09-15T09:59:59.000Z');
    assert.equal((await scene.run()).due, 0);
    scene.clock.set('2026-09-15T10:00:00.000Z');
    assert.equal((await scene.run()).due, 1);
    assert.equal(scene.because(id), 'stands');
  });

  it('keeps what it has when it is stopped, and goes on later', async () => {
    const scene = started();
    const sha = add(scene);
    for (let n = 0; n < 30; n++) scene.decide({ suggested: discount, sha });
    const controller = new AbortController();
    scene.ledger.onDidAppend(() => {
      if (recordsOf(scene, 'followUp') === 7) controller.abort();
    });
    const stopped = await scene.run({ signal: controller.signal });
    assert.deepEqual([stopped.stopped, stopped.followed], [true, 7]);
    const rest = await scene.run();
    assert.deepEqual([rest.stopped, rest.due, rest.followed], [false, 23, 23]);
    assert.equal(recordsOf(scene, 'followUp'), 30);
  });

  it('ends when its time is used up, and goes on at the next run', async () => {
    const scene = started();
    const sha = add(scene);
    for (let n = 0; n < 5; n++) scene.decide({ suggested: discount, sha });
    scene.ledger.onDidAppend(() => scene.clock.advance(100));
    const first = await scene.run({ budgetMs: 150 });
    assert.equal(first.stopped, true);
    assert.ok(first.followed >= 1 && first.followed < 5);
    let left = 5 - first.followed;
    while (left > 0) left -= (await scene.run({ budgetMs: 150 })).followed;
    assert.equal((await scene.run()).due, 0);
  });

  it('says so where there is no repository any more, and looks again once it is back', async () => {
    const scene = started();
    const sha = add(scene);
    const id = scene.decide({ suggested: discount, sha });
    const aside = `${scene.repository.root}-aside`;
    fs.renameSync(scene.repository.root, aside);
    assert.deepEqual(await scene.outcomeOf(id), [null, 'no-repository']);
    fs.renameSync(aside, scene.repository.root);
    assert.deepEqual(await scene.outcomeOf(id), [null, 'stands']);
  });

  it('waits for a repository that is not at hand, without a record', async () => {
    const scene = started();
    const sha = add(scene);
    const id = scene.decide({ suggested: discount, sha, repository: null, surface: 'inline' });
    const { elsewhere, followed } = await scene.run();
    assert.deepEqual([elsewhere, followed, scene.because(id)], [1, 0, undefined]);
  });

  it('knows no more than a figure where code may not be kept', async () => {
    const scene = started();
    const sha = add(scene);
    const plain = scene.decide({ sha, metricsOnly: true });
    const measured = scene.decide({ sha, metricsOnly: true });
    scene.ledger.append({
      type: 'survival',
      at: '2026-09-14T10:00:00.000Z',
      body: { suggestion: measured, checkpoint: '14d', distance: 0.6, retained: null, fourGram: null, noRevert: null },
    });
    await scene.run();
    assert.deepEqual(scene.decision(plain).followUp, { days: 14, distance: null, outcome: null });
    assert.equal(scene.because(plain), 'no-text');
    assert.deepEqual(scene.decision(measured).followUp, { days: 14, distance: 0.6, outcome: 'over-reliance' });
  });

  it('does not measure again what the import measured', async () => {
    const scene = started();
    const sha = add(scene);
    const id = scene.decide({ suggested: discount, sha });
    scene.ledger.append({
      type: 'survival',
      at: '2026-09-14T10:00:00.000Z',
      body: { suggestion: id, checkpoint: '14d', distance: 0.01, retained: 0.9, fourGram: 0.9, noRevert: 1 },
    });
    await scene.run();
    assert.equal(recordsOf(scene, 'survival'), 1);
    assert.equal(scene.decision(id).followUp?.distance, 0.01);
  });

  it('writes nothing about what was forgotten', async () => {
    const scene = started();
    const sha = add(scene);
    const id = scene.decide({ suggested: discount, sha });
    scene.ledger.forget([id]);
    assert.equal((await scene.run()).due, 0);
    assert.equal(recordsOf(scene, 'followUp'), 0);
  });

  it('leaves the repository as it was', async () => {
    const scene = started();
    const sha = add(scene);
    scene.repository.write('src/cart.ts', 'unsaved work');
    const before = scene.repository.git('status', '--porcelain', '--branch');
    scene.decide({ suggested: discount, sha });
    await scene.run();
    assert.equal(scene.repository.git('status', '--porcelain', '--branch'), before);
  });
});

function recordsOf(scene: FollowUpScene, type: string): number {
  return scene.ledger
    .segments()
    .flatMap(({ lines }) => lines)
    .filter((line) => (JSON.parse(line) as { type: string }).type === type).length;
}
