// Whole numbers modulo 2^32, in which masks cancel exactly. A Uint32Array takes numbers modulo 2^32 by itself.

/** How many check words follow the vector. */
export const checkWords = 4;

/** Adds (or takes away) words in place. */
export function addWords(to: Uint32Array, words: Uint32Array, sign: 1 | -1 = 1): void {
  for (let place = 0; place < to.length; place++) to[place] = (to[place] ?? 0) + sign * (words[place] ?? 0);
}

/**
 * A vector with its check words: linear in it, so those of a sum are the sum of those of its parts.
 * @param coefficients {@link checkWords} words for each entry, known to all
 */
export function withCheckWords(vector: readonly number[], coefficients: Uint32Array): Uint32Array {
  const words = new Uint32Array(vector.length + checkWords);
  words.set(vector);
  for (let check = 0; check < checkWords; check++) {
    let sum = 0;
    for (let place = 0; place < vector.length; place++)
      sum = (sum + Math.imul(words[place] ?? 0, coefficients[check * vector.length + place] ?? 0)) >>> 0;
    words[vector.length + check] = sum;
  }
  return words;
}

/** The vector in words with check words, or undefined where these do not fit. Entries from 2^31 on are negative. */
export function checkedVector(words: Uint32Array, coefficients: Uint32Array): number[] | undefined {
  const vector = Array.from(words.subarray(0, -checkWords), (word) => word | 0);
  const expected = withCheckWords(vector, coefficients);
  return words.every((word, place) => word === expected[place]) ? vector : undefined;
}

/**
 * Masks words. Of each pair of members the one with the smaller key adds what the other takes away.
 * @param own key of the member
 * @param masks for each other member, as long as the words
 */
export function masked(
  words: Uint32Array,
  own: string,
  masks: Iterable<readonly [key: string, mask: Uint32Array]>,
): Uint32Array {
  const hidden = Uint32Array.from(words);
  for (const [key, mask] of masks) addWords(hidden, mask, own < key ? 1 : -1);
  return hidden;
}
