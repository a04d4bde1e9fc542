import { code, openNew, typeAt } from './document.ts';

/** 1000 keys in a file of ordinary size in which nothing is followed, from the very first key on. */
export async function benchTyping(): Promise<void> {
  const editor = await openNew('bench-typing.ts', code(20_000));
  await typeAt('typing', editor, 10_000, 1000);
}
