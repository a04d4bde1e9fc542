import assert from 'node:assert/strict';
import { noExtraAnswers } from '../../../src/core/reflect/extraQuestions.ts';
import type { AskSettings } from '../../../src/core/reflect/moment.ts';
import { PairfolioError } from '../../../src/core/shared/errors.ts';
import { ReviewSession } from '../../../src/editor/review/reviewSession.ts';
import type { Ledger } from '../../../src/node/ledger/ledger.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { appendDecision, reviewLedger } from '../../support/reviewLedger.ts';

const settings: AskSettings = { when: 'after-commit', maxPerDay: 9 };
const hour = 3_600_000;
/** An answer says no more than a test gives it. */
const rest = { ...noExtraAnswers, case: null };

function asked(session: ReviewSession, label = 'after commit 9f2c1ab'): string[] {
  const advice = session.advise('after-commit', { lastInputAt: null, occupations: [] }, settings);
  if (advice.kind === 'ask') session.ask(advice, 'after-commit', label);
  return session.page().items.map(({ id }) => id);
}

describe('review session', () => {
  let clock: ManualClock;
  let ledger: Ledger;
  let session: ReviewSession;

  beforeEach(() => {
    clock = new ManualClock();
    ledger = reviewLedger(clock);
    for (const id of ['a', 'b', 'c', 'd']) appendDecision(ledger, clock, id, 'trusted');
    clock.advance(hour);
    session = new ReviewSession(ledger, clock);
  });

  afterEach(() => {
    session.dispose();
    ledger.dispose();
  });

  it('shows a digest with its label and counts what waits beside it', () => {
    assert.equal(asked(session).length, 3);
    const { label, more, started } = session.page();
    assert.deepEqual(
      { label, more, started, count: session.count },
      { label: 'after commit 9f2c1ab', more: 1, started: true, count: 4 },
    );
    assert.equal(ledger.read().asked.length, 1);
  });

  it('shows the rule that holds for a decision, and loads what finds it only when there is a rule', async () => {
    let loads = 0;
    const { promise: loaded, resolve } = Promise.withResolvers<undefined>();
    const withRules = new ReviewSession(ledger, clock, () => {
      loads += 1;
      return Promise.resolve(() => ({ words: 'Run the tests', state: 'trial' as const }));
    });
    asked(withRules);
    assert.deepEqual([loads, withRules.page().items[0]?.rule], [0, undefined]);
    const cell = { kind: null, language: null, domain: null };
    const said = { cell, means: 'checked', most: null, reason: null, own: false, shown: false } as const;
    ledger.append({ type: 'rule', at: '2026-11-22T11:00:00.000Z', body: { rule: 'r', state: 'trial', ...said } });
    withRules.onDidChange(() => resolve(undefined));
    withRules.page();
    await loaded;
    assert.deepEqual([loads, withRules.page().items[0]?.rule], [1, { words: 'Run the tests', state: 'trial' }]);
    withRules.dispose();
  });

  const looked = (): Promise<void> =>
    new Promise((resolve) => {
      const waiting = session.onDidChange(() => {
        waiting.dispose();
        resolve();
      });
    });

  it('counts what waits soon after the start, without being asked', async () => {
    assert.equal(session.count, 0);
    const look = looked();
    clock.advance(5_000);
    await look;
    assert.equal(session.count, 4);
  });

  it('writes an answer to the ledger with its note, and takes the decision off the list', () => {
    const [first = ''] = asked(session);
    session.answer(first, {
      stance: 'overrode',
      reasons: ['insecure'],
      note: '  keys in\nthe log ',
      ...rest,
      tippedOff: 'reading',
    });
    assert.equal(
      session.page().items.some(({ id }) => id === first),
      false,
    );
    assert.equal(session.count, 3);
    const decision = ledger.decisions().find(({ id }) => id === first);
    assert.deepEqual(decision?.reflection, {
      stance: 'overrode',
      reasons: ['insecure'],
      note: 'keys in the log',
      tippedOff: 'reading',
      at: new Date(clock.now()).toISOString(),
    });
    assert.equal(decision.verdict.label, 'trusted');
  });

  it('writes skips and corrections, and forgets texts for good', () => {
    const [first = '', second = '', third = ''] = asked(session);
    session.skip(first);
    session.notAi(second);
    session.forget(third);
    assert.equal(session.page().items.length, 0);
    const { suggestions } = ledger.read();
    assert.notEqual(suggestions.get(first)?.skippedAt ?? null, null);
    assert.equal(suggestions.get(second)?.ai, false);
    assert.equal(suggestions.get(third)?.forgotten, true);
    assert.equal(ledger.texts.lookUp(suggestions.get(third)?.body.texts ?? {})['suggested'], undefined);
  });

  it('answers a whole group at once, and corrects its undecided parts too', () => {
    appendDecision(ledger, clock, 'e1', 'overrode', {}, 'turn');
    appendDecision(ledger, clock, 'e2', 'trusted', {}, 'turn');
    appendDecision(ledger, clock, 'e3', 'undecided', {}, 'turn');
    session.answer('turn', { stance: 'adapted', reasons: [], note: null, ...rest });
    const reflected = [...ledger.read().suggestions.values()]
      .filter(({ reflection }) => reflection !== null)
      .map(({ id }) => id);
    assert.deepEqual(reflected.toSorted(), ['e1', 'e2']);
    appendDecision(ledger, clock, 'f1', 'trusted', {}, 'other');
    appendDecision(ledger, clock, 'f2', 'undecided', {}, 'other');
    session.notAi('other');
    assert.deepEqual(
      ['f1', 'f2'].map((id) => ledger.read().suggestions.get(id)?.ai),
      [false, false],
    );
  });

  it('writes everything that was asked beside the reasons, and what surprised as a private text', () => {
    const [first = ''] = asked(session);
    session.answer(first, {
      stance: 'adapted',
      reasons: ['own-chip'],
      note: null,
      tippedOff: null,
      wouldHaveDone: 'different',
      betterPrompt: 'partly',
      nextTime: 'less',
      surprised: ' it\nworked ',
      case: { title: ' Late success ', situation: '', result: 'paid once', impact: '' },
    });
    const state = ledger.read().suggestions.get(first);
    const { texts = {}, ...body } = state?.reflection ?? {};
    assert.deepEqual(body, {
      at: new Date(clock.now()).toISOString(),
      suggestions: [first],
      stance: 'adapted',
      reasons: ['own-chip'],
      tippedOff: null,
      wouldHaveDone: 'different',
      betterPrompt: 'partly',
      nextTime: 'less',
    });
    assert.equal(ledger.texts.lookUp(texts)['surprised'], 'it worked');
    assert.deepEqual(ledger.decisions().find(({ id }) => id === first)?.case, {
      title: 'Late success',
      situation: null,
      result: 'paid once',
      impact: null,
    });
  });

  it('lets go of what is no AI’s or was forgotten, undecided parts included', () => {
    const refused: string[] = [];
    session.onDidRefuse((ids) => refused.push(...ids));
    appendDecision(ledger, clock, 'e1', 'overrode', {}, 'turn');
    appendDecision(ledger, clock, 'e2', 'undecided', {}, 'turn');
    session.notAi('turn');
    session.forget('a');
    session.skip('b');
    assert.deepEqual(refused, ['e1', 'e2', 'a']);
  });

  it('shows what the developer points at first, answered before or not, and takes a new answer for it', () => {
    asked(session);
    session.answer('a', { stance: 'trusted', reasons: ['style'], note: 'first', ...rest, nextTime: 'more' });
    clock.advance(40 * 24 * hour);
    session.note(['a']);
    const [item] = session.page().items;
    assert.deepEqual(
      [item?.id, item?.noted, item?.worthShowing, item?.reflection],
      ['a', true, true, { ...noExtraAnswers, stance: 'trusted', reasons: ['style'], note: 'first', nextTime: 'more' }],
    );
    assert.equal(session.answer('a', { stance: 'adapted', reasons: [], note: null, ...rest }), true);
    assert.equal(ledger.read().suggestions.get('a')?.reflection?.stance, 'adapted');
    assert.equal(
      session.page().items.some(({ id }) => id === 'a'),
      false,
    );
    session.note(['a', 'nothing', 'b']);
    assert.deepEqual(
      session
        .page()
        .items.slice(0, 2)
        .map(({ id }) => id),
      ['a', 'b'],
    );
    session.skip('a');
    assert.equal(ledger.read().suggestions.get('a')?.skippedAt, null, 'its answer stands');
  });

  it('does not write over what another window answered since the developer pointed at it', () => {
    session.answer('a', { stance: 'trusted', reasons: [], note: null, ...rest });
    session.note(['a', 'b']);
    clock.advance(1_000);
    const otherLedger = reviewLedger(clock, ledger.home);
    const other = new ReviewSession(otherLedger, clock);
    for (const id of ['a', 'b']) {
      other.note([id]);
      other.answer(id, { stance: 'overrode', reasons: [], note: null, ...rest });
      assert.equal(session.answer(id, { stance: 'adapted', reasons: [], note: null, ...rest }), false);
      assert.equal(ledger.read().suggestions.get(id)?.reflection?.stance, 'overrode');
    }
    other.dispose();
    otherLedger.dispose();
  });

  it('notes a decision that is followed still, and one that nobody judged yet', () => {
    appendDecision(ledger, clock, 'young', 'undecided');
    assert.equal(session.page().items.length, 0);
    session.note(['young']);
    assert.deepEqual(
      session.page().items.map(({ id, observed }) => [id, observed]),
      [['young', 'adapted']],
    );
  });

  it('keeps an answer that was begun in the list until it is given, here or elsewhere', () => {
    const [first = '', second = ''] = asked(session);
    clock.advance(30 * hour); // what is asked expires after 24 hours
    session.dispose();
    session = new ReviewSession(ledger, clock);
    assert.equal(session.page().items.length, 0);
    session.begun([first, second]);
    const shown = (): string[] =>
      session
        .page()
        .items.map(({ id }) => id)
        .toSorted();
    assert.deepEqual(shown(), [first, second].toSorted());
    const otherLedger = reviewLedger(clock, ledger.home);
    const other = new ReviewSession(otherLedger, clock);
    other.note([first]);
    other.answer(first, { stance: 'trusted', reasons: [], note: null, ...rest });
    session.refresh();
    assert.deepEqual(shown(), [second]);
    assert.equal(session.answer(second, { stance: 'trusted', reasons: [], note: null, ...rest }), true);
    assert.deepEqual(shown(), []);
    other.dispose();
    otherLedger.dispose();
  });

  it('sees when the developer looks that another window answered, and says so', () => {
    const [first = ''] = asked(session);
    const otherLedger = reviewLedger(clock, ledger.home);
    const other = new ReviewSession(otherLedger, clock);
    other.answer(first, { stance: 'trusted', reasons: [], note: null, ...rest });
    let changes = 0;
    session.onDidChange(() => (changes += 1));
    session.cameBack();
    assert.equal(changes > 0, true);
    assert.equal(session.answer(first, { stance: 'overrode', reasons: [], note: null, ...rest }), false);
    assert.equal(session.skip(first), false);
    other.dispose();
    otherLedger.dispose();
  });

  it('does not write a second answer when another window was faster', () => {
    const [first = ''] = asked(session);
    const otherLedger = reviewLedger(clock, ledger.home);
    const other = new ReviewSession(otherLedger, clock);
    other.answer(first, { stance: 'trusted', reasons: ['tests-pass'], note: null, ...rest });
    clock.advance(1_000);
    session.answer(first, { stance: 'overrode', reasons: [], note: null, ...rest });
    assert.equal(ledger.read().suggestions.get(first)?.reflection?.stance, 'trusted');
    other.dispose();
    otherLedger.dispose();
  });

  it('shows after a reload of the window what it had been asking', () => {
    const before = asked(session);
    const again = new ReviewSession(ledger, clock);
    assert.deepEqual(
      again
        .page()
        .items.map(({ id }) => id)
        .toSorted(),
      before.toSorted(),
    );
    clock.advance(24 * hour);
    again.refresh();
    assert.equal(again.page().items.length, 0);
    again.dispose();
  });

  it('hears of what another window wrote in one look, not in many', async () => {
    let looks = 0;
    const first = looked();
    clock.advance(5_000);
    await first;
    session.onDidChange(() => (looks += 1));
    for (let i = 0; i < 50; i++) appendDecision(ledger, clock, `n${String(i)}`, 'trusted');
    assert.equal(looks, 0);
    const look = looked();
    clock.advance(1_000);
    await look;
    assert.equal(looks, 1);
    assert.equal(session.count, 54);
  });

  it('notes that the developer came back only when questions had been ignored', () => {
    session.cameBack();
    assert.equal(ledger.read().asked.length, 0);
    asked(session);
    session.cameBack();
    assert.deepEqual(
      ledger.read().asked.map(({ boundary }) => boundary),
      ['after-commit', 'request'],
    );
  });

  it('shows nothing as asked that could not be written', () => {
    const advice = session.advise('after-commit', { lastInputAt: null, occupations: [] }, settings);
    assert.ok(advice.kind === 'ask');
    ledger.append = () => {
      throw new PairfolioError('ledger-unwritable', 'The ledger cannot be written.');
    };
    assert.throws(() => session.ask(advice, 'after-commit', null), /cannot be written/);
    assert.equal(session.page().items.length, 0);
  });
});
