import type { Body } from './records.ts';

/**
 * The mark of a record whose words a model helped with, to be spread into its body.
 * @param assisted names of the texts or fields it drafted
 * @returns no mark at all where it drafted none
 */
export function assistedMark(assisted: readonly string[] = []): Pick<Body<'case'>, 'assisted'> {
  return assisted.length > 0 ? { assisted: [...assisted] } : {};
}
