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
    for (const place of sources.flatMap((source) => source.places(home))) this.#states.set(place, stateOf(place));
  }

  /** Whether a session may have begun or gone on since. */
  changed(): boolean {
    for (const [place, before] of this.#states) {
      const now = stateOf(place);
      if (now?.ino !== before?.ino || now?.size !== before?.size || now?.mtimeMs !== before?.mtimeMs) return true;
    }
    return false;
  }
}

function stateOf(place: string): State {
  try {
    const stats = fs.statSync(place, { throwIfNoEntry: false });
    return stats && { ino: stats.ino, size: stats.size, mtimeMs: stats.mtimeMs };
  } catch {
    return undefined; // not ours to read
  }
}
