import { inlineText } from '../portfolio/escape.ts';
import { plural } from '../portfolio/words.ts';
import { blocks, vectorLength, votesOf } from './layout.ts';
import type { Contribution, Withdrawal } from './contribution.ts';
import { seats } from './votes.ts';
import { parseWindow } from './window.ts';

/** Said each time a contribution is shown or released as it is: nothing hides it from the one who keeps the folder. */
const readableByHolder =
  'This is a plain contribution: whoever can open the folder it is put into can read it, and sees that it is yours if they see you put it there.';

/** The votes of a member in words, one question a line; those without any are left out. */
export function voteLines(vector: readonly number[]): string[] {
  const votes = votesOf(vector);
  return blocks.flatMap(({ id, about, options }) => {
    const own = votes.get(id);
    if (!own) return [];
    const given = options.flatMap(({ words }, index) => (own[index] ? [`${words} ${String(own[index])}`] : []));
    return [`  ${about}: ${given.join(' · ')}`];
  });
}

/**
 * A contribution in words, line by line: all that leaves, before it leaves.
 * @param decisions how many decisions it stands for; shown to the member, not in the contribution
 */
export function contributionWords(contribution: Contribution, decisions: number): string[] {
  const { label } = parseWindow(contribution.window);
  const shown = voteLines(contribution.vector);
  return [
    `Contribution to the team window ${contribution.window} (${label}), ${String(seats)} votes on each question, whatever the number of decisions:`,
    '',
    ...(shown.length > 0
      ? shown
      : ['  No decision of yours lies in this window: every entry is 0, and you count as a member without decisions.']),
    '',
    ...(shown.length > 0
      ? [
          `Questions not listed are absent (all 0). Your ${plural(decisions, 'decision stays', 'decisions stay')} here; not even the number leaves.`,
        ]
      : []),
    `Beside the ${String(vectorLength)} whole numbers it holds the window, ${contribution.cohort === null ? 'no cohort' : `the cohort “${inlineText(contribution.cohort)}”`}, and a tag that shows if you contribute twice to this window and links nothing to any other window. No name, path, code, prompt or note, and no time.`,
    readableByHolder,
  ];
}

/** A withdrawal in words. */
export function withdrawalWords({ window }: Withdrawal): string[] {
  return [
    `Withdrawal from the team window ${window}: a contribution with your tag is not counted once this file lies in the same folder.`,
    'It helps before the report is released, not after. It holds the window and your tag, nothing else.',
  ];
}

/** Said each time plain contributions are added up. */
export const readableFolder =
  'These are plain contributions: whoever can open this folder can read each of them. The rules protect those who read the report, not the members from who holds the folder.';
