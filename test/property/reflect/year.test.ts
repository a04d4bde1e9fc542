import assert from 'node:assert/strict';
import fc from 'fast-check';
import { playYear, years, type Step } from '../../support/year.ts';
import { runs } from '../../support/runs.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The busy one comes to three boundaries a day, nights and weekends included; the quiet one to one in two days. */
const developers: Record<string, { readonly year: fc.Arbitrary<readonly Step[]>; readonly often: number }> = {
  'busy developer who answers most': {
    year: years({ pause: [5 * minute, 17 * hour], most: 4, count: 1050, answers: 70 }),
    often: 2,
  },
  'busy developer who ignores nearly all': {
    year: years({ pause: [5 * minute, 17 * hour], most: 4, count: 1050, answers: 3 }),
    often: 2,
  },
  'quiet developer': { year: years({ pause: [8 * hour, 3 * day], most: 2, count: 210, answers: 50 }), often: 8 },
};

describe('a year of being asked', function () {
  this.timeout(120_000);

  for (const [who, { year, often }] of Object.entries(developers)) {
    it(`keeps every promise to a ${who}`, () => {
      fc.assert(
        fc.property(year, fc.integer({ min: 1, max: 9 }), (moments, maxPerDay) => {
          const { digests, passed } = playYear(moments, maxPerDay);
          assert.ok(passed >= 0.8 * 365 * day && passed < 2 * 365 * day, 'it was about a year');
          assert.ok(digests.length > 0);
        }),
        { numRuns: runs(often), endOnFailure: true },
      );
    });
  }

  it('asks a developer who never reacts five times in all', () => {
    const silent = years({ pause: [hour, 12 * hour], most: 3, count: 200, answers: 0 });
    fc.assert(
      fc.property(silent, (moments) => {
        const deaf = moments.map((step) => ({ ...step, reaction: 'ignores', opensReview: false }) as const);
        assert.ok(playYear(deaf, 9).digests.length <= 5);
      }),
      { numRuns: runs(10), endOnFailure: true },
    );
  });

  it('does reach the developer: with something waiting every working hour, three times a day', () => {
    const step: Step = {
      pause: hour,
      decisions: ['trusted', 'adapted'],
      boundary: 'after-commit',
      typedBefore: minute,
      reaction: 'answers',
      opensReview: false,
      occupation: null,
      snooze: null,
      jump: 0,
    };
    const { digests } = playYear(
      Array.from({ length: 24 * 20 }, () => step),
      9,
    );
    const random = digests.filter((digest) => digest.random !== null);
    assert.ok(Math.abs(digests.length - 3 * 20) <= 3, `${String(digests.length)} questions in 20 days`);
    assert.ok(Math.abs(random.length - 20) <= 1, `${String(random.length)} random ones in 20 days`);
  });

  it('is the same in every time zone, over every change of summer time', () => {
    const before = process.env['TZ'];
    const some = years({ pause: [hour, 2 * day], most: 3, count: 150, answers: 50 }, { snoozes: false });
    const asked = (zone: string, moments: readonly Step[]): unknown => {
      process.env['TZ'] = zone;
      return playYear(moments, 9).digests;
    };
    try {
      fc.assert(
        fc.property(some, (moments) => {
          const utc = asked('UTC', moments);
          for (const zone of ['America/New_York', 'Pacific/Apia', 'Australia/Lord_Howe'])
            assert.deepEqual(asked(zone, moments), utc, zone);
        }),
        { numRuns: runs(3), endOnFailure: true },
      );
    } finally {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    }
  });

  it('never becomes a flood when the clock jumps, forth or back, by an hour or by years', () => {
    const jumping = years({ pause: [10 * minute, 12 * hour], most: 4, count: 300, answers: 60 }, { jumps: true });
    fc.assert(
      fc.property(jumping, fc.integer({ min: 1, max: 9 }), (moments, maxPerDay) => {
        const { digests } = playYear(moments, maxPerDay);
        for (const { real } of digests) {
          const within = digests.filter((other) => other.real <= real && real - other.real < day);
          // A clock that says that another day has come is believed once, not again and again.
          const budgets = 1 + within.reduce((sum, { jumped }, index) => sum + (index === 0 ? 0 : jumped), 0);
          assert.ok(within.length <= 3 * budgets, `${String(within.length)} questions in a day`);
          assert.ok(within.flatMap(({ groups }) => groups).length <= maxPerDay * budgets);
        }
      }),
      { numRuns: runs(8), endOnFailure: true },
    );
  });

  it('is not silenced for good by a clock that was wrong, once the developer comes back', () => {
    // A developer who snoozed for a week by a wrong clock is silent for other reasons.
    const jumping = years(
      { pause: [hour, 12 * hour], most: 3, count: 80, answers: 10 },
      { jumps: true, snoozes: false },
    );
    const calm: Step = {
      pause: day,
      decisions: ['trusted'],
      boundary: 'after-commit',
      typedBefore: minute,
      reaction: 'answers',
      opensReview: true,
      occupation: null,
      snooze: null,
      jump: 0,
    };
    fc.assert(
      fc.property(jumping, (moments) => {
        const jumped = moments.reduce((sum, { jump }) => sum + jump, 0);
        const right = { ...calm, jump: -jumped };
        const { digests } = playYear([...moments, right, ...Array.from({ length: 14 }, () => calm)], 9);
        assert.ok(digests.filter(({ step }) => step >= moments.length).length > 7);
      }),
      { numRuns: runs(8), endOnFailure: true },
    );
  });
});
