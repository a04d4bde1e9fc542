import { withoutSpace } from '../../core/shared/space.ts';
import { findSpaced } from '../../core/follow/findSpaced.ts';
import { leastTelling } from '../../core/follow/followUp.ts';
import type { ObjectReader } from '../git/objectReader.ts';
import type { FileTexts } from './fileTexts.ts';
import type { History } from './history.ts';
import { changeAt } from './trace.ts';

/** What a decision's commit is found by. */
export interface LandingTraces {
  readonly file: string;
  /** When the suggestion came, milliseconds. */
  readonly at: number;
  /** Commits recorded for it. */
  readonly shas: readonly string[];
  /** What stood in its place when it settled; null where that was not kept. */
  readonly kept: string | null;
  /** Whether it was overridden: then the next commit of the file holds its user's own version. */
  readonly overridden: boolean;
}

/** The commit that took a decision in. */
export interface Landing {
  readonly index: number;
  /** `recorded`, or how it was found again: it was rewritten, or no window saw it. */
  readonly by: 'recorded' | 'author' | 'text' | 'next';
}

/** How many commits of one file are searched for a text. */
const mostSearched = 60;

/**
 * Finds the commit of a decision in the history as it is now. After an amend or a rebase the recorded commit is not
 * part of it any more: the author and the author's date lead to its successor. After a squash, or where no commit was
 * recorded, the text does: the first commit since that holds it and whose parent does not.
 * @returns null where there is none
 * @throws PairfolioError `git-failed`, `cancelled`
 */
export async function findLanding(
  history: History,
  objects: ObjectReader,
  texts: FileTexts,
  traces: LandingTraces,
): Promise<Landing | null> {
  const recorded = traces.shas.flatMap((sha) => history.indexOf(sha) ?? []);
  if (recorded.length > 0) return { index: Math.min(...recorded), by: 'recorded' };
  for (const sha of traces.shas) {
    const index = await successor(history, objects, sha, traces.file);
    if (index !== null) return { index, by: 'author' };
  }
  // Git keeps whole seconds.
  const since = Math.floor(traces.at / 1000) * 1000;
  const later = history.touching(traces.file).filter((index) => history.commit(index).time >= since);
  const index = await firstWith(history, texts, later, traces);
  if (index !== null) return { index, by: 'text' };
  const [next] = later;
  return traces.overridden && next !== undefined ? { index: next, by: 'next' } : null;
}

/** The commit that an amend or a rebase made of one. */
async function successor(history: History, objects: ObjectReader, sha: string, file: string): Promise<number | null> {
  if (!/^[0-9a-f]{40,64}$/.test(sha)) return null;
  const object = await objects.read(sha);
  if (object?.type !== 'commit' || !object.bytes) return null;
  const [, address, date] = /^author .*<([^>\n]*)> (\d+) /m.exec(object.bytes.toString('utf8')) ?? [];
  if (address === undefined || date === undefined) return null;
  const candidates = history.byAuthor(`${address} ${date}`);
  return candidates.find((index) => changeAt(history.commit(index), file) !== null) ?? null;
}

async function firstWith(
  history: History,
  texts: FileTexts,
  candidates: readonly number[],
  { file, kept }: LandingTraces,
): Promise<number | null> {
  if (kept === null || withoutSpace(kept).length < leastTelling) return null;
  // Several changed places are kept joined by blank lines.
  const pieces = kept.split('\n\n').filter((piece) => withoutSpace(piece) !== '');
  const holds = (text: string): boolean => pieces.every((piece) => findSpaced(text, piece) !== undefined);
  for (const index of candidates.slice(0, mostSearched)) {
    const change = changeAt(history.commit(index), file);
    if (!change?.new) continue;
    const now = await texts.read(change.new, change.to);
    if (now === null || !holds(now)) continue;
    const before = change.old === null ? '' : await texts.read(change.old, change.from);
    if (before !== null && !holds(before)) return index;
  }
  return null;
}
