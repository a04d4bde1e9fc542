import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { slots, vectorLength, vectorOf } from '../../../src/core/team/layout.ts';
import { attemptProblem, type Attempt } from '../../../src/core/team/sealed/attempts.ts';
import { fingerprintOf } from '../../../src/core/team/sealed/fingerprint.ts';
import {
  bernoulliExp,
  geometric,
  lossOfAll,
  lossOfQuestion,
  noiseShare,
  sharesOfWhole,
  withNoise,
  type Dice,
} from '../../../src/core/team/sealed/noise.ts';
import { layoutDigest, rosterDigest } from '../../../src/core/team/sealed/roster.ts';
import { makeSealed, sealedText, wordsLength } from '../../../src/core/team/sealed/sealedFile.ts';
import { SealedMerge } from '../../../src/core/team/sealed/sealedMerge.ts';
import { sumProblem, usableSum } from '../../../src/core/team/sealed/sumRules.ts';
import { addWords, checkedVector, masked, withCheckWords } from '../../../src/core/team/sealed/words32.ts';
import { nodeDigest } from '../../../src/node/digest.ts';
import { checkCoefficients, memberDice, pairMasks, publicKeyOf } from '../../../src/node/team/sealed/sealedCrypto.ts';
import { rosterOf } from '../../support/sealedTeam.ts';
import { plainAnswers } from '../../support/teamFolder.ts';
import { apportion } from '../../../src/core/team/votes.ts';
import { teamWindow } from '../../support/teamLedger.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const dice = (seed: string): Dice => memberDice(hash(seed), [seed]);

/** Any numbers a member can have. */
const vector = fc
  .tuple(fc.nat(1_000_000), fc.boolean())
  .map(([member, idle]) =>
    idle
      ? new Array<number>(vectorLength).fill(0)
      : vectorOf(
          new Map(
            Object.entries(plainAnswers(member)).map(([block, counts]) => [
              block,
              block === 'verdict' || member % 3 > 0 ? apportion(counts) : counts.map(() => 0),
            ]),
          ),
        ),
  );

function sumOf(vectors: readonly (readonly number[])[]): number[] {
  return slots.map((_, place) => vectors.reduce((sum, own) => sum + (own[place] ?? 0), 0));
}

/** Masks that two sides agree on, at no cost: for teams of hundreds. */
function agreed(a: string, b: string): Uint32Array {
  let state = parseInt(hash([a, b].sort().join()).slice(0, 8), 16);
  return Uint32Array.from({ length: wordsLength }, () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0));
}

/** Real keys and real masks of a team whose members are numbered. */
class RealTeam {
  readonly privateKeys: readonly string[];
  readonly keys: readonly string[];
  readonly roster;
  readonly hash: string;
  readonly coefficients: Uint32Array;

  constructor(members: number, seed: string) {
    this.privateKeys = Array.from({ length: members }, (_, index) => hash(`${seed} ${String(index)}`));
    this.keys = this.privateKeys.map(publicKeyOf);
    this.roster = rosterOf(this.keys);
    this.hash = rosterDigest(this.roster, nodeDigest);
    this.coefficients = checkCoefficients(this.hash, vectorLength);
  }

  seal(member: number, own: readonly number[]): Uint32Array {
    const key = this.keys[member] ?? '';
    const bound = { window: teamWindow, layout: layoutDigest(nodeDigest), roster: this.hash, attempt: 1 };
    const others = this.keys.filter((other) => other !== key);
    const masks = pairMasks(this.privateKeys[member] ?? '', others, bound);
    return masked(withCheckWords(own, this.coefficients), key, masks);
  }

  text(member: number, words: Uint32Array): string {
    const of = {
      window: teamWindow,
      roster: this.hash,
      attempt: 1,
      member: fingerprintOf(this.keys[member] ?? '', nodeDigest),
    };
    return sealedText(makeSealed(of, words, nodeDigest));
  }
}

describe('a sealed sum', () => {
  it('is exact, for 5 to 500 members', function () {
    this.timeout(120_000);
    fc.assert(
      fc.property(
        fc.oneof(fc.constantFrom(5, 6, 499, 500), fc.integer({ min: 5, max: 500 })),
        fc.array(vector, { minLength: 7, maxLength: 7 }),
        (members, kinds) => {
          const keys = Array.from({ length: members }, (_, index) => hash(`key ${String(index)}`));
          const vectors = keys.map((_, index) => kinds[index % kinds.length] ?? []);
          const coefficients = checkCoefficients(hash('roster'), vectorLength);
          const sum = new Uint32Array(wordsLength);
          // A ring of neighbours both ways: each mask once added, once taken away, as between all pairs.
          const near = (index: number): string[] =>
            [1, 2, members - 1, members - 2].map((step) => keys[(index + step) % members] ?? '');
          for (const [index, key] of keys.entries()) {
            const masks = near(index).map((other) => [other, agreed(key, other)] as const);
            addWords(sum, masked(withCheckWords(vectors[index] ?? [], coefficients), key, masks));
          }
          assert.deepEqual(checkedVector(sum, coefficients), sumOf(vectors));
          assert.equal(sumProblem(sumOf(vectors), members, 0), undefined);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('is exact with the real masks between all pairs, read back from the files in any order', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(
        fc.integer({ min: 5, max: 24 }),
        fc.array(vector, { minLength: 24, maxLength: 24 }),
        (members, all) => {
          const team = new RealTeam(members, 'pairs');
          const vectors = all.slice(0, members);
          const merge = new SealedMerge(team.roster, nodeDigest);
          for (const [member, own] of [...vectors.entries()].reverse())
            assert.equal(merge.add(team.text(member, team.seal(member, own))), 'counted');
          const opened = merge.open(team.coefficients);
          assert.ok(opened.opened);
          assert.deepEqual(opened.sum.total, { members, vector: sumOf(vectors) });
        },
      ),
      { numRuns: 12 },
    );
  });

  it('is exact with real masks of 60 members', function () {
    this.timeout(60_000);
    const team = new RealTeam(60, 'many');
    const vectors = team.keys.map((_, member) =>
      vectorOf(new Map([['verdict', [member % 21, 20 - (member % 21), 0]]])),
    );
    const sum = new Uint32Array(wordsLength);
    for (const [member, own] of vectors.entries()) addWords(sum, team.seal(member, own));
    assert.deepEqual(checkedVector(sum, team.coefficients), sumOf(vectors));
  });

  it('is not had with one word changed, whichever and however', () => {
    const team = new RealTeam(6, 'changed');
    const sealed = team.keys.map((_, member) => team.seal(member, vectorOf(new Map([['verdict', [6, 7, 7]]]))));
    fc.assert(
      fc.property(fc.nat(5), fc.nat(wordsLength - 1), fc.integer({ min: 1, max: 2 ** 32 - 1 }), (member, place, by) => {
        const merge = new SealedMerge(team.roster, nodeDigest);
        for (const [index, words] of sealed.entries()) {
          const given = Uint32Array.from(words);
          if (index === member) given[place] = (given[place] ?? 0) + by;
          merge.add(team.text(index, given));
        }
        const opened = merge.open(team.coefficients);
        assert.ok(!opened.opened);
        assert.match(opened.reasons.join(), /do not fit together/);
      }),
    );
  });

  it('that no records give is refused: votes that are not twenty a member, presence that does not follow', () => {
    const honest = sumOf(
      Array.from({ length: 9 }, (_, member) => vectorOf(new Map([['verdict', [member, 20 - member, 0]]]))),
    );
    assert.equal(sumProblem(honest, 9, 0), undefined);
    fc.assert(
      fc.property(fc.nat(9), fc.integer({ min: -400, max: 400 }), (place, by) => {
        fc.pre(by !== 0);
        const votes = place % 3 === 1;
        const problem = sumProblem(
          honest.map((entry, at) => (at === place ? entry + by : entry)),
          9,
          0,
        );
        // Of presence entries only what cannot be is found: 8 of 9 members may carry an answer as well as 9.
        if (votes) assert.match(problem ?? '', /votes, not 20 for each of 9 members/);
        else if (by > 9 || by < -9) assert.ok(problem);
      }),
    );
    const invented = honest.map((entry, at) => entry + (at === 1 ? 500 : at === 4 ? -500 : 0));
    assert.match(sumProblem(invented, 9, 0) ?? '', /do not fit together/);
    assert.match(sumProblem(sumOf([honest, honest]), 9, 0) ?? '', /answers of 18 of 9 members/);
  });
});

// The lead and all members but two work together: whatever they add up or take away, a mask they do not know is left.
describe('files without one of them', () => {
  /** Chi-square of the bytes of words against a uniform distribution, of 255 degrees of freedom. */
  function chiSquare(words: Uint32Array): number {
    const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
    const counts = new Array<number>(256).fill(0);
    for (const byte of bytes) counts[byte] = (counts[byte] ?? 0) + 1;
    const expected = bytes.length / 256;
    return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  }
  /** The seeds are fixed, so this is a computation and not a game of chance: within 4.5 standard deviations. */
  const isUniform = (words: Uint32Array): boolean => Math.abs(chiSquare(words) - 255) < 4.5 * Math.sqrt(2 * 255);

  const zeros = new Array<number>(vectorLength).fill(0);
  const ones = vectorOf(new Map([['verdict', [20, 0, 0]]]));

  /** Of many teams the sum of all files but one, one behind the other; `knowing` takes the vectors out. */
  function leftOver(own: readonly number[], knowing: boolean): Uint32Array {
    const all: number[] = [];
    for (let run = 0; run < 24; run++) {
      const team = new RealTeam(6, `left ${String(run)}`);
      const sum = new Uint32Array(wordsLength);
      for (let member = 1; member < 6; member++) {
        addWords(sum, team.seal(member, own));
        if (knowing) addWords(sum, withCheckWords(own, team.coefficients), -1);
      }
      all.push(...sum);
    }
    return Uint32Array.from(all);
  }

  it('add up to words that look uniform, whatever was voted, also to those who know all votes in them', function () {
    this.timeout(60_000);
    assert.ok(
      !isUniform(Uint32Array.from({ length: 24 * wordsLength }, (_, place) => ones[place % vectorLength] ?? 0)),
    );
    for (const own of [zeros, ones]) {
      assert.ok(isUniform(leftOver(own, false)));
      assert.ok(isUniform(leftOver(own, true)));
    }
  });

  it('are each uniform, unrelated to each other and to those of another attempt', function () {
    this.timeout(60_000);
    const team = new RealTeam(20, 'each');
    const files = team.keys.map((_, member) => team.seal(member, ones));
    assert.ok(isUniform(Uint32Array.from(files.flatMap((words) => [...words]))));
    const differences = files
      .slice(1)
      .flatMap((words, member) => [...words].map((word, at) => word - (files[member]?.[at] ?? 0)));
    assert.ok(isUniform(Uint32Array.from(differences)));
    const key = team.keys[0] ?? '';
    const bound = { window: teamWindow, layout: layoutDigest(nodeDigest), roster: team.hash, attempt: 1 };
    const maskOf = (change: Partial<typeof bound>): Uint32Array => {
      const [[, mask] = ['', new Uint32Array()]] = pairMasks(team.privateKeys[1] ?? '', [key], { ...bound, ...change });
      return mask;
    };
    for (const change of [
      { window: '2026-W37..W40' },
      { layout: '0'.repeat(64) },
      { roster: '0'.repeat(64) },
      { attempt: 2 },
    ]) {
      const other = maskOf(change);
      assert.ok(
        maskOf({}).every((word, at) => word !== other[at]),
        JSON.stringify(change),
      );
    }
    assert.deepEqual(maskOf({}), maskOf({}));
  });

  it('leave a member the sum of two, and not one, when all others tell all they know', () => {
    const team = new RealTeam(7, 'colluding');
    const secrets = [vectorOf(new Map([['verdict', [20, 0, 0]]])), vectorOf(new Map([['verdict', [3, 7, 10]]]))];
    const sum = new Uint32Array(wordsLength);
    const others: Uint32Array[] = [];
    for (let member = 0; member < 7; member++) {
      const words = team.seal(member, secrets[member] ?? ones);
      addWords(sum, words);
      if (member < 2) others.push(words);
      else addWords(sum, withCheckWords(ones, team.coefficients), -1);
    }
    assert.deepEqual(checkedVector(sum, team.coefficients), sumOf(secrets));
    // Peeling the masks of the five off a file of the two leaves the mask of the two.
    const bound = { window: teamWindow, layout: layoutDigest(nodeDigest), roster: team.hash, attempt: 1 };
    for (const [at, words] of others.entries()) {
      const key = team.keys[at] ?? '';
      const peeled = Uint32Array.from(words);
      for (let member = 2; member < 7; member++)
        for (const [, mask] of pairMasks(team.privateKeys[member] ?? '', [key], bound))
          addWords(peeled, mask, key < (team.keys[member] ?? '') ? -1 : 1);
      assert.equal(checkedVector(peeled, team.coefficients), undefined);
      assert.ok(Math.abs(chiSquare(peeled) - 255) < 4.5 * Math.sqrt(2 * 255));
    }
  });
});

describe('rosters of one window', () => {
  const members = Array.from({ length: 16 }, (_, index) => `m${String(index).padStart(2, '0')}`);
  const subset = fc.subarray(members, { minLength: 6 });

  it('may be combined in any way: what follows from their sums is about nobody or at least five', () => {
    fc.assert(
      fc.property(
        fc.array(subset, { minLength: 2, maxLength: 3 }),
        fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 3, maxLength: 3 }),
        (rosters, factors) => {
          const taken: Attempt[] = [];
          for (const [index, own] of rosters.entries()) {
            const next = { attempt: index + 1, minimum: 5, members: own };
            if (attemptProblem(next, taken) === undefined) taken.push(next);
          }
          const about = members.filter(
            (member) =>
              taken.reduce((sum, { members: own }, at) => sum + (own.includes(member) ? (factors[at] ?? 0) : 0), 0) !==
              0,
          );
          assert.ok(about.length === 0 || about.length >= 5, about.join());
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('may be the same members again, and must not go back', () => {
    const first = { attempt: 1, minimum: 5, members };
    assert.equal(attemptProblem({ ...first, attempt: 2 }, [first]), undefined);
    assert.equal(attemptProblem({ ...first, attempt: 2, members: members.slice(5) }, [first]), undefined);
    assert.match(attemptProblem({ ...first, attempt: 2, members: members.slice(4) }, [first]) ?? '', /by 4 members/);
    assert.match(attemptProblem(first, [{ ...first, attempt: 2 }]) ?? '', /attempt 2 .* was made already/);
    assert.match(
      attemptProblem({ ...first, attempt: 2, members: members.slice(5) }, [{ ...first, minimum: 6 }]) ?? '',
      /at least 6/,
    );
  });
});

// Dice are seeded: the counts below are the same in every run, and bounds are five standard deviations.
describe('noise', () => {
  const runs = 20_000;
  function shareOf(seed: string, is: (dice: Dice) => boolean): number {
    const throwing = dice(seed);
    let count = 0;
    for (let run = 0; run < runs; run++) count += Number(is(throwing));
    return count / runs;
  }
  const near = (share: number, p: number): void =>
    assert.ok(
      Math.abs(share - p) < 5 * Math.sqrt((p * (1 - p)) / runs) + 1e-12,
      `${String(share)} instead of ${String(p)}`,
    );

  it('comes from exact coins: exp(-γ)', () => {
    for (const [of, all] of [
      [0, 1],
      [1, 1],
      [1, 2],
      [3, 7],
      [19, 20],
    ] as const)
      near(
        shareOf(`coin ${String(of)}/${String(all)}`, (throwing) => bernoulliExp(throwing, of, all)),
        Math.exp(-of / all),
      );
  });

  it('has geometric numbers of its scale', () => {
    for (const scale of [1, 4, 20])
      for (const k of [0, 1, 5])
        near(
          shareOf(`geometric ${String(scale)} ${String(k)}`, (throwing) => geometric(throwing, scale) === k),
          (1 - Math.exp(-1 / scale)) * Math.exp(-k / scale),
        );
  });

  it('adds up to discrete Laplace noise, whatever the number of shares', () => {
    for (const parts of [1, 3, 5]) {
      const q = Math.exp(-1 / 3);
      for (const k of [0, 2, -4])
        near(
          shareOf(`laplace ${String(parts)} ${String(k)}`, (throwing) => {
            let sum = 0;
            for (let part = 0; part < parts; part++) sum += noiseShare(throwing, 3, parts);
            return sum === k;
          }),
          ((1 - q) / (1 + q)) * q ** Math.abs(k),
        );
    }
  });

  it('is whole when half of the members leave theirs out, and falls the same way for the same dice', () => {
    for (const members of [6, 7, 500]) assert.ok(sharesOfWhole(members) <= Math.ceil(members / 2));
    const own = vectorOf(new Map([['verdict', [10, 10, 0]]]));
    assert.deepEqual(withNoise(own, 2, 10, dice('same')), withNoise(own, 2, 10, dice('same')));
    assert.notDeepEqual(withNoise(own, 2, 10, dice('same')), withNoise(own, 2, 10, dice('other')));
    assert.equal(withNoise(own, 0, 10, dice('none')), own);
  });

  it('is carried by the sum, and no minimum is reached by it alone', () => {
    const vectors = Array.from({ length: 200 }, (_, member) =>
      vectorOf(new Map([['verdict', [10, 6, 4]], ...(member < 3 ? [['verdict.kind.test', [20, 0, 0]] as const] : [])])),
    );
    const noisy = sumOf(vectors.map((own, member) => [...withNoise(own, 1, 200, dice(`m${String(member)}`))]));
    assert.equal(sumProblem(noisy, 200, 1), undefined);
    assert.notDeepEqual(noisy, sumOf(vectors));
    const usable = usableSum(noisy, 200, 1);
    const entry = (name: string): number => usable[slots.findIndex((slot) => slot.name === name)] ?? 0;
    assert.ok(Math.abs(entry('verdict/trusted/votes') - 2000) < 300);
    assert.equal(entry('verdict.kind.test/present'), 0);
  });

  it('costs what is said of it', () => {
    assert.equal(lossOfQuestion(3, 1), 9);
    assert.equal(Math.round(lossOfAll(1)), 342);
    assert.ok(Math.abs(lossOfAll(10) - 34.2) < 1e-9);
  });
});
