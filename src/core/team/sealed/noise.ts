import { blocks, entriesPerOption } from '../layout.ts';
import { seats } from '../votes.ts';

// Exact samplers: whole numbers and comparisons of uniform words, no floating-point. After Canonne, Kamath and Steinke,
// The Discrete Gaussian for Differential Privacy (2020), algorithms 1 and 2; shares of discrete Laplace noise as
// differences of negative-binomial numbers: Harrison and Manurangsi, Infinitely Divisible Noise for Differential Privacy
// (2025). docs/sealed-mode.md says what the noise promises.

/** Gives uniform words of 32 bits, each used once. */
export type Dice = () => number;

/** Uniform over 0 … `below` - 1; `below` at most 2^32. */
function uniform(dice: Dice, below: number): number {
  const fair = 2 ** 32 - (2 ** 32 % below);
  for (;;) {
    const word = dice();
    if (word < fair) return word % below;
  }
}

/** True with probability `of` / `all`. */
function bernoulli(dice: Dice, of: number, all: number): boolean {
  return uniform(dice, all) < of;
}

/** True with probability exp(-`of` / `all`), for 0 ≤ `of` ≤ `all`. */
export function bernoulliExp(dice: Dice, of: number, all: number): boolean {
  let k = 1;
  while (bernoulli(dice, of, all * k)) k += 1;
  return k % 2 === 1;
}

/** k = 0, 1, … with probability proportional to exp(-k / `scale`). @param scale whole, at least 1 */
export function geometric(dice: Dice, scale: number): number {
  for (;;) {
    const rest = uniform(dice, scale);
    if (!bernoulliExp(dice, rest, scale)) continue;
    let whole = 0;
    while (bernoulliExp(dice, 1, 1)) whole += 1;
    return rest + scale * whole;
  }
}

/**
 * A negative-binomial (Pólya) number of shape 1/`parts`: so many of them add up to a geometric one. A geometric k is
 * kept with probability ∏ (i - 1 + 1/parts) / i for i = 1 … k, the quotient of the two distributions.
 */
function polya(dice: Dice, scale: number, parts: number): number {
  for (;;) {
    const k = geometric(dice, scale);
    let i = 1;
    while (i <= k && bernoulli(dice, parts * (i - 1) + 1, parts * i)) i += 1;
    if (i > k) return k;
  }
}

/** One of `parts` shares that add up to discrete Laplace noise: P(k) proportional to exp(-|k| / scale). */
export function noiseShare(dice: Dice, scale: number, parts: number): number {
  return polya(dice, scale, parts) - polya(dice, scale, parts);
}

/** So many members are enough for the whole noise: half, so that the other half may know or leave out theirs. */
export function sharesOfWhole(members: number): number {
  return Math.ceil(members / 2);
}

/** Scale of the noise on an entry of the vector. @param noise of the roster */
function scaleAt(place: number, noise: number): number {
  return isVotes[place] === true ? seats * noise : noise;
}

const isVotes: readonly boolean[] = blocks.flatMap(({ options }) => [
  false,
  ...options.flatMap(() => Array.from({ length: entriesPerOption }, (_, entry) => entry === 0)),
]);

/** A vector with a member's shares of the noise. @param noise of the roster; with 0 the vector stays as it is */
export function withNoise(vector: readonly number[], noise: number, members: number, dice: Dice): readonly number[] {
  if (noise === 0) return vector;
  const parts = sharesOfWhole(members);
  return vector.map((entry, place) => entry + noiseShare(dice, scaleAt(place, noise), parts));
}

/**
 * ε of one question with so many answers: exchanging a member's answers moves up to 40 votes (scale 20 · noise) and
 * 1 + 2 · answers presence entries (scale noise).
 */
export function lossOfQuestion(answers: number, noise: number): number {
  return (2 * seats) / (seats * noise) + (1 + 2 * answers) / noise;
}

/** ε of all questions together. */
export function lossOfAll(noise: number): number {
  return blocks.reduce((sum, { options }) => sum + lossOfQuestion(options.length, noise), 0);
}

/** Standard deviation of a share among so many members, in per cent: two discrete Laplace numbers of scale 20 · noise. */
export function typicalError(members: number, noise: number): number {
  const scale = seats * noise;
  return (100 * Math.sqrt(4 * scale ** 2)) / (seats * members);
}
