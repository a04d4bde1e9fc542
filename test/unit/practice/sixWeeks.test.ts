import assert from 'node:assert/strict';
import { PracticeSession } from '../../../src/editor/practice/practiceSession.ts';
import type { Draft, PracticePageState } from '../../../src/core/practice/messages.ts';
import { emptyLedger, tell, type Told } from '../../support/portfolioLedger.ts';
import { MemoryStore } from '../../support/memoryStore.ts';

type State = ReturnType<PracticeSession['state']>;

const day = 24 * 3_600_000;
/** A Monday, noon in UTC: the same day wherever the test runs. */
const start = Date.parse('2026-10-05T12:00:00.000Z');

/** Six weeks of somebody who reviews each of them, on a clock that stands still in between. */
class Developer {
  readonly made = emptyLedger();
  readonly store = new MemoryStore();
  readonly session = new PracticeSession({
    ...this.made,
    store: this.store,
    translate: (english) => english,
    project: () => ({ folder: '/home/mona/shop', name: 'shop' }),
  });
  #told = 0;

  /** @param week from 0 · @param weekday from 0, Monday */
  at(week: number, weekday: number, hour = 12): string {
    return new Date(start + (7 * week + weekday) * day + (hour - 12) * 3_600_000).toISOString();
  }

  decide(week: number, weekday: number, ...decisions: readonly Told[]): void {
    for (const told of decisions) {
      this.#told += 1;
      const at = new Date(Date.parse(this.at(week, weekday)) + this.#told * 1000).toISOString();
      tell(this.made.ledger, { at, before: 'a', suggested: 'b', kept: 'b', ...told });
    }
  }

  /** Friday evening of a week. */
  look(week: number): State {
    this.made.clock.set(this.at(week, 4, 18));
    return this.session.state();
  }

  review(week: number, answers: Partial<Draft>): State {
    const { week: shown, draft } = this.look(week);
    assert.ok(this.session.save(shown.id, { ...draft, ...answers }));
    return this.session.state();
  }
}

const overridden: Told = { kind: 'migration', language: 'sql', domain: 'data', verdict: 'overrode' };
const migration = (verdict: 'trusted' | 'adapted'): Told => ({ ...overridden, verdict });
const feature = (told: Told = {}): Told => ({ kind: 'feature', language: 'typescript', verdict: 'trusted', ...told });
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

const ruleIn = ({ rules }: Pick<PracticePageState, 'rules'>, words: string | RegExp): State['rules'][number] => {
  const found = rules.find((rule) => (typeof words === 'string' ? rule.words === words : words.test(rule.words)));
  assert.ok(found, `no rule ${String(words)}`);
  return found;
};

describe('six weeks of reviews', () => {
  it('propose rules from the record, count how they are kept, keep one, drop one', () => {
    const mona = new Developer();

    // First week: migrations are turned down, 7 of 9; features are fine.
    mona.decide(0, 1, ...times(7, overridden), ...times(2, migration('adapted')), ...times(8, feature()));
    const first = mona.look(0);
    assert.deepEqual(first.counts, { decisions: 17, trusted: 8, adapted: 2, overrode: 7, withReason: 0 });
    const [proposal] = first.proposals;
    assert.equal(proposal?.words, 'Write migrations myself');
    assert.equal(proposal.because, 'migrations: you overrode 7 of 9.');
    assert.deepEqual(first.rules, []);
    const { key, words, cell, means, most, reason } = proposal;
    const begun = mona.review(0, {
      surprised: 'It never asks about the old rows.',
      rule: { from: key, words, cell, means, most, reason },
      skill: 'framing',
    });
    const fresh = ruleIn(begun, 'Write migrations myself');
    assert.deepEqual([fresh.state, fresh.all], ['trial', { kept: 0, of: 0, unknown: 0 }]);
    // What a rule is about already is not proposed again.
    assert.ok(begun.proposals.every((other) => other.means !== 'not-taken'));

    // Second week: kept to in 4 of 6. The strength of the week is shown.
    mona.decide(1, 0, ...times(4, overridden), ...times(2, migration('trusted')), ...times(3, feature()));
    const second = mona.look(1);
    assert.equal(second.skillNow?.name, 'Asking the right question');
    const tried = ruleIn(second, 'Write migrations myself');
    assert.deepEqual(
      [tried.week, tried.all],
      [
        { kept: 4, of: 6, unknown: 0 },
        { kept: 4, of: 6, unknown: 0 },
      ],
    );
    assert.equal(tried.broken.length, 2);
    assert.ok(tried.broken.every(({ language }) => language === 'SQL'));
    mona.review(1, { missed: 'Locks on large tables.' });

    // Third week: 5 of 5, 9 of 11 in all: kept for good. A rule of one's own is begun.
    mona.decide(2, 2, ...times(5, overridden));
    assert.deepEqual(ruleIn(mona.look(2), 'Write migrations myself').week, { kept: 5, of: 5, unknown: 0 });
    const third = mona.review(2, {
      rules: { [fresh.id]: 'kept' },
      rule: {
        from: null,
        words: '  Run npm test\nbefore I keep a feature for Acme ',
        cell: { kind: 'feature', language: null, domain: null },
        means: 'checked',
        most: 7,
        reason: 'style',
      },
    });
    const kept = ruleIn(third, 'Write migrations myself');
    assert.deepEqual(
      [kept.state, kept.changed, kept.all],
      ['kept', mona.at(2, 4, 18), { kept: 9, of: 11, unknown: 0 }],
    );
    const own = ruleIn(third, 'Run npm test before I keep a feature for Acme');
    assert.equal(own.where, 'features');

    // Fourth week: one of five was checked; what was turned down needs no check.
    const checked = feature({ checks: [{ what: 'npm test', result: 'passed', check: 'test' }] });
    mona.decide(3, 1, checked, ...times(4, feature()), feature({ verdict: 'overrode' }), overridden);
    const fourth = mona.look(3);
    assert.deepEqual(ruleIn(fourth, /Acme/).week, { kept: 1, of: 5, unknown: 0 });
    // A rule that is kept is counted on.
    assert.deepEqual(ruleIn(fourth, 'Write migrations myself').week, { kept: 1, of: 1, unknown: 0 });
    mona.review(3, {});

    // Fifth week: dropped. What comes after does not count for it.
    mona.decide(4, 1, ...times(3, feature()));
    const fifth = mona.review(4, { rules: { [own.id]: 'dropped' } });
    const dropped = ruleIn(fifth, /Acme/);
    assert.deepEqual([dropped.state, dropped.all], ['dropped', { kept: 1, of: 8, unknown: 0 }]);
    mona.decide(4, 6, ...times(3, checked));

    // Sixth week: the same reason three times; nothing else changed.
    const invented = feature({ verdict: 'adapted', stance: 'adapted', reasons: ['wrong-api'] });
    mona.decide(5, 1, ...times(3, invented), feature({ stance: 'trusted', reasons: ['tests-pass'] }));
    const sixth = mona.look(5);
    assert.deepEqual(ruleIn(sixth, /Acme/).all, { kept: 1, of: 8, unknown: 0 });
    assert.deepEqual(ruleIn(sixth, /Acme/).week, { kept: 0, of: 0, unknown: 0 });
    assert.ok(
      sixth.proposals.some(
        ({ because, means: how }) =>
          because.endsWith(' “the wrong API” was the reason for 3 of 4.') && how === 'checked',
      ),
      JSON.stringify(sixth.proposals),
    );
    assert.deepEqual(sixth.missed, [{ name: 'the wrong API', count: 3 }]);
    const last = mona.review(5, {});
    assert.deepEqual(
      last.past.map(({ week }) => week),
      ['2026-W46', '2026-W45', '2026-W44', '2026-W43', '2026-W42', '2026-W41'],
    );
    assert.equal(last.past.at(-1)?.surprised, 'It never asks about the old rows.');
    mona.made.ledger.dispose();
  });

  it('look back on last week on a Monday, unless there is nothing of it or it was reviewed', () => {
    const mona = new Developer();
    mona.decide(1, 0, feature());
    const monday = (week: number): string => {
      mona.made.clock.set(mona.at(week, 0, 14));
      return mona.session.state().week.id;
    };
    assert.equal(monday(1), '2026-W42', 'nothing happened before');
    assert.equal(monday(2), '2026-W42');
    const { week, draft } = mona.session.state();
    mona.session.draft(week.id, { ...draft, missed: 'begun' });
    // What was begun is not lost because a new week is under way.
    assert.equal(monday(4), '2026-W42');
    assert.equal(mona.session.state().draft.missed, 'begun');
    mona.session.save(week.id, draft);
    assert.equal(monday(2), '2026-W43');
    mona.made.ledger.dispose();
  });
});
