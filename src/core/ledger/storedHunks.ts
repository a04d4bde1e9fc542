import * as v from 'valibot';
import { parseJson } from '../shared/json.ts';

/** One place of a suggestion as its texts keep it. */
export interface StoredHunk {
  readonly before: string;
  readonly suggested: string;
}

const hunkList = v.array(v.looseObject({ before: v.string(), suggested: v.string() }));

/**
 * The places of a suggestion: its `hunks` text where it has several, else `before` and `suggested` as they are.
 * @param texts of a `suggestion` record, as looked up
 * @returns `undefined` where its code was not kept, or was erased
 */
export function storedHunks(texts: Readonly<Record<string, string>>): readonly StoredHunk[] | undefined {
  const { before, suggested, hunks } = texts;
  if (before === undefined || suggested === undefined) return undefined;
  const several = hunks === undefined ? undefined : v.safeParse(hunkList, parseJson(hunks));
  return several?.success === true && several.output.length > 0 ? several.output : [{ before, suggested }];
}
