import fs from 'node:fs';
import type { TranscriptHome, TranscriptSource } from './source.ts';

type State = Pick<fs.Stats, 'ino' | 'size' | 'mtimeMs'> | undefined;

/**
 * What everything that holds transcripts looked like at one moment. Whether any of it is different now is cheap to ask
 * again and again: nothing is listed, opened or built for it.
 */
export class TranscriptPlaces {
  readonly #states = new Map<string, State>();

  constructor(sources: readonly TranscriptSource[], home: TranscriptHome) {
    for (const place of sources.flatMap((source) => source.places(home))) this.#states.set(place, undefined);
    this.#compare((place, now) => this.#states.set(place, now));
  }

  /** Whether a session may have begun or gone on since. */
  changed(): boolean {
    let changed = false;
    this.#compare(() => (changed = true));
    return changed;
  }

  /** One loop that calls nothing of ours: it runs every few seconds while nobody does anything. */
  #compare(differs: (place: string, now: State) => void): void {
    for (const [place, before] of this.#states) {
      let now: State;
      try {
        now = fs.statSync(place, { throwIfNoEntry: false });
      } catch {
        now = undefined; // not ours to read
      }
      if (now?.ino === before?.ino && now?.size === before?.size && now?.mtimeMs === before?.mtimeMs) continue;
      differs(place, now && { ino: now.ino, size: now.size, mtimeMs: now.mtimeMs });
    }
  }
}
