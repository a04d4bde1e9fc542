import { tally, type DecisionGroup } from '../portfolio/groups.ts';
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
  const cells = cellsWithin(recent);
  const weighed = [...overridden(recent, cells), ...reworked(recent, cells), ...repeated(recent, cells)].sort(
    (a, b) =>
      b.weight - a.weight || b.because.count - a.because.count || byName(a.cell, b.cell) || (a.key < b.key ? -1 : 1),
  );
  const chosen: RuleProposal[] = [];
  for (const { key, cell, means, most: lines, reason, because } of weighed) {
    if (chosen.length >= most) break;
    const proposal = { key, cell, means, most: lines, reason, because };
    const held = rules.some((rule) => rule.state !== 'dropped' && isAboutTheSame(rule, proposal, recent));
    if (!held && !chosen.some((other) => isAboutTheSame(other, proposal, recent))) chosen.push(proposal);
  }
  return chosen;
}

type About = Pick<RuleProposal, 'cell' | 'means' | 'reason'>;

/** The same is asked of what are mostly the same decisions, by whatever names their cells go. */
function isAboutTheSame(a: About, b: About, groups: readonly DecisionGroup[]): boolean {
  if (a.means !== b.means || (a.means === 'not-again' && a.reason !== b.reason)) return false;
  if (includes(a.cell, b.cell) || includes(b.cell, a.cell)) return true;
  const [inA, inB] = [a, b].map(({ cell }) => groups.filter((group) => groupIsIn(cell, group)));
  const both = inA?.filter((group) => groupIsIn(b.cell, group)).length ?? 0;
  return 2 * both >= Math.min(inA?.length ?? 0, inB?.length ?? 0);
}

/** The cells that hold enough decisions to say something, with these. */
function cellsWithin(groups: readonly DecisionGroup[]): { readonly cell: Cell; readonly inside: DecisionGroup[] }[] {
  const cells = new Map<string, { readonly cell: Cell; readonly inside: DecisionGroup[] }>();
  for (const group of groups)
    for (const cell of cellsOf(group)) {
      const known = cells.get(cellKey(cell));
      if (known) known.inside.push(group);
      else cells.set(cellKey(cell), { cell, inside: [group] });
    }
  return [...cells.values()].filter(({ inside }) => inside.length >= fewestTimes);
}

type Cells = ReturnType<typeof cellsWithin>;

/** Where most is turned down, and more than elsewhere. */
function* overridden(all: readonly DecisionGroup[], cells: Cells): Generator<Weighed> {
  const isOverride = ({ verdict }: DecisionGroup): boolean => verdict === 'overrode';
  for (const { cell, inside } of cells) {
    const count = inside.filter(isOverride).length;
    const of = inside.length;
    if (of < fewestDecided || count < fewestTimes || 2 * count < of) continue;
    const [low] = wilson(count, of);
    const others = all.length - of;
    // Where there is nothing else, there is nothing to differ from.
    if (others > 0 && low <= (all.filter(isOverride).length - count) / others) continue;
    yield weigh({ cell, means: 'not-taken', reason: null }, { signal: 'overrode', count, of });
  }
}

/** Where what was kept as offered had to be reworked later. */
function* reworked(all: readonly DecisionGroup[], cells: Cells): Generator<Weighed> {
  for (const { cell, inside } of [...cells, { cell: anywhere, inside: all }]) {
    const looked = inside.filter(
      ({ verdict, parts }) => verdict === 'trusted' && parts.some(({ followUp }) => followUp !== null),
    );
    const count = looked.filter(({ parts }) =>
      parts.some(({ followUp }) => followUp?.outcome === 'over-reliance'),
    ).length;
    if (count < fewestTimes) continue;
    yield weigh({ cell, means: 'checked', reason: null }, { signal: 'reworked', count, of: looked.length });
  }
}

/** Reasons given again and again, each for the cell in which it makes up most of them. */
function* repeated(all: readonly DecisionGroup[], cells: Cells): Generator<Weighed> {
  for (const { cell, inside } of [...cells, { cell: anywhere, inside: all }]) {
    const said = inside.filter(({ reflection }) => reflection !== null && reflection.reasons.length > 0);
    for (const [reason, count] of tally(said.flatMap(({ reflection }) => [...new Set(reflection?.reasons)]))) {
      const means = remedies[reason];
      if (means === undefined || count < fewestTimes) continue;
      yield weigh({ cell, means, reason }, { signal: 'reason', count, of: said.length });
    }
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
