/**
 * Draws one id, the same one for the same ids and seed, each with the same chance: the one with the smallest hash.
 * Adding or removing another id changes the result only if that one is the smallest.
 */
export function draw(ids: readonly string[], seed: string): string | null {
  let chosen: string | null = null;
  let smallest = Infinity;
  for (const id of ids) {
    const value = hash(`${seed}\n${id}`);
    if (value < smallest || (value === smallest && chosen !== null && id < chosen)) [chosen, smallest] = [id, value];
  }
  return chosen;
}

/** FNV-1a over UTF-16 code units with the 32-bit finalizer of MurmurHash3, which spreads neighbouring inputs. Not for secrets. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
