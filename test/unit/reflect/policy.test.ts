import assert from 'node:assert/strict';
import type { Boundary } from '../../../src/core/reflect/boundaries.ts';
import type { AskSettings } from '../../../src/core/reflect/moment.ts';
import type { Occupation } from '../../../src/core/reflect/moment.ts';
import { advise, obstacles, type Advice } from '../../../src/core/reflect/policy.ts';
import { waiting } from '../../../src/core/reflect/groups.ts';
import { TestHistory } from '../../support/history.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const now = Date.parse('2026-11-22T12:00:00.000Z');
const settings: AskSettings = { when: 'boundaries', maxPerDay: 9 };

function ask(
  history: TestHistory,
  at = now,
  boundary: Boundary = 'after-commit',
  lastInputAt: number | null = null,
  own = settings,
): Advice {
  return advise(history, { now: at, boundary, lastInputAt }, own);
}

function ids(advice: Advice): readonly string[] {
  if (advice.kind === 'wait') assert.fail(`nothing asked: ${advice.because}`);
  return advice.decisions.map(({ id }) => id);
}

function because(advice: Advice): string {
  return advice.kind === 'wait' ? advice.because : 'ask';
}

/** So many decided suggestions some minutes ago. */
function some(count: number, at = now - 10 * minute): TestHistory {
  const history = new TestHistory();
  for (let i = 0; i < count; i++) history.decided(`d${String(i)}`, 'trusted', at);
  return history;
}

/** Digests of one decision each, nine hours apart, the last one nine hours ago; none answered. */
function ignored(count: number): TestHistory {
  const history = some(3);
  for (let i = 0; i < count; i++) {
    const at = now - (count - i) * 9 * hour;
    history.decided(`old${String(i)}`, 'trusted', at - minute).asking(at, [`old${String(i)}`]);
  }
  return history;
}

describe('asking policy', () => {
  it('asks about at most three decisions', () => assert.equal(ids(ask(some(7))).length, 3));

  it('asks only at the boundaries the setting allows', () => {
    const commitOnly: AskSettings = { when: 'after-commit', maxPerDay: 9 };
    assert.equal(because(ask(some(1), now, 'idle', null, commitOnly)), 'setting');
    assert.equal(because(ask(some(1), now, 'after-commit', null, commitOnly)), 'ask');
    assert.equal(because(ask(some(1), now, 'after-commit', null, { when: 'on-request', maxPerDay: 9 })), 'setting');
    assert.equal(because(ask(some(1), now, 'request', null, { when: 'on-request', maxPerDay: 0 })), 'ask');
  });

  it('never asks while the developer types, and says when to try again', () => {
    const advice = ask(some(1), now, 'after-commit', now - 1000);
    assert.deepEqual(advice, { kind: 'wait', because: 'typing', until: now + 3000 });
    assert.equal(because(ask(some(1), now + 3000, 'after-commit', now - 1000)), 'ask');
  });

  it('asks three times in any 24 hours', () => {
    const history = some(3);
    for (let i = 1; i <= 3; i++)
      history
        .decided(`a${String(i)}`, 'trusted', now - 10 * hour)
        .asking(now - i * hour, [`a${String(i)}`])
        .answered(now - i * hour + 1, [`a${String(i)}`]);
    assert.equal(because(ask(history)), 'budget');
    assert.equal(because(ask(history, now + 21 * hour + minute)), 'ask');
  });

  it('keeps to the most decisions a day the developer set', () => {
    const one: AskSettings = { when: 'after-commit', maxPerDay: 1 };
    assert.equal(ids(ask(some(5), now, 'after-commit', null, one)).length, 1);
    const history = some(5)
      .asking(now - hour, ['d0'])
      .answered(now - hour + 1, ['d0']);
    assert.equal(because(ask(history, now, 'after-commit', null, one)), 'budget');
    assert.equal(
      because(ask(some(1), now, 'after-commit', null, { when: 'after-commit', maxPerDay: 0 })),
      'none-allowed',
    );
  });

  it('counts decisions, not suggestions', () => {
    const four: AskSettings = { when: 'after-commit', maxPerDay: 4 };
    const history = some(5);
    for (const part of ['p', 'q', 'r', 's']) history.decided(part, 'trusted', now - 3 * hour, { group: 'turn' });
    history.asking(now - 2 * hour, ['p', 'q', 'r', 's']).answered(now - hour, ['p', 'q', 'r', 's']);
    assert.equal(ids(ask(history, now, 'after-commit', null, four)).length, 3);
  });

  it('halves the rate after two ignored in a row', () => {
    const history = ignored(0);
    for (const at of [now - 30 * hour, now - 28 * hour, now - 26 * hour])
      history.decided(`x${String(at)}`, 'trusted', at - minute).asking(at, [`x${String(at)}`]);
    // More than a day ago, so the ordinary budget is free; three in two days is the half.
    assert.equal(because(ask(history)), 'halved');
    history.answered(now - 25 * hour, [`x${String(now - 26 * hour)}`]);
    assert.equal(because(ask(history)), 'ask');
  });

  it('is silent after five ignored in a row, whatever time passes', () => {
    const history = ignored(5);
    assert.equal(because(ask(history)), 'silenced');
    history.decided('new', 'trusted', now + 60 * day - hour);
    assert.equal(because(ask(history, now + 60 * day)), 'silenced');
  });

  it('asks again once the developer answers, skips, corrects, or opens the review', () => {
    assert.equal(because(ask(ignored(5).answered(now - minute, ['old4']))), 'ask');
    assert.equal(because(ask(ignored(5).asking(now - minute, [], 'request'))), 'ask');
    const skipped = ignored(5).write({
      type: 'skipped',
      at: new Date(now - minute).toISOString(),
      body: { suggestions: ['old4'] },
    });
    assert.equal(because(ask(skipped)), 'ask');
    const corrected = ignored(5).write({
      type: 'correction',
      at: new Date(now - minute).toISOString(),
      body: { suggestions: ['old4'], ai: false },
    });
    assert.equal(because(ask(corrected, now + 2 * day)), 'ask');
  });

  it('asks about nothing twice, and lets it go after 24 hours', () => {
    const history = some(2).asking(now, ['d0', 'd1']);
    assert.equal(because(ask(history, now + hour)), 'all-asked');
    assert.equal(because(ask(history, now + 24 * hour)), 'nothing-waits');
    assert.equal(waiting(history, now + 23 * hour).length, 2);
    assert.equal(waiting(history, now + 24 * hour).length, 0);
  });

  it('puts overrides first, then size × surprise × risk', () => {
    const history = new TestHistory();
    // A habit, all answered: trusts nearly everything.
    for (let i = 0; i < 20; i++)
      history.decided(`h${String(i)}`, 'trusted', now - 2 * day).answered(now - 2 * day, [`h${String(i)}`]);
    history
      .decided('small', 'trusted', now - minute, { lines: 2, file: 'src/list.ts' })
      .decided('large', 'trusted', now - minute, { lines: 200, file: 'src/list.ts' })
      .decided('risky', 'trusted', now - minute, { lines: 20, file: 'src/auth/login.ts' })
      .decided('surprising', 'adapted', now - minute, { lines: 20, file: 'src/list.ts' })
      .decided('override', 'overrode', now - minute, { lines: 1, file: 'src/list.ts' });
    assert.deepEqual(ids(ask(history, now, 'request')), ['override', 'surprising', 'risky', 'large', 'small']);
  });

  it('draws one decision a day at random and says which', () => {
    const history = some(30);
    const first = ask(history);
    assert.ok(first.kind === 'ask' && first.random !== null && ids(first).includes(first.random));
    assert.deepEqual(ask(history), first);
    history.asking(now, ids(first), 'after-commit', first.random);
    const second = ask(history, now + hour);
    assert.ok(second.kind === 'ask' && second.random === null);
    const tomorrow = ask(history, now + 25 * hour);
    assert.ok(tomorrow.kind === 'ask' && tomorrow.random !== null);
  });

  it('does not ask what is undecided, followed still, answered, skipped, corrected, forgotten or only probable', () => {
    const at = new Date(now - minute).toISOString();
    const history = some(5)
      .decided('undecided', 'undecided', now - minute)
      .decided('probable', 'trusted', now - minute, { confidence: 0.4 })
      .decided('turn-a', 'trusted', now - minute, { group: 'turn' })
      .answered(now - minute, ['d0'])
      .write({ type: 'skipped', at, body: { suggestions: ['d1'] } })
      .write({ type: 'correction', at, body: { suggestions: ['d2'], ai: false } })
      .write({ type: 'forgotten', at, body: { suggestions: ['d3'] } });
    history.write({
      type: 'suggestion',
      at,
      body: { ...requireBody(history, 'turn-a'), id: 'turn-b' },
    });
    assert.deepEqual(ids(ask(history, now, 'request')), ['d4']);
    // After an hour the part without a verdict no longer holds its group back.
    assert.deepEqual(ids(ask(history, now + hour, 'request')).toSorted(), ['d4', 'turn']);
  });

  it('asks on request about everything that waits, without a budget, also right after a key', () => {
    assert.equal(ids(ask(some(12), now, 'request', now)).length, 12);
    assert.equal(because(ask(new TestHistory(), now, 'request')), 'nothing-waits');
  });

  it('offers on request what was only observed when nothing waits, the newest, marked as older', () => {
    const history = some(40, now - 30 * day);
    assert.equal(because(ask(history)), 'nothing-waits');
    const advice = ask(history, now, 'request');
    assert.ok(advice.kind === 'ask' && advice.older);
    assert.equal(ids(advice).length, 20);
  });

  it('is not silenced for long by a clock that was wrong', () => {
    const history = some(3);
    for (let i = 0; i < 3; i++)
      history.asking(now + 400 * day, [`d${String(i)}`]).answered(now - hour, [`d${String(i)}`]);
    history.decided('new', 'trusted', now - minute);
    assert.equal(because(ask(history)), 'ask');
  });
});

describe('what keeps Pairfolio from asking', () => {
  const all = (
    history: TestHistory,
    own: Partial<AskSettings> = {},
    moment: { boundary?: Boundary; lastInputAt?: number; occupations?: Occupation[]; now?: number } = {},
  ): string[] =>
    obstacles(history, { now, boundary: 'after-commit', lastInputAt: null, ...moment }, { ...settings, ...own }).map(
      ({ because, until }) => (until === null ? because : `${because} ${String((until - now) / 1000)}`),
    );

  it('is nothing where it asks, and nothing on request', () => {
    assert.deepEqual(all(some(1)), []);
    const reasons = { when: 'on-request', maxPerDay: 0, snooze: { until: null } } as const;
    assert.deepEqual(all(new TestHistory(), reasons, { boundary: 'request', occupations: ['debugging'] }), []);
  });

  it('is told in full, the weightiest first, with the time it ends', () => {
    assert.deepEqual(
      all(
        new TestHistory(),
        { when: 'on-request', snooze: { until: now + hour } },
        { lastInputAt: now - 1000, occupations: ['debugging', 'zen-mode', 'presenting'] },
      ),
      ['setting', 'snoozed 3600', 'nothing-waits', 'debugging', 'zen-mode', 'presenting', 'typing 3'],
    );
    assert.deepEqual(all(some(1), { maxPerDay: 0 }), ['none-allowed']);
  });

  it('is a snooze as long as it lasts, whatever waits', () => {
    assert.deepEqual(all(some(1), { snooze: { until: now + 1000 } }), ['snoozed 1']);
    assert.deepEqual(all(some(1), { snooze: { until: null } }), ['snoozed']);
    assert.deepEqual(all(some(1), { snooze: { until: now } }), []);
    assert.deepEqual(all(some(1), { snooze: { until: now + 400 * day } }), [], 'stored while the clock was wrong');
  });

  it('is the budget, until the oldest question of the day is a day old', () => {
    const history = some(3);
    for (const [index, ago] of [20, 10, 1].entries())
      history
        .decided(`a${String(index)}`, 'trusted', now - 21 * hour)
        .asking(now - ago * hour, [`a${String(index)}`])
        .answered(now - ago * hour + 1, [`a${String(index)}`]);
    assert.deepEqual(all(history), [`budget ${String(4 * 3600)}`]);
  });

  it('leaves the last question of the day to a commit', () => {
    const history = some(3);
    for (const [index, ago] of [20, 10].entries())
      history
        .decided(`a${String(index)}`, 'trusted', now - 21 * hour)
        .asking(now - ago * hour, [`a${String(index)}`])
        .answered(now - ago * hour + 1, [`a${String(index)}`]);
    assert.deepEqual(all(history, {}, { boundary: 'after-test-run' }), [`kept-for-commits ${String(4 * 3600)}`]);
    assert.deepEqual(all(history), []);
  });

  it('is the age of a decision, except at a commit: before it settles, its suggestion is being worked on', () => {
    const fresh = new TestHistory().decided('new', 'overrode', now - minute);
    for (const boundary of ['after-test-run', 'branch-switch', 'idle'] as const)
      assert.deepEqual(all(fresh, {}, { boundary }), ['still-settling 540']);
    assert.deepEqual(all(fresh), []);
    assert.deepEqual(ids(ask(fresh.decided('old', 'trusted', now - 10 * minute), now, 'idle')), ['old']);
  });

  it('is silence after five ignored questions; one put in two windows at once is one', () => {
    assert.equal(all(ignored(5))[0], 'silenced');
    const twice = ignored(4);
    for (let i = 0; i < 4; i++) twice.asking(now - (4 - i) * 9 * hour + 1000, [`old${String(i)}`]);
    assert.ok(!all(twice).includes('silenced'));
  });

  it('is the same budget after the clock was set back by half a day', () => {
    const history = some(3);
    for (let i = 0; i < 3; i++)
      history
        .decided(`a${String(i)}`, 'trusted', now - hour)
        .asking(now - i * minute, [`a${String(i)}`])
        .answered(now, [`a${String(i)}`]);
    assert.match(all(history, {}, { now: now - 12 * hour })[0] ?? '', /^budget/);
  });

  it('is ended by coming back, also where questions lie in the future of a clock that was wrong', () => {
    const history = some(3);
    for (let i = 0; i < 5; i++) {
      const at = now + 300 * day + i * 9 * hour;
      history.decided(`wrong${String(i)}`, 'trusted', at).asking(at, [`wrong${String(i)}`]);
    }
    assert.deepEqual(all(history), []);
    assert.equal(waiting(history, now).length, 3, 'what was decided in the future does not wait');
  });
});

it('asks about an override, not at random, where there is only one place', () => {
  const one: AskSettings = { when: 'boundaries', maxPerDay: 1 };
  const history = some(20).decided('override', 'overrode', now - minute);
  const advice = ask(history, now, 'after-commit', null, one);
  assert.ok(advice.kind === 'ask' && advice.random === null);
  assert.deepEqual(ids(advice), ['override']);
  const random = ask(some(20), now, 'after-commit', null, one);
  assert.ok(random.kind === 'ask' && random.random !== null);
});

it('learns the habit from what was an AI’s and was seen, not from corrections and dismissals', () => {
  const history = new TestHistory();
  for (let i = 0; i < 20; i++) {
    history.decided(`t${String(i)}`, 'trusted', now - 9 * day);
    history.decided(`o${String(i)}`, 'adapted', now - 9 * day);
    history.write({
      type: 'correction',
      at: new Date(now).toISOString(),
      body: { suggestions: [`o${String(i)}`], ai: false },
    });
  }
  history.decided('usual', 'trusted', now - minute).decided('unusual', 'adapted', now - minute);
  assert.deepEqual(ids(ask(history, now, 'request')), ['unusual', 'usual']);
});

function requireBody(
  history: TestHistory,
  id: string,
): Extract<Parameters<TestHistory['write']>[0], { type: 'suggestion' }>['body'] {
  const state = history.suggestions.get(id);
  assert.ok(state);
  return state.body;
}
