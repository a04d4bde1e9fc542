import assert from 'node:assert/strict';
import { inPeriod, parsePeriod, rangeLabel } from '../../../src/core/portfolio/period.ts';
import { PairfolioError } from '../../../src/core/shared/errors.ts';

describe('a period', () => {
  const days = (text: string): string[] => {
    const { start, end, label } = parsePeriod(text);
    return [start.slice(0, 10), end.slice(0, 10), label];
  };

  it('is read as year, quarter, month, day or a range of them', () => {
    assert.deepEqual(days('2026'), ['2026-01-01', '2027-01-01', '2026']);
    assert.deepEqual(days('2026-Q4'), ['2026-10-01', '2027-01-01', 'Q4 2026']);
    assert.deepEqual(days('2026-12'), ['2026-12-01', '2027-01-01', 'December 2026']);
    assert.deepEqual(days('2028-02-29'), ['2028-02-29', '2028-03-01', '29 February 2028']);
    assert.deepEqual(days('2026-09-01..2026-11-22'), ['2026-09-01', '2026-11-23', '1 September to 22 November 2026']);
    assert.deepEqual(days('2025-Q4..2026-01'), ['2025-10-01', '2026-02-01', '1 October 2025 to 31 January 2026']);
  });

  it('includes its last day whole and nothing after', () => {
    const period = parsePeriod('2026-09-01..2026-09-02');
    assert.equal(inPeriod(period, '2026-09-02T23:59:59.999Z'), true);
    assert.equal(inPeriod(period, '2026-09-03T00:00:00.000Z'), false);
    assert.equal(inPeriod(period, '2026-08-31T23:59:59.999Z'), false);
    assert.equal(inPeriod(undefined, '1999-01-01T00:00:00.000Z'), true);
  });

  it('is refused with a sentence where it is none', () => {
    for (const text of [
      '',
      '26',
      '2026-13',
      '2026-00',
      '2026-02-30',
      '2026-Q5',
      '2026..',
      '..2026',
      '2026..2027..2028',
      'Q4',
      '2026-10..2026-09',
    ]) {
      assert.throws(
        () => parsePeriod(text),
        (error) => PairfolioError.is(error, 'usage'),
        text,
      );
    }
  });

  it('is said without saying month or year twice', () => {
    assert.equal(rangeLabel('2026-11-16T09:00:00.000Z', '2026-11-18T09:00:00.000Z'), '16 to 18 November 2026');
    assert.equal(rangeLabel('2026-11-16T09:00:00.000Z', '2026-11-16T19:00:00.000Z'), '16 November 2026');
  });
});
