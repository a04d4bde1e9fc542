import data from './baselines.json' with { type: 'json' };
import type { SurvivalCheckpoint } from '../ledger/left.ts';

/** A published figure, to stand beside a person's own: never without its n, year and source. */
export interface PublishedFigure {
  /** What it says, in a few words that end with its n and year. */
  readonly words: string;
  /** The figure itself, 0 to 1. */
  readonly share: number;
  readonly n: number;
  readonly year: number;
  readonly source: string;
}

/** Shares of inline suggestions; a person's own decisions come from every kind of tool, so they only give an idea. */
export const publishedFigures: Readonly<Record<'trusted' | 'overrode' | 'stillThere', PublishedFigure>> = {
  trusted: figure(
    'unchanged.cups',
    (entry) => entry.at?.['600s'],
    'of accepted inline suggestions were unchanged after 10 minutes',
  ),
  overrode: figure(
    'rewritten.cups',
    (entry) => (typeof entry.value === 'number' ? entry.value : undefined),
    'of accepted inline suggestions were rewritten by half or more after 10 minutes',
  ),
  stillThere: figure(
    'mostly-unchanged.cups',
    (entry) => entry.at?.['600s'],
    'of accepted inline suggestions were mostly unchanged after 10 minutes',
  ),
};

/** Published shares of accepted inline suggestions that stood at a checkpoint, 0 to 1; null where none was published. */
export interface PublishedSurvival {
  readonly unchanged: number | null;
  readonly mostlyUnchanged: number | null;
}

/** What was published about survival, to stand beside `survivalShares`. */
export const publishedSurvival: {
  readonly at: (checkpoint: SurvivalCheckpoint) => PublishedSurvival;
  readonly n: number;
  /** What n counts. */
  readonly unit: string;
  readonly year: number;
  readonly source: string;
} = {
  at: (checkpoint) => ({
    unchanged: entryOf('unchanged.cups').at?.[checkpoint] ?? null,
    mostlyUnchanged: entryOf('mostly-unchanged.cups').at?.[checkpoint] ?? null,
  }),
  n: entryOf('unchanged.cups').n ?? 0,
  unit: entryOf('unchanged.cups').unit ?? '',
  year: entryOf('unchanged.cups').year,
  source: sourceOf(entryOf('unchanged.cups')),
};

/** Published shares of work done together and work handed over. None of them says how many were counted. */
export const publishedCollaboration: readonly PublishedRatio[] = [
  ratio('augmentation.upwork', 'work of freelancers'),
  ratio('augmentation.claude-2025-02', 'conversations with Claude.ai'),
];

/** Two published shares that make a whole: augmentation and automation. */
export interface PublishedRatio extends Pick<PublishedFigure, 'words' | 'source' | 'year'> {
  readonly id: string;
  readonly shares: readonly number[];
}

type Entry = (typeof data.figures)[number] & { readonly at?: Readonly<Record<string, number>> };

function entryOf(id: string): Entry {
  const entry = data.figures.find((candidate) => candidate.id === id) as Entry | undefined;
  // A mistake in the table beside this file, never in the user's data.
  if (!entry) throw new Error(`baselines.json has no figure ${id}`);
  return entry;
}

function figure(id: string, pick: (entry: Entry) => number | undefined, words: string): PublishedFigure {
  const entry = entryOf(id);
  const value = pick(entry);
  if (value === undefined || entry.n === undefined) throw new Error(`baselines.json has no figure ${id} with its n`);
  const share = Math.round(1000 * value) / 10;
  return {
    words: `${String(share)} % ${words} (n = ${String(entry.n)} ${entry.unit}, ${String(entry.year)})`,
    share: value,
    n: entry.n,
    year: entry.year,
    source: sourceOf(entry),
  };
}

function ratio(id: string, of: string): PublishedRatio {
  const entry = entryOf(id);
  const shares = Array.isArray(entry.value) ? entry.value : [];
  const percents = shares.map((share) => String(Math.round(100 * share))).join(' : ');
  const words = `${percents} (${of}, ${String(entry.year)}; n not given)`;
  return { id, words, shares, year: entry.year, source: sourceOf(entry) };
}

function sourceOf(entry: Entry): string {
  return entry.source.startsWith('computed, same data') ? entryOf('acceptance.cups').source : entry.source;
}
