import fs from 'node:fs';
import path from 'node:path';
import { contributionText, makeContribution, type Contribution } from '../../src/core/team/contribution.ts';
import { blocks } from '../../src/core/team/layout.ts';
import { apportion } from '../../src/core/team/votes.ts';
import { nodeDigest } from '../../src/node/digest.ts';
import { temporaryFolder } from './folder.ts';
import { teamWindow } from './teamLedger.ts';

/** What a member answered: counts by block, in the order of its options. */
export type Answers = Readonly<Record<string, readonly number[]>>;

/** A contribution with these answers. The same name gives the same tag within a window. */
export function memberContribution(
  name: string,
  answers: Answers,
  { window = teamWindow, cohort = null }: { readonly window?: string; readonly cohort?: string | null } = {},
): Contribution {
  const votes = new Map(Object.entries(answers).map(([block, counts]) => [block, apportion(counts)]));
  return makeContribution(votes, { id: window }, { tag: nodeDigest.sha256(`${name} ${window}`), cohort });
}

/** Writes contributions into a new folder, or one that is given, under names that say nothing. */
export function contributionsFolder(contributions: readonly Contribution[], folder = temporaryFolder()): string {
  for (const given of contributions)
    fs.writeFileSync(path.join(folder, `${given.window}-${given.tag.slice(0, 12)}.json`), contributionText(given));
  return folder;
}

/** Different, and the same in every run: answers of a member who has something to say on every question. */
export function plainAnswers(member: number): Answers {
  return Object.fromEntries(
    blocks.map(({ id, options }, place) => [
      id,
      options.map((_, option) => 1 + ((member * 7 + place * 3 + option * 5) % 6)),
    ]),
  );
}

/** Members with {@link plainAnswers}; `change` makes some of them different. */
export function team(
  members: number,
  options: Parameters<typeof memberContribution>[2] = {},
  change: (member: number) => Answers = () => ({}),
  first = 0,
): Contribution[] {
  return Array.from({ length: members }, (_, index) => {
    const member = first + index;
    return memberContribution(`member ${String(member)}`, { ...plainAnswers(member), ...change(member) }, options);
  });
}
