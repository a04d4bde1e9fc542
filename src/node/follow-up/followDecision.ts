import { withoutSpace } from '../../core/shared/space.ts';
import { looksLikeFix } from '../../core/follow/commitMessage.ts';
import { carryRanges } from '../../core/follow/carry.ts';
import { relativeDistance } from '../../core/follow/distance.ts';
import { findSpaced } from '../../core/follow/findSpaced.ts';
import { followUp, followUpDays, third, type LaterVerdict } from '../../core/follow/followUp.ts';
import { joinFates, measureParts } from '../../core/follow/measure.ts';
import type { Fate } from '../../core/follow/fate.ts';
import type { TextRange } from '../../core/shared/textEdit.ts';
import type { ObjectReader } from '../git/objectReader.ts';
import type { FileTexts } from './fileTexts.ts';
import type { History } from './history.ts';
import { findLanding, type Landing } from './landing.ts';
import { findMoved } from './moved.ts';
import { fatesIn, isUnchanged, nearText, placeIn, standingLater, type KeptTexts } from './places.ts';
import { changeAt, trace, type Step, type Trace } from './trace.ts';

const day = 24 * 60 * 60 * 1000;

/** A settled decision to look at again. */
export interface SettledDecision {
  readonly file: string;
  /** Milliseconds. */
  readonly at: number;
  readonly shas: readonly string[];
  readonly verdict: 'trusted' | 'adapted' | 'overrode';
  /** Whether the suggestion ever stood in the file. */
  readonly wasWritten: boolean;
  /** Null where its text was not kept. */
  readonly texts: KeptTexts | null;
  /** Distance at fourteen days, where it was measured already. */
  readonly measured: number | null;
}

/** Figures of the survival record for fourteen days. */
export interface LaterSurvival {
  readonly distance: number;
  readonly retained: number | null;
  readonly fourGram: number;
  readonly noRevert: number;
}

/** What became of a decision. `because` also says what could not be read. */
export interface Followed extends Pick<LaterVerdict, 'outcome'> {
  readonly days: number;
  readonly distance: number | null;
  readonly because:
    | LaterVerdict['because']
    | 'not-in-history'
    | 'no-repository'
    | 'file-gone'
    | 'no-text'
    | 'unreadable'
    | 'place-unknown';
  /** The commit it rests on. */
  readonly sha: string | null;
  /** When it was measured (milliseconds), and null where it was before or could not be. */
  readonly survival: { readonly time: number; readonly figures: LaterSurvival } | null;
  /** A commit that was not recorded yet: the one the decision is in now. */
  readonly landed: { readonly sha: string; readonly time: number; readonly distance: number } | null;
}

/** What following a decision needs of its repository. */
export interface FollowedRepository {
  readonly history: History;
  readonly objects: ObjectReader;
  readonly texts: FileTexts;
}

/**
 * Looks up what became of one decision: fourteen days after it was made, or after it was committed where that came later.
 * @param now milliseconds
 * @returns null where that time has not come
 * @throws PairfolioError `git-failed`, `cancelled`
 */
export async function followDecision(
  repository: FollowedRepository,
  decision: SettledDecision,
  now: number,
): Promise<Followed | null> {
  const { history, objects, texts } = repository;
  const { file, at, texts: kept } = decision;
  const overridden = decision.verdict === 'overrode';
  const landing = await findLanding(history, objects, texts, { ...decision, kept: kept?.kept ?? null, overridden });
  const unknown = {
    days: followUpDays,
    distance: decision.measured,
    outcome: null,
    sha: null,
    survival: null,
    landed: null,
  };
  if (!landing) {
    // What was never there cannot be in a commit; a file nobody touched since holds nothing new.
    const untouched = !decision.wasWritten && (await objects.read(`HEAD:${file}`)) !== null;
    return { ...unknown, because: untouched ? 'nothing-kept' : 'not-in-history' };
  }
  const commit = history.commit(landing.index);
  const due = (commit.time <= at + followUpDays * day ? at : commit.time) + followUpDays * day;
  if (due > now) return null;
  const days = Math.round((due - at) / day);
  const way = trace(history, landing.index, file, due);
  if (!kept) return { ...unknown, days, ...fromFigure(decision) };
  const start = way.start === null ? '' : await texts.read(way.start, way.path);
  const end = way.end === null ? '' : await texts.read(way.end, way.path);
  if (start === null || end === null) return { ...unknown, days, because: 'unreadable' };
  const later = await lookLater(repository, decision, kept, landing, way, { start, end });
  if (!later.placed) return { ...unknown, days, because: 'place-unknown' };
  const landed =
    landing.by === 'author' || landing.by === 'text'
      ? {
          sha: commit.sha,
          time: commit.time,
          distance: rounded(relativeDistance(kept.suggested, later.atCommit, kept.language)),
        }
      : null;
  const { distance, outcome, because } = later.verdict;
  const gone = way.end === null && !later.moved && later.sha === null && because !== 'came-back';
  // What was measured from the tool's own record is exact, unless the file moved out of its sight.
  const known = way.renamed || later.moved ? null : decision.measured;
  return {
    days,
    distance: known ?? rounded(distance),
    outcome: gone ? null : outcome,
    because: gone ? 'file-gone' : because,
    sha: later.sha,
    survival: known === null && later.survival ? { time: due, figures: later.survival } : null,
    landed,
  };
}

/** Without its text only a figure is known, and only that it was rewritten can be told from it. */
function fromFigure({ verdict, measured }: SettledDecision): Pick<Followed, 'outcome' | 'because'> {
  return verdict === 'trusted' && measured !== null && measured >= third
    ? { outcome: 'over-reliance', because: 'rewritten' }
    : { outcome: null, because: 'no-text' };
}

interface Later {
  readonly verdict: LaterVerdict;
  readonly atCommit: string;
  /** Whether it is known where it stands, or that it stands nowhere. */
  readonly placed: boolean;
  readonly moved: boolean;
  readonly sha: string | null;
  readonly survival: LaterSurvival | null;
}

async function lookLater(
  repository: FollowedRepository,
  { file, verdict, wasWritten }: SettledDecision,
  kept: KeptTexts,
  landing: Landing,
  way: Trace,
  { start, end }: { readonly start: string; readonly end: string },
): Promise<Later> {
  const { history, texts } = repository;
  const { before, suggested, language } = kept;
  const overridden = verdict === 'overrode';
  const landed = history.commit(landing.index);
  const change = changeAt(landed, file);
  const base = change?.old ? ((await texts.read(change.old, change.from)) ?? '') : '';
  const facts = { verdict, wasWritten, before, suggested, language };
  const parts = landing.by === 'next' && !wasWritten ? [] : placeIn(start, base, kept);
  const ranges = parts.flatMap((part) => part.ranges);
  if (ranges.length === 0) {
    // Nothing of it is in the commit: what counts is whether it comes back.
    const there = nearText(base, kept) !== '';
    const atCommit = there ? '' : nearText(start, kept);
    const keptLater = isBack(kept, start, end) ? before : there ? '' : nearText(end, kept);
    const found = followUp({ ...facts, keptAtCommit: atCommit, keptLater, touching: [] });
    const wanted = overridden ? kept.kept : suggested;
    const isNothing = wanted !== null && withoutSpace(wanted) === '';
    const survival = wasWritten && isNothing ? figures([{ before, suggested, kept: keptLater }], null, language) : null;
    const placed = !wasWritten || isNothing || found.because === 'came-back';
    return { verdict: found, atCommit, placed, moved: false, sha: null, survival };
  }
  const atCommit = joinFates(fatesIn(start, parts)).kept;
  const standing = standingLater(start, end, parts, language);
  const fate = joinFates(standing.fates);
  const touching: Step[] = [];
  for (const step of way.steps) if (await touches(step, start, ranges, texts)) touching.push(step);
  const lost = relativeDistance(atCommit, fate.kept, language) >= third;
  // What came back in its own place did not go elsewhere.
  const here = followUp({ ...facts, keptAtCommit: atCommit, keptLater: fate.kept, touching: [] });
  const moved = lost && here.because !== 'came-back' ? await findMoved(repository, way, atCommit, language) : null;
  const fates = moved ? [{ before, suggested, kept: moved.text }] : standing.fates;
  // Moving it, untouched, is no repair.
  const repairs = touching.filter(({ commit }) => commit.sha !== moved?.sha);
  const found = followUp({
    ...facts,
    keptAtCommit: atCommit,
    keptLater: moved?.text ?? fate.kept,
    touching: repairs.map(({ commit }) => commit.subject),
  });
  return {
    verdict: found,
    atCommit,
    placed: true,
    moved: moved !== null,
    sha: found.commit === null ? null : (repairs[found.commit]?.commit.sha ?? null),
    survival: figures(fates, moved ? null : standing.retained, language),
  };
}

/** Whether what a suggestion took away is there again. */
function isBack({ before, suggested }: KeptTexts, start: string, end: string): boolean {
  if (withoutSpace(suggested) !== '' || withoutSpace(before) === '') return false;
  return findSpaced(start, before) === undefined && findSpaced(end, before) !== undefined;
}

/** Whether a commit that looks like a fix changed the very span, white space apart. */
async function touches(
  { commit, change }: Step,
  start: string,
  ranges: readonly TextRange[],
  texts: FileTexts,
): Promise<boolean> {
  if (!looksLikeFix(commit.subject) || change.old === null) return false;
  const old = await texts.read(change.old, change.from);
  const now = change.new === null ? '' : await texts.read(change.new, change.to);
  if (old === null || now === null || old === now) return false;
  if (ranges.every((range) => isUnchanged(start, now, range))) return false;
  const there = carryRanges(start, old, ranges).filter((range) => range !== null && range.retained > 0);
  const spans = there.flatMap((range) => (range ? [range] : []));
  const after = carryRanges(old, now, spans);
  return spans.some((span, index) => {
    const range = after[index];
    return !range || bare(old, span) !== bare(now, range);
  });
}

function bare(text: string, { start, end }: TextRange): string {
  return withoutSpace(text.slice(start, end));
}

function figures(fates: readonly Fate[], retained: number | null, language: string | null): LaterSurvival {
  const { distance, fourGram, noRevert } = measureParts(fates, language);
  return {
    distance: rounded(distance),
    retained: retained === null ? null : rounded(retained),
    fourGram: rounded(fourGram),
    noRevert: rounded(noRevert),
  };
}

/** Four digits say all there is to say and keep records short. */
function rounded(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}
