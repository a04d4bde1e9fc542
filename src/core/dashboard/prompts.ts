import { laterOf } from '../portfolio/followUpCounts.ts';
import type { DecisionGroup } from '../portfolio/groups.ts';
import { promptTraits, traitsOf, type PromptTrait } from './promptTraits.ts';

/** A decided decision with what was asked for it. */
export interface Asked {
  readonly group: DecisionGroup;
  readonly prompt: string;
  /** Paths of its files; empty where they were not kept. */
  readonly files: readonly string[];
}

/** Prompts with one outcome. Counts of decisions. */
export interface PromptSide {
  readonly n: number;
  /** Median of their words; null where there is none. */
  readonly words: number | null;
  readonly traits: Readonly<Record<PromptTrait, number>>;
}

/** How many turns it took until what was asked stood. Counts of asks. */
export interface Turns {
  readonly once: number;
  readonly twice: number;
  readonly more: number;
  /** It never did. */
  readonly never: number;
}

/** What tells the prompts whose result stood from the others. */
export interface PromptFigures {
  readonly stood: PromptSide;
  readonly reworked: PromptSide;
  readonly turns: Turns;
}

/**
 * Whether what was asked stood: kept as offered, and not found to be over-reliance later. Everything else that was
 * decided was reworked.
 */
export function hasStood(group: DecisionGroup): boolean {
  return group.verdict === 'trusted' && laterOf(group).overReliance !== true;
}

/** Compares prompts. @param asked decided decisions, oldest first */
export function comparePrompts(asked: readonly Asked[]): PromptFigures {
  const turns = { once: 0, twice: 0, more: 0, never: 0 };
  for (const { taken, stood } of asksOf(asked)) {
    if (!stood) turns.never += 1;
    else if (taken === 1) turns.once += 1;
    else if (taken === 2) turns.twice += 1;
    else turns.more += 1;
  }
  const [stood, reworked] = [true, false].map((wanted) =>
    sideOf(asked.filter(({ group }) => hasStood(group) === wanted)),
  );
  return { stood: stood ?? sideOf([]), reworked: reworked ?? sideOf([]), turns };
}

/** Something that was asked, perhaps again and again, until it stood. */
interface Ask {
  taken: number;
  stood: boolean;
}

/**
 * Turns of one session about one file are one ask until it stands; the next turn after that is a new one. What has no
 * session, or no known file, is an ask of its own.
 */
function asksOf(asked: readonly Asked[]): Ask[] {
  const asks: Ask[] = [];
  const open = new Map<string, Ask>();
  for (const { group, files } of asked) {
    const session = group.parts[0]?.body.turn?.session;
    const keys = session === undefined ? [] : files.map((file) => `${session}\n${file}`);
    let ask = keys.map((key) => open.get(key)).find((known) => known !== undefined);
    if (!ask) asks.push((ask = { taken: 0, stood: false }));
    ask.taken += 1;
    ask.stood = hasStood(group);
    for (const key of keys) {
      if (ask.stood) open.delete(key);
      else open.set(key, ask);
    }
  }
  return asks;
}

function sideOf(asked: readonly Asked[]): PromptSide {
  const traits = { namesFiles: 0, constraints: 0, examples: 0 };
  const words: number[] = [];
  for (const { prompt } of asked) {
    const seen = traitsOf(prompt);
    words.push(seen.words);
    for (const trait of promptTraits) if (seen[trait]) traits[trait] += 1;
  }
  words.sort((a, b) => a - b);
  const middle = words.length >> 1;
  const median = words.length % 2 === 1 ? words[middle] : ((words[middle - 1] ?? 0) + (words[middle] ?? 0)) / 2;
  return { n: asked.length, words: words.length === 0 ? null : (median ?? null), traits };
}
