import assert from 'node:assert/strict';
import { WaitingWork } from '../../../src/editor/capture/waitingWork.ts';
import { ManualClock } from '../../support/manualClock.ts';

describe('work that waits', () => {
  const clock = new ManualClock('2026-11-22T10:00:00.000Z');
  let failed: unknown[];
  let done: number[];
  let work: WaitingWork;

  beforeEach(() => {
    [failed, done] = [[], []];
    work = new WaitingWork(clock, (_what, run) => {
      try {
        run();
      } catch (error) {
        failed.push(error);
      }
    });
  });
  afterEach(() => work.dispose());

  it('is done in its order when somebody asks, once', () => {
    for (const one of [1, 2, 3]) work.add(() => done.push(one));
    assert.deepEqual(done, []);
    work.catchUp();
    work.catchUp();
    assert.deepEqual(done, [1, 2, 3]);
    assert.equal(work.isEmpty, true);
  });

  it('may ask for what it changes itself', () => {
    for (const one of [1, 2])
      work.add(() => {
        work.catchUp();
        done.push(one);
      });
    work.catchUp();
    assert.deepEqual(done, [1, 2]);
  });

  it('goes on after a piece that fails', () => {
    work.add(() => assert.fail());
    work.add(() => done.push(2));
    work.catchUp();
    assert.deepEqual([failed.length, done], [1, [2]]);
  });

  it('does not become more and more while nobody asks', () => {
    for (let one = 0; one < 255; one++) work.add(() => done.push(one));
    clock.advance(60_000);
    assert.equal(done.length, 0);
    work.add(() => done.push(255));
    assert.equal(done.length, 0, 'not while the key is answered');
    clock.advance(0);
    assert.equal(done.length, 256);
  });
});
