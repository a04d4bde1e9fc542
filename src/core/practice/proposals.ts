import type { DecisionGroup } from '../portfolio/groups.ts';
import { wilson } from '../portfolio/rates.ts';
import type { RuleMeasure } from '../shared/words.ts';
import { anywhere, byName, cellKey, cellsOf, groupIsIn, includes, type Cell } from './cell.ts';
import type { Rule } from './rules.ts';

/** What in the record speaks for a rule. Counts are of decisions. */
export interface Because {
  /** `overrode`: suggestions are turned down here · `reworked`: what was kept was reworked later · `reason`: one is given again and again. */
  readonly signal: 'overrode' | 'reworked' | 'reason';
  readonly count: number;
  readonly of: number;
}

/** A rule the record suggests. */
export interface RuleProposal extends Pick<Rule, 'cell' | 'means' | 'most' | 'reason'> {
  /** One text for each proposal that says the same. */
  readonly key: string;
  readonly because: Because;
}

/** How far back the record is looked at: what was so a year ago is no reason for a rule today. */
export const lookBack = 84 * 24 * 3_600_000;
/** Fewer decisions than these say nothing about a cell. */
const fewestDecided = 5;
/** So often something must have happened before a rule is made of it. */
const fewestTimes = 3;
/** Lines of a suggestion that can be read at one go. */
const readable = 20;

/** What to try against a reason. Learning by doing it oneself needs no remedy. */
const remedies: Readonly<Record<string, RuleMeasure>> = {
  'wrong-behaviour': 'checked',
  'edge-case': 'checked',
  'invented-api': 'checked',
  'wrong-api': 'checked',
  'reputation-only': 'checked',
  security: 'read',
  insecure: 'read',
  'too-large': 'small',
  'over-engineered': 'small',
  convention: 'not-again',
  style: 'not-again',
  'wrong-approach': 'not-again',
  performance: 'not-again',
  policy: 'not-again',
};

/** A proposal with how much speaks for it: the lower end of its share's 95 % interval. */
interface Weighed extends RuleProposal {
  readonly weight: number;
}

/**
 * Rules the record suggests, the best founded first, none about what a rule that holds is about already.
 * A cell is named only where it differs from everything else beyond chance; small counts stay counts.
 * @param groups decisions, of which those of the last twelve weeks are looked at
 * @param now ms since 1970
 */
export function proposeRules(
  groups: readonly DecisionGroup[],
  { rules, now, most = 3 }: { readonly rules: readonly Rule[]; readonly now: number; readonly most?: number },
): RuleProposal[] {
  const recent = groups.filter(({ at, verdict }) => verdict !== 'undecided' && now - Date.parse(at) < lookBack);
  const alike = bunchesOf(recent);
  const all = countsOf(alike);
  const cells = cellsWithin(alike);
  const everywhere = [...cells, { cell: anywhere, counts: all }];
  const weighed = [...overridden(all, cells), ...reworked(everywhere), ...repeated(everywhere)].sort(
    (a, b) =>
      b.weight - a.weight || b.because.count - a.because.count || byName(a.cell, b.cell) || (a.key < b.key ? -1 : 1),
  );
  const chosen: RuleProposal[] = [];
  for (const { key, cell, means, most: lines, reason, because } of weighed) {
    if (chosen.length >= most) break;
    const proposal = { key, cell, means, most: lines, reason, because };
    const held = rules.some((rule) => rule.state !== 'dropped' && isAboutTheSame(rule, proposal, alike));
    if (!held && !chosen.some((other) => isAboutTheSame(other, proposal, alike))) chosen.push(proposal);
  }
  return chosen;
}

/** What speaks for rules, counted. */
class Counts {
  decided = 0;
  overrode = 0;
  /** Taken as they came, and looked at again later; and those of them that had to be reworked. */
  looked = 0;
  reworked = 0;
  /** With a reason, and how many give each. */
  said = 0;
  readonly reasons = new Map<string, number>();

  decision({ verdict, reflection, parts }: DecisionGroup): void {
    this.decided += 1;
    if (verdict === 'overrode') this.overrode += 1;
    if (verdict === 'trusted' && parts.some(({ followUp }) => followUp !== null)) {
      this.looked += 1;
      if (parts.some(({ followUp }) => followUp?.outcome === 'over-reliance')) this.reworked += 1;
    }
    if (reflection === null || reflection.reasons.length === 0) return;
    this.said += 1;
    for (const reason of new Set(reflection.reasons)) this.#reason(reason, 1);
  }

  add({ decided, overrode, looked, reworked, said, reasons }: Counts): void {
    this.decided += decided;
    this.overrode += overrode;
    this.looked += looked;
    this.reworked += reworked;
    this.said += said;
    for (const [reason, count] of reasons) this.#reason(reason, count);
  }

  #reason(reason: string, count: number): void {
    this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + count);
  }
}

/** Decisions that are in the same cells: a long record has few kinds of them, and each cell adds theirs up. */
interface Bunch extends Pick<DecisionGroup, 'parts'> {
  readonly counts: Counts;
}

function bunchesOf(groups: readonly DecisionGroup[]): readonly Bunch[] {
  const bunches = new Map<string, Bunch>();
  for (const group of groups) {
    const { parts } = group;
    const key = parts.map(({ kind, domain, body }) => cellKey({ kind, language: body.language, domain })).join(' ');
    let bunch = bunches.get(key);
    if (!bunch) bunches.set(key, (bunch = { parts, counts: new Counts() }));
    bunch.counts.decision(group);
  }
  return [...bunches.values()];
}

function countsOf(bunches: readonly Bunch[]): Counts {
  const sum = new Counts();
  for (const { counts } of bunches) sum.add(counts);
  return sum;
}

type About = Pick<RuleProposal, 'cell' | 'means' | 'reason'>;

/** The same is asked of what are mostly the same decisions, by whatever names their cells go. */
function isAboutTheSame(a: About, b: About, bunches: readonly Bunch[]): boolean {
  if (a.means !== b.means || (a.means === 'not-again' && a.reason !== b.reason)) return false;
  if (includes(a.cell, b.cell) || includes(b.cell, a.cell)) return true;
  const [inA, inB] = [a, b].map(({ cell }) => bunches.filter((bunch) => groupIsIn(cell, bunch)));
  const both = inA?.filter((bunch) => groupIsIn(b.cell, bunch));
  const [ofA, ofB, ofBoth] = [inA, inB, both].map((these) => countsOf(these ?? []).decided);
  return 2 * (ofBoth ?? 0) >= Math.min(ofA ?? 0, ofB ?? 0);
}

/** What was counted in a cell. */
interface Counted {
  readonly cell: Cell;
  readonly counts: Counts;
}

/** The cells that hold enough decisions to say something. */
function cellsWithin(bunches: readonly Bunch[]): readonly Counted[] {
  const cells = new Map<string, Counted>();
  for (const bunch of bunches)
    for (const cell of cellsOf(bunch)) {
      const key = cellKey(cell);
      let counted = cells.get(key);
      if (!counted) cells.set(key, (counted = { cell, counts: new Counts() }));
      counted.counts.add(bunch.counts);
    }
  return [...cells.values()].filter(({ counts }) => counts.decided >= fewestTimes);
}

/** Where most is turned down, and more than elsewhere. */
function* overridden(all: Counts, cells: readonly Counted[]): Generator<Weighed> {
  for (const { cell, counts } of cells) {
    const { overrode: count, decided: of } = counts;
    if (of < fewestDecided || count < fewestTimes || 2 * count < of) continue;
    const [low] = wilson(count, of);
    const others = all.decided - of;
    // Where there is nothing else, there is nothing to differ from.
    if (others > 0 && low <= (all.overrode - count) / others) continue;
    yield weigh({ cell, means: 'not-taken', reason: null }, { signal: 'overrode', count, of });
  }
}

/** Where what was kept as offered had to be reworked later. */
function* reworked(cells: readonly Counted[]): Generator<Weighed> {
  for (const { cell, counts } of cells) {
    if (counts.reworked < fewestTimes) continue;
    const because = { signal: 'reworked', count: counts.reworked, of: counts.looked } as const;
    yield weigh({ cell, means: 'checked', reason: null }, because);
  }
}

/** Reasons given again and again, each for the cell in which it makes up most of them. */
function* repeated(cells: readonly Counted[]): Generator<Weighed> {
  for (const { cell, counts } of cells)
    for (const [reason, count] of counts.reasons) {
      const means = remedies[reason];
      if (means === undefined || count < fewestTimes) continue;
      yield weigh({ cell, means, reason }, { signal: 'reason', count, of: counts.said });
    }
}

function weigh(about: About, because: Because): Weighed {
  const { cell, means, reason } = about;
  const [weight] = wilson(because.count, because.of);
  const key = [because.signal, reason ?? '', means, cellKey(cell)].join(' ');
  return { cell, means, reason, most: means === 'small' ? readable : null, key, because, weight };
}

/** The decisions of a cell that give a reason, and those of them that give this one. For {@link Because} `reason`. */
export function countReason(
  groups: readonly DecisionGroup[],
  { reason, cell }: { readonly reason: string; readonly cell: Cell },
): { readonly count: number; readonly of: number } {
  let [count, of] = [0, 0];
  for (const group of groups) {
    const reasons = group.reflection?.reasons ?? [];
    if (reasons.length === 0 || !groupIsIn(cell, group)) continue;
    of += 1;
    if (reasons.includes(reason)) count += 1;
  }
  return { count, of };
}
