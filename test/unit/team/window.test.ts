import assert from 'node:assert/strict';
import { isClosed, latestClosed, parseWindow, windowOf } from '../../../src/core/team/window.ts';
import { PairfolioError } from '../../../src/core/shared/errors.ts';

const day = 24 * 3_600_000;

describe('team windows', () => {
  it('are four weeks of the ISO year, from Monday to Sunday, in UTC', () => {
    const window = parseWindow('2026-W41..W44');
    assert.equal(window.start, '2026-10-05T00:00:00.000Z');
    assert.equal(window.end, '2026-11-02T00:00:00.000Z');
    assert.equal(window.label, '5 October to 1 November 2026');
    // Week 1 of 2026 begins in 2025, and the weeks of 2021 begin on the fourth of January.
    assert.equal(parseWindow('2026-W01..W04').start, '2025-12-29T00:00:00.000Z');
    assert.equal(parseWindow('2021-W01..W04').start, '2021-01-04T00:00:00.000Z');
  });

  it('week 53 joins the last window of a year that has one', () => {
    assert.equal(parseWindow('2026-W49..W52').end, '2027-01-04T00:00:00.000Z');
    assert.equal(parseWindow('2026-W49..W53').id, '2026-W49..W52');
    assert.equal(parseWindow('2025-W49..W52').end, '2025-12-29T00:00:00.000Z');
    assert.throws(() => parseWindow('2025-W49..W53'), /ends with W52/);
  });

  it('follow each other without gap, thirteen a year', () => {
    let time = Date.UTC(2019, 11, 30);
    for (let year = 2020; year < 2032; year++) {
      const ids: string[] = [];
      for (let number = 0; number < 13; number++) {
        const window = windowOf(time);
        ids.push(window.id);
        assert.equal(Date.parse(window.start), time);
        assert.deepEqual(parseWindow(window.id), window);
        for (const at of [time, time + 9 * day + 5000, Date.parse(window.end) - 1])
          assert.equal(windowOf(at).id, window.id);
        time = Date.parse(window.end);
      }
      assert.ok(
        ids.every((id) => id.startsWith(String(year))),
        ids.join(' '),
      );
    }
  });

  it('are closed from their end on, not a millisecond before', () => {
    const window = parseWindow('2026-W41..W44');
    const end = Date.parse('2026-11-02T00:00:00.000Z');
    assert.equal(isClosed(window, end - 1), false);
    assert.equal(isClosed(window, end), true);
    assert.equal(latestClosed(end - 1).id, '2026-W37..W40');
    assert.equal(latestClosed(end).id, '2026-W41..W44');
    assert.equal(latestClosed(Date.UTC(2027, 0, 4)).id, '2026-W49..W52');
  });

  for (const text of [
    '',
    '2026',
    '2026-W41',
    '2026-W42..W45',
    '2026-W41..W43',
    '2026-W53..W56',
    '2026-W00..W03',
    '26-W41..W44',
    '2026-W41..W44x',
    '2026-W41-W44',
  ])
    it(`“${text}” is none, and the error says how one is written`, () => {
      assert.throws(
        () => parseWindow(text),
        (error) => PairfolioError.is(error, 'usage') && error.message.startsWith('A team window '),
      );
    });
});
