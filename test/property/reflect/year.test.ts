import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Boundary } from '../../../src/core/reflect/boundaries.ts';
import { advise, limits } from '../../../src/core/reflect/policy.ts';
import type { Stance } from '../../../src/core/shared/words.ts';
import { TestHistory } from '../../support/history.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const start = Date.parse('2026-01-01T08:00:00.000Z');

/** What happens in one step of a simulated year. */
interface Step {
  /** Time since the step before, ms. */
  readonly pause: number;
  readonly decisions: readonly Stance[];
  readonly boundary: Boundary;
  /** How long before the boundary the last key was, ms. */
  readonly typedBefore: number;
  /** What the developer does with a question. */
  readonly reaction: 'answers' | 'skips' | 'ignores';
  readonly opensReview: boolean;
}

function steps(pause: fc.Arbitrary<number>, most: number, count: number, answers: number): fc.Arbitrary<Step[]> {
  const stance = fc.constantFrom<Stance>('trusted', 'trusted', 'adapted', 'overrode');
  const step = fc.record({
    pause,
    decisions: fc.array(stance, { maxLength: most }),
    boundary: fc.constantFrom<Boundary>('after-commit', 'after-test-run', 'branch-switch', 'idle'),
    typedBefore: fc.integer({ min: 0, max: 20_000 }),
    reaction: fc
      .integer({ min: 1, max: 100 })
      .map((n) => (n <= answers ? 'answers' : n <= answers + 5 ? 'skips' : 'ignores')),
    opensReview: fc.integer({ min: 1, max: 100 }).map((n) => n === 1),
  });
  return fc.array(step, { minLength: count, maxLength: count, size: 'max' });
}

const developers: Record<string, fc.Arbitrary<Step[]>> = {
  // Thousands of boundaries a year would take long to play; a busy month shows every limit, 250 working days of a quiet one the rest.
  'busy developer who answers most': steps(fc.integer({ min: 5 * minute, max: 3 * hour }), 5, 400, 70),
  'busy developer who ignores nearly all': steps(fc.integer({ min: 5 * minute, max: 3 * hour }), 5, 400, 3),
  'quiet developer': steps(fc.integer({ min: 8 * hour, max: 3 * day }), 2, 250, 50),
};

interface Digest {
  readonly at: number;
  readonly groups: readonly string[];
  readonly reaction: Step['reaction'];
}

function play(year: readonly Step[], maxPerDay: number): { digests: Digest[]; random: number[] } {
  const history = new TestHistory();
  const digests: Digest[] = [];
  const random: number[] = [];
  let now = start;
  let made = 0;
  for (const step of year) {
    now += step.pause;
    for (const stance of step.decisions) {
      const file = made % 7 === 0 ? 'src/auth/token.ts' : 'src/list.ts';
      history.decided(`d${String(made)}`, stance, now - minute, {
        group: `g${String(made)}`,
        lines: (made % 40) + 1,
        file,
      });
      made += 1;
    }
    if (step.opensReview) history.asking(now - 1, [], 'request');
    const lastInputAt = now - step.typedBefore;
    const advice = advise(history, { now, boundary: step.boundary, lastInputAt }, { when: 'boundaries', maxPerDay });
    if (advice.kind === 'wait') continue;
    assert.ok(step.typedBefore >= limits.quietBefore, 'asked while typing');
    const ids = advice.decisions.flatMap(({ states }) => states.map(({ id }) => id));
    history.asking(
      now,
      ids,
      step.boundary,
      advice.decisions.find(({ id }) => id === advice.random)?.states[0]?.id ?? null,
    );
    if (advice.random !== null) random.push(now);
    digests.push({ at: now, groups: advice.decisions.map(({ id }) => id), reaction: step.reaction });
    const at = new Date(now + minute).toISOString();
    if (step.reaction === 'answers') history.answered(now + minute, ids);
    if (step.reaction === 'skips') history.write({ type: 'skipped', at, body: { suggestions: ids } });
  }
  return { digests, random };
}

describe('a year of being asked', () => {
  for (const [who, year] of Object.entries(developers)) {
    it(`keeps every promise to a ${who}`, function () {
      this.timeout(60_000);
      fc.assert(
        fc.property(year, fc.integer({ min: 1, max: 9 }), (moments, maxPerDay) => {
          const { digests, random } = play(moments, maxPerDay);
          const asked = digests.flatMap(({ groups }) => groups);
          assert.equal(new Set(asked).size, asked.length, 'asked twice');
          for (const [index, digest] of digests.entries()) {
            assert.ok(digest.groups.length >= 1 && digest.groups.length <= limits.decisionsPerDigest);
            const within = digests.slice(0, index + 1).filter(({ at }) => digest.at - at < day);
            assert.ok(within.length <= limits.digestsPerDay, 'too many questions in a day');
            assert.ok(within.flatMap(({ groups }) => groups).length <= maxPerDay, 'too many decisions in a day');
          }
          for (const [index, at] of random.entries()) assert.ok(index === 0 || at - (random[index - 1] ?? 0) >= day);
        }),
        { numRuns: 6 },
      );
    });
  }

  it('asks a developer who never reacts five times in all', () => {
    fc.assert(
      fc.property(steps(fc.integer({ min: hour, max: 12 * hour }), 3, 120, 0), (moments) => {
        const silent = moments.map(
          (step) => ({ ...step, reaction: 'ignores', opensReview: false, typedBefore: 60_000 }) as const,
        );
        assert.ok(play(silent, 9).digests.length <= limits.ignoredToSilence);
      }),
      { numRuns: 10 },
    );
  });

  it('does reach the developer: with something waiting every working hour, three times a day', () => {
    const step: Step = {
      pause: hour,
      decisions: ['trusted', 'adapted'],
      boundary: 'after-commit',
      typedBefore: 60_000,
      reaction: 'answers',
      opensReview: false,
    };
    const { digests, random } = play(
      Array.from({ length: 24 * 20 }, () => step),
      9,
    );
    assert.ok(Math.abs(digests.length - 3 * 20) <= 3, `${String(digests.length)} questions in 20 days`);
    assert.ok(Math.abs(random.length - 20) <= 1, `${String(random.length)} random ones in 20 days`);
  });
});
