import assert from 'node:assert/strict';
import fc from 'fast-check';
import { offeredWeek } from '../../../src/core/practice/offer.ts';
import { dueWeek, nextLook, reviewedWeek, weekBefore, weekNamed, weekOf } from '../../../src/core/practice/week.ts';
import { emptyLedger, tell } from '../../support/portfolioLedger.ts';

const local = (text: string): number => new Date(text).getTime();

describe('weeks', () => {
  it('are those of ISO 8601, at the turn of the year too', () => {
    const named: [string, string][] = [
      ['2026-01-01', '2026-W01'],
      ['2025-12-29', '2026-W01'],
      ['2025-12-28', '2025-W52'],
      ['2027-01-03', '2026-W53'],
      ['2027-01-04', '2027-W01'],
      ['2026-11-20', '2026-W47'],
    ];
    for (const [day, id] of named) assert.equal(weekOf(local(`${day}T12:00:00`)).id, id, day);
  });

  it('follow each other without a gap, begin on Mondays, and are found by their names', () => {
    const moment = fc.integer({ min: local('2020-01-01T00:00:00'), max: local('2040-01-01T00:00:00') });
    fc.assert(
      fc.property(moment, (now) => {
        const week = weekOf(now);
        assert.ok(week.from <= now && now < week.to);
        assert.equal(new Date(week.from).getDay(), 1);
        assert.equal(weekBefore(week).to, week.from);
        assert.deepEqual(weekNamed(week.id), week);
        assert.ok(nextLook(now) > now && nextLook(now) <= week.to);
      }),
    );
    for (const wrong of ['2026-W54', '2025-W53', '2026-W00', '2026-47', '']) assert.equal(weekNamed(wrong), undefined);
  });

  it('are due from Friday noon until Wednesday night, unless they were done', () => {
    const due = (day: string, ...done: string[]): string | undefined =>
      dueWeek(local(day), (id) => done.includes(id))?.id;
    assert.equal(due('2026-11-19T18:00:00'), undefined);
    assert.equal(due('2026-11-20T11:59:00'), undefined);
    assert.equal(due('2026-11-20T12:00:00'), '2026-W47');
    assert.equal(due('2026-11-22T23:00:00'), '2026-W47');
    assert.equal(due('2026-11-23T09:00:00'), '2026-W47');
    assert.equal(due('2026-11-25T23:00:00'), '2026-W47');
    assert.equal(due('2026-11-26T09:00:00'), undefined);
    assert.equal(due('2026-11-22T12:00:00', '2026-W47'), undefined);
    assert.equal(due('2026-11-23T09:00:00', '2026-W47'), undefined);
    assert.equal(reviewedWeek(local('2026-11-18T09:00:00'), (id) => id === '2026-W46').id, '2026-W47');
  });
});

describe('the offer of a review', () => {
  it('comes where there is something to look back on, and not to who left two of them alone', () => {
    const made = emptyLedger();
    const { ledger } = made;
    const now = local('2026-11-20T17:00:00');
    const offer = (...offered: string[]): string | undefined =>
      offeredWeek(ledger.states(), ledger.read().practice, { offered, now })?.id;
    for (const hour of [9, 10])
      tell(ledger, { at: new Date(local(`2026-11-18T${String(hour).padStart(2, '0')}:00:00`)).toISOString() });
    assert.equal(offer(), undefined);
    tell(ledger, { at: new Date(local('2026-11-18T11:00:00')).toISOString() });
    assert.equal(offer(), '2026-W47');
    assert.equal(offer('2026-W45', '2026-W46', '2026-W47'), undefined);
    assert.equal(offer('2026-W46', '2026-W47'), '2026-W47');
    const body = { week: '2026-W46', skipped: true, skill: null, shown: false };
    ledger.append({ type: 'week', at: '2026-11-14T10:00:00.000Z', body });
    assert.equal(offer('2026-W45', '2026-W46'), '2026-W47');
    ledger.append({ type: 'week', at: '2026-11-20T10:00:00.000Z', body: { ...body, week: '2026-W47' } });
    assert.equal(offer(), undefined);
    ledger.dispose();
  });
});
