import type { Reply } from '../../core/recognise/transcripts/replies/reply.ts';
import { PastedText } from '../../core/recognise/pastedReply.ts';
import type { Clock } from '../../core/shared/clock.ts';
import type { Disposable } from '../../core/shared/disposable.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import type { TranscriptHome } from '../../node/transcripts/source.ts';
import { loadLater } from '../later.ts';

/** Chats write their replies down only seconds after they said them, so a second look is taken so long (ms) after the first. */
const secondLook = 6000;

/** Finds the reply a pasted text comes from, in the transcripts on this machine. */
export class PastedReplies implements Disposable {
  readonly #clock: Clock;
  readonly #home: TranscriptHome;
  /** Whether transcripts may be read now. */
  readonly #enabled: () => boolean;
  readonly #stopped = new AbortController();

  constructor(clock: Clock, home: TranscriptHome, enabled: () => boolean) {
    this.#clock = clock;
    this.#home = home;
    this.#enabled = enabled;
  }

  /**
   * @param known texts that were there before the paste
   * @returns null where there is none, or none may be looked for
   */
  async find(text: string, known: readonly string[]): Promise<Reply | null> {
    if (!new PastedText(text, known).telling) return null;
    try {
      const found = await this.#look(text, known);
      if (found) return found;
      await new Promise<void>((resolve) => void this.#clock.after(secondLook, resolve));
      return await this.#look(text, known);
    } catch (error) {
      if (PairfolioError.is(error, 'cancelled')) return null;
      throw error;
    }
  }

  dispose(): void {
    this.#stopped.abort();
  }

  async #look(text: string, known: readonly string[]): Promise<Reply | null> {
    if (!this.#enabled() || this.#stopped.signal.aborted) return null;
    const { findReply, transcriptSources } = await loadLater();
    const { signal } = this.#stopped;
    return findReply(text, { sources: transcriptSources, home: this.#home, clock: this.#clock, signal, known });
  }
}
