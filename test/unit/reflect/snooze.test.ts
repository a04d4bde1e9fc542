import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isSnoozed, readSnooze, snoozeFor, writeSnooze, type SnoozeLength } from '../../../src/core/reflect/snooze.ts';

const hour = 3_600_000;
const at = (local: string): number => new Date(local).getTime();

describe('snooze', () => {
  const ends = (length: SnoozeLength, now: string, end: string): void =>
    assert.equal(new Date(snoozeFor(length, at(now)).until ?? 0).getTime(), at(end), `${length} at ${now}`);

  it('of today ends before work begins tomorrow, also when said after midnight', () => {
    ends('today', '2026-11-18T09:30', '2026-11-19T05:00');
    ends('today', '2026-11-18T23:55', '2026-11-19T05:00');
    ends('today', '2026-11-19T01:30', '2026-11-19T05:00');
    ends('today', '2026-11-19T04:30', '2026-11-20T05:00');
    ends('today', '2026-12-31T12:00', '2027-01-01T05:00');
  });

  it('of this week ends on Monday morning', () => {
    ends('this-week', '2026-11-18T09:30', '2026-11-23T05:00');
    ends('this-week', '2026-11-22T09:30', '2026-11-23T05:00');
    ends('this-week', '2026-11-23T09:30', '2026-11-30T05:00');
  });

  it('holds from now on and ends for good, at any moment of the year, DST or not', () => {
    const moment = fc.integer({ min: at('2026-01-01T00:00'), max: at('2027-01-01T00:00') });
    fc.assert(
      fc.property(moment, fc.constantFrom('today', 'this-week'), (now, length) => {
        const snooze = snoozeFor(length, now);
        assert.ok(snooze.until !== null && isSnoozed(snooze, now) && isSnoozed(snooze, now + 2 * hour - 1));
        assert.ok(!isSnoozed(snooze, snooze.until));
        assert.equal(new Date(snooze.until).getHours(), 5);
      }),
    );
  });

  it('until asked ends by no time', () => {
    assert.ok(isSnoozed(snoozeFor('until-asked', 0), Date.parse('2100-01-01')));
  });

  it('does not silence for years after the clock was wrong', () => {
    const now = at('2026-11-18T09:30');
    assert.ok(!isSnoozed(snoozeFor('this-week', now + 400 * 24 * hour), now));
  });

  it('is read as it was written, and nothing else is taken for one', () => {
    for (const snooze of [{ until: null }, { until: 1_000 }]) assert.deepEqual(readSnooze(writeSnooze(snooze)), snooze);
    assert.deepEqual(readSnooze({ v: 2, until: 5, more: true }), { until: 5 }, 'a newer version');
    for (const value of [undefined, null, 'today', {}, { v: 1, until: '5' }, { v: 1, until: Infinity }])
      assert.equal(readSnooze(value), null);
  });
});
