import fs from 'node:fs';
import path from 'node:path';
import type { Manifest } from '../../../core/portfolio/manifest.ts';
import type { Check } from '../../../core/portfolio/verifyPortfolio.ts';
import { isoTime, type Clock } from '../../../core/shared/clock.ts';
import { PairfolioError } from '../../../core/shared/errors.ts';
import { runGit } from '../../git/runGit.ts';
import type { Clone } from '../commitCheck.ts';

// An anchor is an annotated tag that carries the root of a record. Whoever has the tag knows that the record existed
// then; it comes along with a plain clone, and no commit and no commit message is touched.

const prefix = 'pairfolio/';

/** What a tag was made over. */
export interface Anchored {
  readonly root: string;
  readonly size: number;
}

/** An anchor found in a clone. */
export interface Anchor extends Anchored {
  /** Name of the tag. */
  readonly tag: string;
  /** Milliseconds since 1970, as the machine says that made the tag. */
  readonly time: number;
}

/**
 * Writes an anchor into a repository. Nothing is sent anywhere: the author pushes the tag.
 * @returns the tag, and whether it was there already
 * @throws PairfolioError `git-failed`
 */
export async function writeAnchor(
  clone: Clone,
  { root, size }: Anchored,
  clock: Clock,
): Promise<{ readonly tag: string; readonly isNew: boolean }> {
  const known = (await anchorsIn(clone)).find((anchor) => anchor.root === root);
  if (known) return { tag: known.tag, isNew: false };
  if ((await clone.find((await clone.git('rev-parse', 'HEAD'))?.trim() ?? '')) === undefined)
    throw new PairfolioError('git-failed', 'The repository has no commit yet that a tag could stand on.');
  const tag = `${prefix}${isoTime(clock.now()).slice(0, 10)}-${root.slice(0, 12)}`;
  const message = [
    'Anchor of a Pairfolio record',
    '',
    'The record of decisions with this root existed when this tag was made.',
    'The root is a hash: it tells nothing of what the record holds.',
    '',
    `record_root: ${root}`,
    `record_size: ${String(size)}`,
  ].join('\n');
  // A signature of the tag would need the author’s GPG or SSH program, which may ask and wait.
  const args = ['-c', 'tag.gpgSign=false', 'tag', '--annotate', '--cleanup=verbatim', '-m', message, tag, 'HEAD'];
  const answer = await runGit(clone.root, args);
  if (answer === 'too-long' || answer.code !== 0) {
    const said = answer === 'too-long' ? '' : answer.stderr;
    throw new PairfolioError(
      'git-failed',
      /tell me who you are|empty ident|no email|no name/i.test(said)
        ? 'git does not know who you are: set user.name and user.email first.'
        : 'git could not write the tag; is the repository writable?',
    );
  }
  return { tag, isNew: true };
}

/** Every anchor in a clone, the earliest first. */
async function anchorsIn(clone: Clone): Promise<Anchor[]> {
  const format = '--format=%(refname:lstrip=2)%00%(objecttype)%00%(taggerdate:unix)%00%(contents)%00';
  const parts = ((await clone.git('for-each-ref', format, `refs/tags/${prefix}`)) ?? '').split('\0');
  const anchors: Anchor[] = [];
  for (let at = 0; at + 3 < parts.length; at += 4) {
    const [tag = '', type, seconds, contents = ''] = parts.slice(at, at + 4);
    const root = /^record_root: ([0-9a-f]{64})$/m.exec(contents)?.[1];
    const size = /^record_size: (\d{1,15})$/m.exec(contents)?.[1];
    if (type === 'tag' && root !== undefined && size !== undefined)
      anchors.push({ tag: tag.trim(), time: Number(seconds) * 1000, root, size: Number(size) });
  }
  return anchors.sort((a, b) => a.time - b.time);
}

/** What looking for the anchors of a portfolio gave. */
export interface AnchorsFound {
  readonly checks: readonly Check[];
  /** Cases of which every record stood in an anchored state, by number from 1, with the days their tags carry. */
  readonly cases: ReadonlyMap<number, { readonly first: string; readonly last: string }>;
}

/**
 * Looks for the root of a portfolio's record, and for those of earlier states in which its cases are proven, among the
 * anchors of a clone; says since when this very clone has held them.
 */
export async function checkAnchors(
  clone: Clone,
  { record, anchors: earlier = [], cases }: Pick<Manifest, 'record' | 'anchors' | 'cases'>,
): Promise<AnchorsFound> {
  const about = 'anchor';
  const inClone = await anchorsIn(clone);
  const checks: Check[] = [];
  const days = new Map<string, string>();
  for (const { root, size } of [record, ...earlier]) {
    const anchor = inClone.find((one) => one.root === root);
    if (!anchor) continue;
    if (anchor.size !== size) {
      const message = `the tag ${anchor.tag} carries the root, but for ${String(anchor.size)} entries and not ${String(size)}`;
      checks.push({ about, status: 'failed', message });
      continue;
    }
    const day = dayOf(anchor.time);
    days.set(root, day);
    const held = await heldSince(clone, anchor.tag);
    const here = held === undefined ? '' : `; this clone has held it since ${dayOf(held)} at the latest`;
    const what = root === record.root ? 'the root of this record' : 'the root of an earlier state of this record';
    checks.push({
      about,
      status: 'passed',
      message: `the tag ${anchor.tag} carries ${what} and the date ${day}, which the machine wrote that made it${here}`,
    });
  }
  if (checks.length === 0) {
    const others = inClone.length > 0 ? `; it has ${String(inClone.length)} of other states of a record` : '';
    const message = `no tag ${prefix}… of the clone carries the root of this record${others}`;
    return { checks: [{ about, status: 'skipped', message }], cases: new Map() };
  }
  const anchored = new Map<number, { readonly first: string; readonly last: string }>();
  for (const [index, { records }] of cases.entries()) {
    const found = records.flatMap((one) => {
      const state = one.earlier && earlier[one.earlier.anchor];
      return (state && days.get(state.root)) ?? days.get(record.root) ?? [];
    });
    const [first, last] = [found.toSorted()[0], found.toSorted().at(-1)];
    if (first === undefined || last === undefined) continue;
    const isWhole = found.length === records.length;
    if (isWhole) anchored.set(index + 1, { first, last });
    const all = isWhole
      ? last === first
        ? 'all of its records stood'
        : `the first of its records stood in it on ${first}, and all`
      : `${String(found.length)} of its ${String(records.length)} records stood`;
    checks.push({
      about: `case ${String(index + 1)} in anchors`,
      status: 'passed',
      message: `${all} in the record by ${last}, if its tags carry true dates`,
    });
  }
  return { checks, cases: anchored };
}

/** When the clone’s own disk says that the tag was there: no later than this, in milliseconds since 1970. */
async function heldSince(clone: Clone, tag: string): Promise<number | undefined> {
  const times: number[] = [];
  for (const name of [`refs/tags/${tag}`, 'packed-refs']) {
    const file = (await clone.git('rev-parse', '--git-path', name))?.trim();
    const stat =
      file === undefined ? undefined : fs.statSync(path.resolve(clone.root, file), { throwIfNoEntry: false });
    if (stat?.isFile() !== true) continue;
    if (
      name !== 'packed-refs' ||
      fs.readFileSync(path.resolve(clone.root, file ?? ''), 'utf8').includes(` refs/tags/${tag}\n`)
    )
      times.push(stat.mtimeMs);
  }
  return times.length > 0 ? Math.min(...times) : undefined;
}

function dayOf(time: number): string {
  return isoTime(time).slice(0, 10);
}
