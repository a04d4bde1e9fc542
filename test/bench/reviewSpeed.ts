import { ReviewSession } from '../../src/editor/review/reviewSession.ts';
import { systemClock } from '../../src/node/clock.ts';
import { nodeDigest } from '../../src/node/digest.ts';
import { Ledger } from '../../src/node/ledger/ledger.ts';
import type { Figure } from './run.ts';
import { median } from './statistics.ts';

const rounds = 7;

/**
 * How long the review holds its window up with a long record: when it looks again at what waits, which it does after
 * each record, when everything is asked for, and when an answer is given.
 * @param home a ledger of `size` decisions
 */
export async function benchReview(home: string, size: number): Promise<Figure[]> {
  const ledger = new Ledger(home, { app: 'bench', host: 'editor' }, systemClock, nodeDigest);
  await ledger.readSoon();
  const session = new ReviewSession(ledger, systemClock);
  const times = { looked: new Array<number>(), asked: new Array<number>(), answered: new Array<number>() };
  const timed = (of: keyof typeof times, work: () => void): void => {
    const start = performance.now();
    work();
    times[of].push(performance.now() - start);
  };
  for (let round = 0; round < rounds; round++) {
    timed('looked', () => session.refresh());
    timed('asked', () => {
      const window = { lastInputAt: null, occupations: [] };
      const advice = session.advise('request', window, { when: 'boundaries', maxPerDay: 5, snooze: null });
      if (advice.kind === 'ask') session.ask(advice, 'request', null);
    });
    const [item] = session.page().items;
    if (item) timed('answered', () => session.skip(item.id));
  }
  session.dispose();
  ledger.dispose();
  const figure = (name: string, values: readonly number[]): Figure => ({
    name,
    value: median(values),
    unit: 'ms',
    budget: null,
  });
  return [
    figure(`look at what waits of ${String(size)} decisions`, times.looked),
    figure('  ask about all of it', times.asked),
    figure('  answer one', times.answered),
  ];
}
