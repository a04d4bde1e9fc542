import data from './baselines.json' with { type: 'json' };

/** A published figure, to stand beside a person's own: never without its n, year and source. */
export interface PublishedFigure {
  /** What it says, in a few words that end with its n and year. */
  readonly words: string;
  readonly source: string;
}

/** Shares of inline suggestions; a person's own decisions come from every kind of tool, so they only give an idea. */
export const publishedFigures: Readonly<Record<'trusted' | 'overrode', PublishedFigure>> = {
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
};

type Entry = (typeof data.figures)[number] & { readonly at?: Readonly<Record<string, number>> };

function figure(id: string, pick: (entry: Entry) => number | undefined, words: string): PublishedFigure {
  const entry = data.figures.find((candidate) => candidate.id === id) as Entry | undefined;
  const value = entry && pick(entry);
  // A mistake in the table beside this file, never in the user's data.
  if (value === undefined || entry?.n === undefined) throw new Error(`baselines.json has no figure ${id} with its n`);
  const share = Math.round(1000 * value) / 10;
  const source = entry.source.startsWith('computed, same data')
    ? data.figures.find(({ id: other }) => other === 'acceptance.cups')?.source
    : entry.source;
  if (source === undefined) throw new Error(`baselines.json has no source for ${id}`);
  return { words: `${String(share)} % ${words} (n = ${String(entry.n)} ${entry.unit}, ${String(entry.year)})`, source };
}
