/** Words of 32 bits kept of each tag and of each content: enough to tell members of any team apart. */
const tagWords = 4;
const contentWords = 2;
const rowWords = tagWords + contentWords;

/**
 * Which tag came with which content, in 24 bytes a member (48 with the free places): a map of strings would take ten
 * times as much. Open addressing; tags are hashes, so their first word spreads them.
 */
export class TagTable {
  #rows = new Uint32Array(rowWords * 1024);
  #used = 0;

  /**
   * Notes the content of a tag, unless the tag is known.
   * @param tag hex, at least 32 digits
   * @param content hex, at least 16 digits
   * @returns whether the tag is new, or known with the same or with other content
   */
  note(tag: string, content: string): 'new' | 'same' | 'other' {
    if (2 * this.#used * rowWords >= this.#rows.length) this.#grow();
    const row = [...words(tag, tagWords), ...words(content, contentWords)];
    // A row of zeros is a free one; no hash anybody will see begins with 128 of them.
    const at = this.#find(row);
    if (this.#isFree(at)) {
      this.#rows.set(row, at);
      this.#used += 1;
      return 'new';
    }
    return row.slice(tagWords).every((word, index) => this.#rows[at + tagWords + index] === word) ? 'same' : 'other';
  }

  /** Whether a tag was noted. */
  has(tag: string): boolean {
    return !this.#isFree(this.#find(words(tag, tagWords)));
  }

  /** Where a tag stands, or would. */
  #find(row: readonly number[]): number {
    const places = this.#rows.length / rowWords;
    for (let place = (row[0] ?? 0) % places; ; place = (place + 1) % places) {
      const at = place * rowWords;
      if (this.#isFree(at) || this.#isAt(at, row)) return at;
    }
  }

  #isAt(at: number, row: readonly number[]): boolean {
    for (let index = 0; index < tagWords; index++) if (this.#rows[at + index] !== row[index]) return false;
    return true;
  }

  #isFree(at: number): boolean {
    for (let index = 0; index < tagWords; index++) if (this.#rows[at + index] !== 0) return false;
    return true;
  }

  #grow(): void {
    const old = this.#rows;
    this.#rows = new Uint32Array(2 * old.length);
    for (let at = 0; at < old.length; at += rowWords) {
      const row = Array.from(old.subarray(at, at + rowWords));
      if (row.slice(0, tagWords).some((word) => word !== 0)) this.#rows.set(row, this.#find(row));
    }
  }
}

function words(hex: string, count: number): number[] {
  return Array.from({ length: count }, (_, index) => parseInt(hex.slice(8 * index, 8 * index + 8), 16));
}
