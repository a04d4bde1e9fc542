import type { Memento } from 'vscode';

const key = 'pairfolio.team';

/** What was answered last time, to be offered again. It stays on this machine. */
export interface Remembered {
  readonly cohort?: string;
  /** The folder the last contribution was written to. */
  readonly contributions?: string;
  /** Folders of the last release. */
  readonly from?: string;
  readonly out?: string;
  /** The roster of the last sealed contribution or release. */
  readonly roster?: string;
}

/** Keeps answers over the end of the editor. */
export class TeamMemory {
  readonly #state: Memento;

  constructor(state: Memento) {
    this.#state = state;
  }

  get(name: keyof Remembered): string | undefined {
    const kept: unknown = this.#state.get(key);
    const value = typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>)[name] : undefined;
    return typeof value === 'string' ? value : undefined;
  }

  async set(answers: Remembered): Promise<void> {
    const kept: unknown = this.#state.get(key);
    await this.#state.update(key, { ...(typeof kept === 'object' ? kept : {}), ...answers });
  }
}
