import assert from 'node:assert/strict';
import { cart, discount, FollowUpScene, helper, ownDiscount } from '../../support/followUpScene.ts';

const start = '2026-08-31T10:00:00Z';
const landedAt = '2026-09-01T11:00:00Z';
const soon = '2026-09-05T10:00:00Z';
const inTime = '2026-09-10T10:00:00Z';
const tooLate = '2026-09-20T10:00:00Z';

/** A repository in which the suggestion was committed as `text`. */
function landed(text: string): { scene: FollowUpScene; sha: string } {
  const scene = new FollowUpScene();
  scene.repository.write('src/cart.ts', cart);
  scene.repository.commit('Start', start);
  scene.repository.write('src/cart.ts', text);
  return { scene, sha: scene.repository.commit('Add a discount', landedAt) };
}

const withDiscount = `${cart}\n${discount}\n`;
const rewrittenDiscount = `${cart}\n${ownDiscount}\n`;

describe('fourteen days later, a trusted suggestion', () => {
  it('stands: no outcome, distance 0, and survival at 14d', async () => {
    const { scene, sha } = landed(withDiscount);
    scene.repository.change('src/cart.ts', (text) => `${helper}\n${text}`);
    scene.repository.commit('Fix: carts may be empty', soon);
    const id = scene.decide({ suggested: discount, sha });
    const summary = await scene.run();
    const { followUp, survival } = scene.decision(id);
    assert.deepEqual(followUp, { days: 14, distance: 0, outcome: null });
    assert.deepEqual(survival, [{ at: '14d', distance: 0, retained: 1, fourGram: 1, noRevert: 1 }]);
    assert.equal(scene.because(id), 'stands');
    assert.deepEqual([summary.due, summary.followed, summary.none, summary.stopped], [1, 1, 1, false]);
  });

  it('was rewritten by a third or more: over-reliance', async () => {
    const { scene, sha } = landed(withDiscount);
    scene.repository.write('src/cart.ts', rewrittenDiscount);
    scene.repository.commit('Work with fractions', inTime);
    const id = scene.decide({ suggested: discount, sha });
    assert.deepEqual(await scene.outcomeOf(id), ['over-reliance', 'rewritten']);
    assert.ok((scene.decision(id).followUp?.distance ?? 0) >= 1 / 3);
  });

  it('was changed by less than a third: no outcome', async () => {
    const { scene, sha } = landed(withDiscount);
    scene.repository.change('src/cart.ts', (text) => text.replace("'percent'", "'out of range'"));
    scene.repository.commit('Say it better', inTime);
    const id = scene.decide({ suggested: discount, sha });
    assert.deepEqual(await scene.outcomeOf(id), [null, 'stands']);
    assert.ok((scene.decision(id).followUp?.distance ?? 0) > 0);
  });

  it('was rewritten only after the fourteen days: no outcome', async () => {
    const { scene, sha } = landed(withDiscount);
    scene.repository.write('src/cart.ts', rewrittenDiscount);
    scene.repository.commit('Fix discounts', tooLate);
    const id = scene.decide({ suggested: discount, sha });
    assert.deepEqual(await scene.outcomeOf(id), [null, 'stands']);
  });

  it('was touched by a commit that looks like a fix: over-reliance, with the commit', async () => {
    const { scene, sha } = landed(withDiscount);
    scene.repository.change('src/cart.ts', (text) => text.replace('percent > 100', 'percent >= 100'));
    const fix = scene.repository.commit('Fix #12', inTime);
    const id = scene.decide({ suggested: discount, sha });
    assert.deepEqual(await scene.outcomeOf(id), ['over-reliance', 'fixed']);
    const texts = scene.ledger.read().suggestions.get(id)?.followUp?.texts ?? {};
    assert.equal(scene.ledger.texts.lookUp(texts)['sha'], fix);
  });

  it('was reverted by a revert commit: over-reliance', async () => {
    const { scene, sha } = landed(withDiscount);
    scene.repository.write('src/cart.ts', cart);
    scene.repository.commit('Revert "Add a discount"', inTime);
    const id = scene.decide({ suggested: discount, sha });
    assert.deepEqual(await scene.outcomeOf(id), ['over-reliance', 'reverted']);
  });

  it('was a file of its own, and a revert took the file away: over-reliance', async () => {
    const scene = new FollowUpScene();
    scene.repository.write('src/cart.ts', cart);
    scene.repository.commit('Start', start);
    scene.repository.write('src/discount.ts', `${discount}\n`);
    const sha = scene.repository.commit('Add a discount', landedAt);
    scene.repository.remove('src/discount.ts');
    scene.repository.commit('Revert "Add a discount"', inTime);
    const id = scene.decide({ file: 'src/discount.ts', suggested: discount, sha });
    assert.deepEqual(await scene.outcomeOf(id), ['over-reliance', 'reverted']);
  });

  it('is in a file that was deleted: that says nothing about it', async () => {
    const { scene, sha } = landed(withDiscount);
    scene.repository.remove('src/cart.ts');
    scene.repository.commit('The shop closes', inTime);
    const id = scene.decide({ suggested: discount, sha });
    assert.deepEqual(await scene.outcomeOf(id), [null, 'file-gone']);
  });

  it('was put back to what stood before, in a commit that does not say so: over-reliance', async () => {
    const { scene, sha } = landed(cart.replace('item.price;', 'Math.max(0, item.price);'));
    scene.repository.write('src/cart.ts', cart);
    scene.repository.commit('Prices are never negative', inTime);
    const id = scene.decide({
      before: '    sum += item.price;',
      suggested: '    sum += Math.max(0, item.price);',
      sha,
    });
    assert.deepEqual(await scene.outcomeOf(id), ['over-reliance', 'reverted']);
  });

  it('moved to another file, untouched: it stands', async () => {
    const { scene, sha } = landed(withDiscount);
    scene.repository.write('src/cart.ts', cart);
    scene.repository.write('src/discount.ts', `import { Item } from './cart.ts';\n\n${discount}\n\n${helper}`);
    scene.repository.commit('Fix imports: discounts in a file of their own', inTime);
    const id = scene.decide({ suggested: discount, sha });
    assert.deepEqual(await scene.outcomeOf(id), [null, 'stands']);
    assert.equal(scene.decision(id).followUp?.distance, 0);
  });

  it('stands in a file that was renamed and changed elsewhere since', async () => {
    const { scene, sha } = landed(withDiscount);
    scene.repository.git('mv', 'src/cart.ts', 'src/basket.ts');
    scene.repository.commit('Rename', soon);
    scene.repository.change('src/basket.ts', (text) => `${helper}\n${text}`);
    scene.repository.commit('More', inTime);
    const id = scene.decide({ suggested: discount, sha });
    assert.deepEqual(await scene.outcomeOf(id), [null, 'stands']);
    assert.equal(scene.decision(id).followUp?.distance, 0);
  });

  it('was fixed under its new name: over-reliance', async () => {
    const { scene, sha } = landed(withDiscount);
    scene.repository.git('mv', 'src/cart.ts', 'src/basket.ts');
    scene.repository.commit('Rename', soon);
    scene.repository.change('src/basket.ts', (text) => text.replace('percent > 100', 'percent >= 100'));
    scene.repository.commit('fix: 100 percent', inTime);
    const id = scene.decide({ suggested: discount, sha });
    assert.deepEqual(await scene.outcomeOf(id), ['over-reliance', 'fixed']);
  });

  it('was formatted anew by a commit that looks like a fix: it stands', async () => {
    const { scene, sha } = landed(withDiscount);
    scene.repository.change('src/cart.ts', (text) => text.replace(/^ {2}/gm, '\t').replaceAll('\n', '\r\n'));
    scene.repository.commit('Fix line ends', inTime);
    const id = scene.decide({ suggested: discount, sha });
    assert.deepEqual(await scene.outcomeOf(id), [null, 'stands']);
  });

  it('had two parts, and one of them was fixed: over-reliance', async () => {
    const first = '  readonly price: number;';
    const { scene, sha } = landed(withDiscount.replace('  price: number;', first));
    scene.repository.change('src/cart.ts', (text) => text.replace('* 100) / 100', '* 1000) / 1000'));
    scene.repository.commit('fix(cart): rounding', inTime);
    const hunks = [
      { before: '  price: number;', suggested: first },
      { before: '', suggested: discount },
    ];
    const id = scene.decide({ before: '  price: number;', suggested: `${first}\n\n${discount}`, hunks, sha });
    assert.deepEqual(await scene.outcomeOf(id), ['over-reliance', 'fixed']);
    assert.ok((scene.decision(id).followUp?.distance ?? 1) < 0.1);
  });

  it('took something away, and that is back: over-reliance', async () => {
    const { scene, sha } = landed(cart.replace('  price: number;\n', ''));
    scene.repository.write('src/cart.ts', cart);
    scene.repository.commit('The price is needed', inTime);
    const id = scene.decide({ before: '  price: number;', suggested: '', sha });
    assert.deepEqual(await scene.outcomeOf(id), ['over-reliance', 'reverted']);
  });

  it('took something away that stayed away: it stands', async () => {
    const { scene, sha } = landed(cart.replace('  price: number;\n', ''));
    const id = scene.decide({ before: '  price: number;', suggested: '', sha });
    assert.deepEqual(await scene.outcomeOf(id), [null, 'stands']);
  });

  it('is not where its commit says: nothing is known, and nothing is claimed', async () => {
    const { scene, sha } = landed(rewrittenDiscount);
    const id = scene.decide({ suggested: discount, sha });
    assert.deepEqual(await scene.outcomeOf(id), [null, 'place-unknown']);
    assert.equal(scene.decision(id).followUp?.distance, null);
  });

  it('was adapted: no outcome, whatever happened', async () => {
    const { scene, sha } = landed(withDiscount.replace('percent > 100', 'percent > 90'));
    scene.repository.change('src/cart.ts', (text) => text.replace('percent > 90', 'percent > 80'));
    scene.repository.commit('fix: 80 percent', inTime);
    const id = scene.decide({ suggested: discount, kept: discount.replace('100)', '90)'), verdict: 'adapted', sha });
    assert.deepEqual(await scene.outcomeOf(id), [null, 'fixed']);
  });
});

/** Declined when it was offered. */
const rejected = {
  suggested: discount,
  kept: '',
  verdict: 'overrode',
  because: 'rejected',
  answer: 'rejected',
} as const;

describe('fourteen days later, an overridden suggestion', () => {
  it('whose user wrote something else that stood: good override', async () => {
    const { scene, sha } = landed(rewrittenDiscount);
    scene.repository.change('src/cart.ts', (text) => `${helper}\n${text}`);
    scene.repository.commit('fix: more', inTime);
    const id = scene.decide({ suggested: discount, kept: ownDiscount, verdict: 'overrode', sha });
    assert.deepEqual(await scene.outcomeOf(id), ['good-override', 'stands']);
  });

  it('whose user wrote something else that had to be fixed: no outcome', async () => {
    const { scene, sha } = landed(rewrittenDiscount);
    scene.repository.change('src/cart.ts', (text) => text.replace('floor', 'round'));
    scene.repository.commit('fix: round', inTime);
    const id = scene.decide({ suggested: discount, kept: ownDiscount, verdict: 'overrode', sha });
    assert.deepEqual(await scene.outcomeOf(id), [null, 'fixed']);
  });

  it('whose user wrote something else and then rewrote that: no outcome', async () => {
    const { scene, sha } = landed(rewrittenDiscount);
    scene.repository.write(
      'src/cart.ts',
      `${cart}\nexport class Voucher extends Rule<Money> {\n  apply = super.lowest;\n}\n`,
    );
    scene.repository.commit('Vouchers', inTime);
    const id = scene.decide({ suggested: discount, kept: ownDiscount, verdict: 'overrode', sha });
    assert.deepEqual(await scene.outcomeOf(id), [null, 'rewritten']);
  });

  it('which came back to within a third of the suggestion: under-reliance', async () => {
    const { scene, sha } = landed(rewrittenDiscount);
    scene.repository.write('src/cart.ts', `${cart}\n${discount.replace('percent', 'share')}\n`);
    scene.repository.commit('Plain numbers after all', inTime);
    const id = scene.decide({ suggested: discount, kept: ownDiscount, verdict: 'overrode', sha });
    assert.deepEqual(await scene.outcomeOf(id), ['under-reliance', 'came-back']);
  });

  it('which was rejected, yet is in the commit: under-reliance', async () => {
    const { scene } = landed(withDiscount);
    const id = scene.decide(rejected);
    assert.deepEqual(await scene.outcomeOf(id), ['under-reliance', 'came-back']);
  });

  it('which was rejected and never came back: no outcome, there is no own version', async () => {
    const { scene } = landed(rewrittenDiscount);
    const id = scene.decide(rejected);
    assert.deepEqual(await scene.outcomeOf(id), [null, 'nothing-kept']);
  });

  it('which was rejected in a file nobody touched since: no outcome', async () => {
    const scene = new FollowUpScene();
    scene.repository.write('src/cart.ts', cart);
    scene.repository.commit('Start', start);
    const id = scene.decide(rejected);
    assert.deepEqual(await scene.outcomeOf(id), [null, 'nothing-kept']);
  });

  it('which stood in the file before already, and was rejected: no outcome', async () => {
    const scene = new FollowUpScene();
    scene.repository.write('src/cart.ts', withDiscount);
    scene.repository.commit('Start', start);
    scene.repository.change('src/cart.ts', (text) => `${helper}\n${text}`);
    scene.repository.commit('More', landedAt);
    const id = scene.decide(rejected);
    assert.deepEqual(await scene.outcomeOf(id), [null, 'nothing-kept']);
  });

  it('which was removed from the file and stayed away: good override', async () => {
    const { scene, sha } = landed(`// no discounts\n${cart}`);
    const id = scene.decide({ suggested: discount, kept: '', verdict: 'overrode', because: 'removed', sha });
    assert.deepEqual(await scene.outcomeOf(id), ['good-override', 'stands']);
  });

  it('which was put back and stayed as it was: good override, though the two are alike', async () => {
    const scene = new FollowUpScene();
    scene.repository.write('src/cart.ts', cart);
    scene.repository.commit('Start', start);
    scene.repository.change('src/cart.ts', (text) => `// prices in cents\n${text}`);
    const sha = scene.repository.commit('Say the unit', landedAt);
    const id = scene.decide({
      before: '    sum += item.price;',
      suggested: '    sum += item.prices;',
      kept: '    sum += item.price;',
      verdict: 'overrode',
      because: 'reverted',
      sha,
    });
    assert.deepEqual(await scene.outcomeOf(id), ['good-override', 'stands']);
  });
});
