import { setTimeout as pause } from 'node:timers/promises';

/**
 * Waits until `condition` holds (or returns something); what a key does reaches the extension host only some time after
 * it was pressed.
 * @returns what `condition` returned
 * @throws when it does not hold within `timeout` ms; `what` names it in the message
 */
export async function until<T>(
  what: string,
  condition: () => T | Promise<T>,
  timeout = 25_000,
): Promise<NonNullable<T>> {
  const end = Date.now() + timeout;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > end) throw new Error(`Waited in vain: ${what}`);
    await pause(20);
  }
}
