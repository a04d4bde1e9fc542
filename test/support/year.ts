import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Boundary } from '../../src/core/reflect/boundaries.ts';
import { waiting } from '../../src/core/reflect/groups.ts';
import { occupations, type AskSettings, type Moment, type Occupation } from '../../src/core/reflect/moment.ts';
import { limits } from '../../src/core/reflect/obstacles.ts';
import { advise, obstacles } from '../../src/core/reflect/policy.ts';
import { isSnoozed, snoozeFor, snoozeLengths, type Snooze, type SnoozeLength } from '../../src/core/reflect/snooze.ts';
import type { Stance } from '../../src/core/shared/words.ts';
import { TestHistory } from './history.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const start = Date.parse('2026-01-01T08:00:00.000Z');

/** What happens in one step of a simulated year. */
export interface Step {
  /** Time since the step before, ms. */
  readonly pause: number;
  readonly decisions: readonly Stance[];
  readonly boundary: Boundary;
  /** How long before the boundary the last key was, ms. */
  readonly typedBefore: number;
  /** What the developer does with a question. */
  readonly reaction: 'answers' | 'skips' | 'ignores';
  readonly opensReview: boolean;
  readonly occupation: Occupation | null;
  readonly snooze: SnoozeLength | null;
  /** What the clock jumps by before this step, ms. */
  readonly jump: number;
}

/** One question that was put. */
export interface Digest {
  readonly step: number;
  /** When it really was, whatever the clock said (ms). */
  readonly real: number;
  readonly groups: readonly string[];
  readonly random: string | null;
  /** How often the clock jumped since the question before. */
  readonly jumped: number;
}

/**
 * A year drawn at random, named by its seed: a failing one would otherwise be printed step by step.
 * @param pause the shortest and the longest time between two boundaries, ms; `answers` is a percentage
 */
export function years(
  ...[developer, also]: Parameters<typeof steps>
): fc.Arbitrary<readonly Step[] & { seed: number }> {
  const year = steps(developer, also);
  return fc.integer().map((seed) => {
    const [moments = []] = fc.sample(year, { seed, numRuns: 1 });
    return Object.assign(moments, { seed, [fc.toStringMethod]: () => `the year of seed ${String(seed)}` });
  });
}

function steps(
  developer: {
    readonly pause: readonly [number, number];
    readonly most: number;
    readonly count: number;
    readonly answers: number;
  },
  { snoozes = true, jumps = false }: { readonly snoozes?: boolean; readonly jumps?: boolean } = {},
): fc.Arbitrary<Step[]> {
  const { pause, most, count, answers } = developer;
  const percent = fc.noBias(fc.integer({ min: 1, max: 100 }));
  const stance = fc.constantFrom<Stance>('trusted', 'trusted', 'adapted', 'overrode');
  const far = fc.constantFrom(hour, 14 * hour, 25 * hour, 8 * day, 400 * day);
  const step = fc.record({
    pause: fc.noBias(fc.integer({ min: pause[0], max: pause[1] })),
    decisions: fc.array(stance, { maxLength: most }),
    boundary: fc.constantFrom<Boundary>('after-commit', 'after-commit', 'after-test-run', 'branch-switch', 'idle'),
    typedBefore: fc.noBias(fc.integer({ min: 0, max: 20_000 })),
    reaction: percent.map((n) => (n <= answers ? 'answers' : n <= answers + 5 ? 'skips' : 'ignores')),
    opensReview: percent.map((n) => n === 1),
    occupation: percent.chain((n) => (n <= 8 ? fc.constantFrom(...occupations) : fc.constant(null))),
    snooze: percent.chain((n) => (snoozes && n === 1 ? fc.constantFrom(...snoozeLengths) : fc.constant(null))),
    jump: percent.chain((n) =>
      jumps && n <= 5 ? fc.tuple(far, fc.constantFrom(1, -1)).map(([by, sign]) => by * sign) : fc.constant(0),
    ),
  });
  return fc.array(step, { minLength: count, maxLength: count, size: 'max' });
}

/**
 * Lets the policy run through the steps, and checks at each what it promises: whatever the clock does, no question comes
 * while the developer types, is busy or snoozed, none is put twice, and every time nothing is asked there is a reason.
 * Where the clock does not jump, budget, back-off and silence are counted anew here and compared.
 */
export function playYear(year: readonly Step[], maxPerDay: number): { digests: Digest[]; passed: number } {
  const history = new TestHistory();
  const digests: Digest[] = [];
  const asked = new Set<string>();
  const jumps = year.some(({ jump }) => jump !== 0);
  let real = start;
  let now = start;
  let made = 0;
  let ignored = 0;
  let jumped = 0;
  let snooze: Snooze | null = null;
  for (const [index, step] of year.entries()) {
    real += step.pause;
    now += step.pause + step.jump;
    if (step.jump !== 0) jumped += 1;
    for (const stance of step.decisions) {
      const file = made % 7 === 0 ? 'src/auth/token.ts' : 'src/list.ts';
      const options = { group: `g${String(made)}`, lines: (made % 40) + 1, file };
      // Some are made right before the boundary, some while the developer was at work.
      history.decided(`d${String(made)}`, stance, now - (made % 3 === 0 ? minute : 15 * minute), options);
      made += 1;
    }
    if (step.snooze) snooze = snoozeFor(step.snooze, now);
    if (step.opensReview) {
      history.asking(now - 1, [], 'request');
      ignored = 0;
      if (snooze?.until === null) snooze = null;
    }
    const settings: AskSettings = { when: 'boundaries', maxPerDay, snooze };
    const busy = step.occupation === null ? [] : [step.occupation];
    const moment: Moment = {
      now,
      boundary: step.boundary,
      lastInputAt: now - step.typedBefore,
      occupations: busy,
    };
    const advice = advise(history, moment, settings);
    const [obstacle] = obstacles(history, moment, settings);
    if (advice.kind === 'wait') {
      assert.equal(advice.because, obstacle?.because, 'a reason for every wait');
      assert.ok(advice.until === null || advice.until > now, 'what ended already is no reason');
      continue;
    }
    assert.equal(obstacle, undefined);
    assert.ok(step.typedBefore >= limits.quietBefore, 'asked while typing');
    assert.deepEqual(busy, [], 'asked while busy');
    assert.ok(!snooze || !isSnoozed(snooze, now), 'asked while snoozed');
    const groups = advice.decisions.map(({ id }) => id);
    assert.ok(groups.length >= 1 && groups.length <= 3);
    for (const id of groups) assert.ok(!asked.has(id), 'asked twice');
    if (step.boundary !== 'after-commit')
      for (const { at } of advice.decisions) assert.ok(now - at >= 10 * minute, 'asked while it was being worked on');
    assertOverridesFirst(history, moment, advice.decisions, advice.random);
    if (!jumps) assertBudget(digests, { real, groups, random: advice.random }, { maxPerDay, ignored, step });

    const ids = advice.decisions.flatMap(({ states }) => states.map(({ id }) => id));
    const random = advice.decisions.find(({ id }) => id === advice.random)?.states[0]?.id ?? null;
    history.asking(now, ids, step.boundary, random);
    for (const id of groups) asked.add(id);
    digests.push({ step: index, real, groups, random: advice.random, jumped });
    jumped = 0;
    const at = new Date(now + minute).toISOString();
    if (step.reaction === 'answers') history.answered(now + minute, ids);
    if (step.reaction === 'skips') history.write({ type: 'skipped', at, body: { suggestions: ids } });
    ignored = step.reaction === 'ignores' ? ignored + 1 : 0;
    const open = waiting(history, now + day).filter(({ id }) => groups.includes(id));
    assert.deepEqual(open, [], 'a question unanswered for a day waits no longer');
  }
  return { digests, passed: real - start };
}

function assertBudget(
  digests: readonly Digest[],
  { real, groups, random }: Pick<Digest, 'real' | 'groups' | 'random'>,
  { maxPerDay, ignored, step }: { readonly maxPerDay: number; readonly ignored: number; readonly step: Step },
): void {
  assert.ok(ignored < 5, 'asked although silenced');
  const span = ignored >= 2 ? 2 * day : day;
  const recent = digests.filter((digest) => real - digest.real < span);
  assert.ok(recent.length < (step.boundary === 'after-commit' ? 3 : 2), 'too many questions');
  assert.ok(recent.flatMap((digest) => digest.groups).length + groups.length <= maxPerDay, 'too many decisions');
  const hadRandom = digests.some((digest) => digest.random !== null && real - digest.real < day);
  assert.ok(random === null || !hadRandom, 'two random ones in a day');
  assert.ok(random !== null || hadRandom || groups.length === 1, 'no random one that day');
}

/** Nothing but the random one is asked about while an override has to wait. */
function assertOverridesFirst(
  history: TestHistory,
  { now, boundary }: Moment,
  chosen: readonly { readonly id: string; readonly overridden: boolean }[],
  random: string | null,
): void {
  const left = waiting(history, now).filter(
    ({ id, askedAt, at }) =>
      askedAt === null &&
      !chosen.some((one) => one.id === id) &&
      (boundary === 'after-commit' || now - at >= limits.settlesAfter),
  );
  if (left.some(({ overridden }) => overridden))
    assert.ok(
      chosen.every(({ id, overridden }) => overridden || id === random),
      'an override was passed over',
    );
}
