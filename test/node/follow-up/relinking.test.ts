import assert from 'node:assert/strict';
import { Relinking } from '../../../src/node/follow-up/relinking.ts';
import { cart, discount, FollowUpScene, helper } from '../../support/followUpScene.ts';

const start = '2026-11-20T09:00:00Z';
const at = '2026-11-20T10:00:00.000Z';
const landedAt = '2026-11-20T11:00:00Z';
const soon = '2026-11-21T10:00:00Z';

function started(): FollowUpScene {
  const scene = new FollowUpScene();
  scene.repository.write('src/cart.ts', cart);
  scene.repository.commit('Start', start);
  return scene;
}

function add(scene: FollowUpScene): string {
  scene.repository.write('src/cart.ts', `${cart}\n${discount}\n`);
  return scene.repository.commit('Add a discount', landedAt);
}

const head = (scene: FollowUpScene): string => scene.repository.git('rev-parse', 'HEAD').trim();
const relink = (scene: FollowUpScene): Promise<number> =>
  new Relinking(scene.ledger, scene.clock).run(scene.repository.root, { signal: new AbortController().signal });
const shasOf = (scene: FollowUpScene, id: string): string[] => scene.decision(id).commits.map(({ sha }) => sha);

describe('after the history was rewritten, a decision is linked to the commit that holds it now', () => {
  it('an amend', async () => {
    const scene = started();
    const id = scene.decide({ at, suggested: discount, sha: add(scene) });
    scene.repository.write('src/other.ts', helper);
    scene.repository.git('add', '--all');
    scene.repository.git('commit', '--quiet', '--amend', '-m', 'Add a discount and a helper');
    assert.equal(await relink(scene), 1);
    assert.deepEqual(scene.decision(id).commits, [{ sha: head(scene), distance: 0 }]);
    assert.equal(await relink(scene), 0, 'once is enough');
  });

  it('an amend that changes it: with its distance there', async () => {
    const scene = started();
    const id = scene.decide({ at, suggested: discount, sha: add(scene) });
    scene.repository.change('src/cart.ts', (text) => text.replace('percent > 100', 'percent >= 100'));
    scene.repository.git('commit', '--quiet', '--all', '--amend', '--no-edit');
    await relink(scene);
    const [commit, ...more] = scene.decision(id).commits;
    assert.deepEqual([commit?.sha, more], [head(scene), []]);
    assert.ok((commit?.distance ?? 0) > 0 && (commit?.distance ?? 1) < 0.05);
  });

  it('a rebase', async () => {
    const scene = started();
    scene.repository.git('checkout', '--quiet', '-b', 'topic');
    const id = scene.decide({ at, suggested: discount, sha: add(scene) });
    scene.repository.git('checkout', '--quiet', 'main');
    scene.repository.write('README.md', '# Shop');
    scene.repository.commit('Say what it is', soon);
    scene.repository.git('rebase', '--quiet', 'main', 'topic');
    assert.equal(await relink(scene), 1);
    assert.deepEqual(shasOf(scene, id), [head(scene)]);
  });

  it('a squash', async () => {
    const scene = started();
    const id = scene.decide({ at, suggested: discount, sha: add(scene) });
    scene.repository.write('src/other.ts', helper);
    scene.repository.commit('More', soon);
    scene.repository.git('reset', '--quiet', '--soft', 'HEAD~2');
    const squashed = scene.repository.commit('Discounts', soon);
    assert.equal(await relink(scene), 1);
    assert.deepEqual(shasOf(scene, id), [squashed]);
  });

  it('a commit recorded twice, by two windows', async () => {
    const scene = started();
    const sha = add(scene);
    const id = scene.decide({ at, suggested: discount, sha });
    scene.ledger.append({ type: 'commit', at, body: { suggestion: id, distance: 0 } }, { sha });
    scene.repository.git('commit', '--quiet', '--amend', '-m', 'Say it better');
    await relink(scene);
    assert.deepEqual(shasOf(scene, id), [head(scene)]);
  });
});

describe('after the history was rewritten, a decision stays where it was', () => {
  it('while its commit is on another branch', async () => {
    const scene = started();
    scene.repository.git('checkout', '--quiet', '-b', 'topic');
    const sha = add(scene);
    const id = scene.decide({ at, suggested: discount, sha });
    scene.repository.git('checkout', '--quiet', 'main');
    assert.equal(await relink(scene), 0);
    assert.deepEqual(shasOf(scene, id), [sha]);
  });

  it('where it cannot be found again, and where it is another repository’s', async () => {
    const scene = started();
    const sha = add(scene);
    const id = scene.decide({ at, suggested: discount, sha });
    const other = scene.decide({ at, suggested: discount, sha, repository: '/elsewhere/shop' });
    scene.repository.git('reset', '--quiet', '--hard', 'HEAD~1');
    assert.equal(await relink(scene), 0);
    assert.deepEqual([shasOf(scene, id), shasOf(scene, other)], [[sha], [sha]]);
  });
});
