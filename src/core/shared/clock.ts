import type { Disposable } from './disposable.ts';

/** Time as the rest of the code sees it. Injected everywhere, so that tests and imports decide what time it is. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /** Calls back once, after at least `milliseconds`; disposing cancels. */
  after(milliseconds: number, callback: () => void): Disposable;
}

/** @returns the time as the ledger writes it: ISO 8601, UTC, milliseconds */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/**
 * What happened from a moment on; nothing older is looked at, however much of it there is.
 * @param inOrder the oldest first, with ISO 8601 times
 * @param time ms since 1970
 */
export function since<T extends { readonly at: string }>(inOrder: readonly T[], time: number): readonly T[] {
  return inOrder.slice(1 + inOrder.findLastIndex(({ at }) => Date.parse(at) < time));
}
