import assert from 'node:assert/strict';
import type { Domain, TaskKind } from '../../../src/core/shared/words.ts';
import { Classification } from '../../../src/node/follow-up/classification.ts';
import { cart, discount, FollowUpScene } from '../../support/followUpScene.ts';

const run = (scene: FollowUpScene): Promise<{ classified: number; stopped: boolean }> =>
  new Classification(scene.ledger, scene.clock, () => [scene.repository.root]).run({
    signal: new AbortController().signal,
  });

function classOf(scene: FollowUpScene, id: string): readonly [TaskKind | null, Domain | null] {
  const { kind, domain } = scene.decision(id);
  return [kind, domain];
}

function scene(): { scene: FollowUpScene; sha: string } {
  const made = new FollowUpScene();
  made.repository.write('src/server/cart.ts', `${cart}\n${discount}\n`);
  return { scene: made, sha: made.repository.commit('refactor: one place for discounts', '2026-09-01T11:00:00Z') };
}

const recordsOf = (made: FollowUpScene): number =>
  made.ledger
    .segments()
    .flatMap(({ lines }) => lines)
    .filter((line) => line.includes('"type":"classified"')).length;

describe('kind and domain of a decision', () => {
  it('come from the path at first, from the commit once there is one, and are not written again', async () => {
    const { scene: made, sha } = scene();
    const id = made.decide({ file: 'src/server/cart.test.ts', suggested: discount });
    await run(made);
    assert.deepEqual(classOf(made, id), ['test', 'back-end']);
    await run(made);
    assert.equal(recordsOf(made), 1);
    made.clock.advance(1000);
    made.ledger.append(
      { type: 'commit', at: '2026-09-01T11:00:00.000Z', body: { suggestion: id, distance: 0 } },
      { sha },
    );
    assert.equal((await run(made)).classified, 1);
    assert.deepEqual(classOf(made, id), ['refactor', 'back-end']);
    await run(made);
    assert.equal(recordsOf(made), 2);
  });

  it('are what the developer says, before and after anything is inferred', async () => {
    const { scene: made, sha } = scene();
    const id = made.decide({ file: 'src/server/cart.ts', suggested: discount, sha });
    made.ledger.append({
      type: 'classified',
      at: '2026-09-01T12:00:00.000Z',
      body: { suggestions: [id], domain: 'data', by: 'author' },
    });
    await run(made);
    assert.deepEqual(classOf(made, id), ['refactor', 'data']);
    made.ledger.append({
      type: 'classified',
      at: '2026-12-02T12:00:00.000Z',
      body: { suggestions: [id], kind: null, domain: 'infra', by: 'author' },
    });
    assert.deepEqual(classOf(made, id), [null, 'infra']);
  });

  it('are those of the path where the commit is not to be found', async () => {
    const { scene: made } = scene();
    const id = made.decide({ file: 'db/migrations/001.sql', suggested: 'x', sha: 'f'.repeat(40) });
    await run(made);
    assert.deepEqual(classOf(made, id), ['migration', 'data']);
  });

  it('stay unknown where nothing says them', async () => {
    const { scene: made } = scene();
    const id = made.decide({ file: 'src/cart.ts', suggested: 'x' });
    await run(made);
    assert.deepEqual(classOf(made, id), [null, null]);
    await run(made);
    assert.equal(recordsOf(made), 1);
  });
});
