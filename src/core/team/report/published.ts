import data from '../../portfolio/baselines.json' with { type: 'json' };

/** Figures published elsewhere, to stand beside a team's: each with its n where one was given, its year and source. */
export interface Published {
  readonly words: string;
  readonly source: string;
}

/** Of inline suggestions, not of all kinds; shown for orientation. */
export const publishedVerdicts: Readonly<Record<'trusted' | 'overrode', Published>> = {
  trusted: shareOf(
    'unchanged.cups',
    (entry) => entry.at?.['600s'],
    'of accepted inline suggestions were unchanged after 10 minutes',
  ),
  overrode: shareOf('acceptance.cups', (entry) => 1 - Number(entry.value), 'of inline suggestions were not accepted'),
};

/** Augmentation and automation. The first is the figure the idea of this report comes from. */
export const publishedCollaboration: readonly Published[] = [
  ratioOf('augmentation.upwork', 'work on a freelancers’ platform'),
  ratioOf('augmentation.claude-2025-02', 'conversations with one model'),
];

type Entry = (typeof data.figures)[number] & { readonly at?: Readonly<Record<string, number>> };

function entryOf(id: string): Entry {
  const entry = data.figures.find((candidate) => candidate.id === id);
  // A mistake in the table, never in the user's data.
  if (!entry) throw new Error(`baselines.json has no figure ${id}`);
  return entry;
}

function shareOf(id: string, pick: (entry: Entry) => number | undefined, words: string): Published {
  const entry = entryOf(id);
  const share = pick(entry);
  if (share === undefined || entry.n === undefined) throw new Error(`baselines.json has no figure ${id} with its n`);
  return {
    words: `${String(Math.round(1000 * share) / 10)} % ${words} (n = ${String(entry.n)} ${entry.unit}, ${String(entry.year)})`,
    source: sourceOf(entry),
  };
}

function ratioOf(id: string, of: string): Published {
  const entry = entryOf(id);
  const [together = 0, over = 0] = Array.isArray(entry.value)
    ? entry.value.map((share) => Math.round(1000 * share) / 10)
    : [];
  return {
    words: `${String(together)} : ${String(over)} (${of}, n not given, ${String(entry.year)})`,
    source: sourceOf(entry),
  };
}

function sourceOf({ source }: Entry): string {
  return source.startsWith('computed, same data') ? entryOf('acceptance.cups').source : source;
}
