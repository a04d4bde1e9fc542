import type { Decision } from '../../core/ledger/decision.ts';
import { linesOfTexts, type Places } from '../../core/portfolio/agentTrace/lineRanges.ts';
import type { Located } from '../../core/portfolio/agentTrace/traceRecord.ts';
import { decodeText } from '../text.ts';
import type { ObjectReader } from '../git/objectReader.ts';

/** Why there is no record for a decision. */
export type NotLocated = 'no-commit' | 'no-file' | 'not-in-repository';

/** A whole commit hash, of SHA-1 or SHA-256. */
const wholeHash = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * Where a decision stands in the first of its commits.
 * @param parts what was suggested, place by place; undefined where its code was not kept
 * @param objects of the repository the commit may be in; undefined where none was given
 * @throws PairfolioError `git-failed`, `cancelled`
 */
export async function locateInCommit(
  decision: Decision,
  parts: readonly { readonly suggested: string }[] | undefined,
  objects: ObjectReader | undefined,
): Promise<Located | NotLocated> {
  const { file, commits } = decision;
  if (commits.length === 0) return 'no-commit';
  if (file === null || !isInside(file)) return 'no-file';
  if (!objects) {
    const named = commits.find(({ sha }) => wholeHash.test(sha));
    if (!named) return 'no-commit';
    return { revision: named.sha, path: file, distance: named.distance, lines: 'not-looked-for', ranges: [] };
  }
  for (const { sha, distance } of commits) {
    // Nothing that git could take for anything but a commit.
    const commit = /^[0-9a-f]{7,64}$/.test(sha) ? await objects.read(`${sha}^{commit}`) : null;
    if (commit?.type !== 'commit') continue;
    const revision = commit.id;
    const places = await findLines(decision, distance, parts, revision, file, objects);
    const lines = places.ranges.length === 0 ? 'not-found' : places.complete ? 'found' : 'partly-found';
    return { revision, path: file, distance, lines, ranges: places.ranges };
  }
  return 'not-in-repository';
}

const nowhere: Places = { ranges: [], complete: false };

async function findLines(
  decision: Decision,
  distance: number | null,
  parts: readonly { readonly suggested: string }[] | undefined,
  revision: string,
  file: string,
  objects: ObjectReader,
): Promise<Places> {
  const now = await textAt(objects, revision, file);
  if (now === null) return nowhere;
  const base = (await textAt(objects, `${revision}^`, file)) ?? '';
  // Several kept places are joined by a blank line; as one text they may stand nowhere.
  const kept = decision.kept === null ? [] : [[decision.kept], decision.kept.split(/\n\s*\n/)];
  // What was not kept may still stand elsewhere in the file; it is not this.
  const isKept = decision.verdict.label !== 'overrode' && distance !== 1;
  const suggested = parts && isKept ? [parts.map((part) => part.suggested)] : [];
  let best = nowhere;
  for (const wanted of distance === 0 ? [...suggested, ...kept] : [...kept, ...suggested]) {
    const found = linesOfTexts(now, base, wanted);
    if (found.complete && found.ranges.length > 0) return found;
    if (found.ranges.length > best.ranges.length) best = found;
  }
  return { ...best, complete: false };
}

async function textAt(objects: ObjectReader, revision: string, file: string): Promise<string | null> {
  const blob = await objects.read(`${revision}:${file}`);
  return blob?.type === 'blob' && blob.bytes ? decodeText(blob.bytes) : null;
}

/** A path from the repository's root that stays inside it, as the specification wants it. */
function isInside(file: string): boolean {
  return !/^(?:\/|\\|[A-Za-z]:)/.test(file) && !file.split(/[\\/]/).includes('..');
}
