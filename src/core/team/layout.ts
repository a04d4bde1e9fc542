import { reasonIds, reasonWords } from '../shared/reasons.ts';
import { checkKinds, patterns, stances, surfaces, taskKinds } from '../shared/words.ts';
import { kindWords, surfaceWords, verdictMeanings } from '../portfolio/words.ts';
import { familyWords, languageFamilies } from './languageFamilies.ts';
import { patternWords } from './pattern.ts';
import { seats } from './votes.ts';

// What stands where in a contribution. Published in docs/contribution.md and fixed for a schema version: slots are
// never renamed, reordered, added or removed without a new one.

/** One question about a member's decisions, answered by twenty votes over its options. */
export interface Block {
  readonly id: string;
  /** What the votes are shares of, in a few words. */
  readonly about: string;
  readonly options: readonly BlockOption[];
  /** Where its entries begin in the vector. */
  readonly offset: number;
}

/** A cell: one possible answer. */
export interface BlockOption {
  readonly id: string;
  readonly words: string;
}

/** Entries of each option: its votes, whether there are any, whether the member has votes elsewhere in the block. */
export const entriesPerOption = 3;

/** What was seen to have checked a decision; of several the first. */
const checks = [...checkKinds, 'diagnostics', 'diff', 'none-seen'] as const;
export type Check = (typeof checks)[number];

const checkWords: Readonly<Record<Check, string>> = {
  test: 'tests ran',
  'type-check': 'a type checker ran',
  lint: 'a linter ran',
  build: 'a build ran',
  run: 'the program ran',
  diagnostics: 'the editor’s problems changed there',
  diff: 'a difference was opened',
  'none-seen': 'no check was seen',
};

/** Reasons a member may have added are texts of their own: they count as `other` and never leave. */
export const overrideReasons = [...reasonIds.overrode, 'other'] as const;

const verdictOptions = stances.map((id) => ({ id, words: `${verdictMeanings[id]} (${id})` }));

const plan: readonly Omit<Block, 'offset'>[] = [
  { id: 'verdict', about: 'all decisions', options: verdictOptions },
  ...taskKinds.map((kind) => ({
    id: `verdict.kind.${kind}`,
    about: `decisions on ${kindWords[kind]}`,
    options: verdictOptions,
  })),
  ...languageFamilies.map((family) => ({
    id: `verdict.language.${family}`,
    about: `decisions in ${familyWords[family]}`,
    options: verdictOptions,
  })),
  {
    id: 'after-14-days.trusted',
    about: 'trusted suggestions, looked at again after fourteen days',
    options: [
      { id: 'stood', words: 'stood' },
      { id: 'over-reliance', words: 'rewritten by a third or more, put back, or fixed' },
    ],
  },
  {
    id: 'after-14-days.overrode',
    about: 'overridden suggestions, looked at again after fourteen days',
    options: [
      { id: 'good-override', words: 'the developer’s own version stood' },
      { id: 'under-reliance', words: 'the code came back to what had been suggested' },
    ],
  },
  {
    id: 'overrode.reason',
    about: 'reasons given for overriding',
    options: overrideReasons.map((id) => ({ id, words: id === 'other' ? 'another reason' : reasonWords(id) })),
  },
  {
    id: 'checked-by',
    about: 'decisions by the strongest check that was seen',
    options: checks.map((id) => ({ id, words: checkWords[id] })),
  },
  {
    id: 'surface',
    about: 'decisions by where the suggestion came from',
    options: surfaces.map((id) => ({ id, words: surfaceWords[id] })),
  },
  {
    id: 'language',
    about: 'decisions by family of languages',
    options: languageFamilies.map((id) => ({ id, words: familyWords[id] })),
  },
  { id: 'kind', about: 'decisions by kind of task', options: taskKinds.map((id) => ({ id, words: kindWords[id] })) },
  {
    id: 'collaboration',
    about: 'kept decisions by who did the work',
    options: [
      { id: 'augmentation', words: 'done together (augmentation)' },
      { id: 'automation', words: 'handed over (automation)' },
    ],
  },
  {
    id: 'pattern',
    about: 'kept decisions by how the work was shared (Anthropic Economic Index)',
    options: patterns.map((id) => ({ id, words: patternWords[id] })),
  },
];

/** All blocks of a contribution, in their order. */
export const blocks: readonly Block[] = plan.reduce<Block[]>((placed, block) => {
  const last = placed.at(-1);
  return [...placed, { ...block, offset: last ? last.offset + lengthOf(last) : 0 }];
}, []);

/** How many integers a vector has. */
export const vectorLength = blocks.reduce((sum, block) => sum + lengthOf(block), 0);

/** A block by its id. @throws RangeError for an id there is none of: a mistake in our code */
export function blockOf(id: string): Block {
  const block = blocksById.get(id);
  if (!block) throw new RangeError(`there is no block ${id}`);
  return block;
}

const blocksById = new Map(blocks.map((block) => [block.id, block]));

/** One integer of the vector. */
export interface Slot {
  /** `verdict/present`, `verdict/trusted/votes`, `verdict/trusted/present`, `verdict/trusted/elsewhere` … */
  readonly name: string;
  /** What it says, in words. */
  readonly meaning: string;
  readonly most: number;
}

/** Every entry of the vector by its place. */
export const slots: readonly Slot[] = blocks.flatMap(({ id, about, options }) => [
  { name: `${id}/present`, meaning: `1 where there are any: ${about}`, most: 1 },
  ...options.flatMap((option) => [
    { name: `${id}/${option.id}/votes`, meaning: `votes of ${String(seats)} for “${option.words}”`, most: seats },
    { name: `${id}/${option.id}/present`, meaning: '1 where that has votes', most: 1 },
    { name: `${id}/${option.id}/elsewhere`, meaning: '1 where other answers have votes', most: 1 },
  ]),
]);

function lengthOf({ options }: Pick<Block, 'options'>): number {
  return 1 + entriesPerOption * options.length;
}

/** Votes by block, in the order of its options. */
export type Votes = ReadonlyMap<string, readonly number[]>;

/** The vector that votes make; presence follows from them. Blocks left out, or without votes, are absent. */
export function vectorOf(votes: Votes): number[] {
  return blocks.flatMap(({ id, options }) => {
    const own = options.map((_, index) => votes.get(id)?.[index] ?? 0);
    const all = own.reduce((sum, vote) => sum + vote, 0);
    return [Number(all > 0), ...own.flatMap((vote) => [vote, Number(vote > 0), Number(all > vote)])];
  });
}

/** The votes in a vector, block by block; blocks that are absent are left out. */
export function votesOf(vector: readonly number[]): Votes {
  return new Map(
    blocks
      .filter(({ offset }) => vector[offset] === 1)
      .map(({ id, offset, options }) => [
        id,
        options.map((_, index) => vector[offset + 1 + entriesPerOption * index] ?? 0),
      ]),
  );
}
