import assert from 'node:assert/strict';
import { PageRefresh } from '../../../src/editor/pageRefresh.ts';
import { ManualClock } from '../../support/manualClock.ts';

describe('a page that something was recorded for', () => {
  const made = (): { readonly clock: ManualClock; readonly page: PageRefresh; readonly times: () => number } => {
    const clock = new ManualClock();
    let times = 0;
    const page = new PageRefresh(clock, 300, () => (times += 1));
    return { clock, page, times: () => times };
  };

  it('is brought up to date once for all that comes in one go', () => {
    const { clock, page, times } = made();
    page.soon();
    clock.advance(1000);
    assert.equal(times(), 0, 'not before it is there');
    page.open();
    page.soon();
    clock.advance(200);
    page.soon();
    clock.advance(100);
    assert.equal(times(), 1);
    clock.advance(10_000);
    assert.equal(times(), 1);
  });

  it('costs nothing while nobody sees it, and is up to date a moment after it is seen', () => {
    const { clock, page, times } = made();
    page.open();
    page.visible = false;
    for (let i = 0; i < 3; i++) {
      page.soon();
      clock.advance(1000);
    }
    assert.equal(times(), 0);
    page.visible = true;
    clock.advance(300);
    assert.equal(times(), 1);
    page.visible = false;
    page.visible = true;
    clock.advance(1000);
    assert.equal(times(), 1, 'nothing was recorded meanwhile');
  });

  it('is left alone once it is closed', () => {
    const { clock, page, times } = made();
    page.open();
    page.soon();
    page.dispose();
    clock.advance(1000);
    assert.equal(times(), 0);
  });
});
