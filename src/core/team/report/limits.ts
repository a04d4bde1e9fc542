import { plural } from '../../portfolio/words.ts';
import { fewest } from '../../portfolio/rates.ts';
import { leastMembers, roundedTo } from '../anonymity.ts';
import type { TeamReport } from '../teamReport.ts';
import { seats } from '../votes.ts';

/** What a reader might take from the report and must not. */
export function cannotTell({ members }: TeamReport): string {
  return [
    '## What this report cannot tell you',
    [
      '- **Anything about a person.** Not who trusts too much, not who is fast, not who took part. It must not be used to appraise anybody: everybody’s votes weigh the same, and to contribute or not is each member’s own choice.',
      `- **How much AI is used.** Every member has ${String(seats)} votes on each question, after three decisions or three hundred. Hours, lines and numbers of suggestions never leave a member’s machine.`,
      '- **Whether AI makes the team faster.** Nothing here measures time.',
      '- **Why a figure is as it is.** Kinds of work, languages and people hang together; a low share may be a hard task, not a bad model.',
      `- **What those think who did not contribute.** ${plural(members, 'member')} gave something; nobody knows how the others differ.`,
      '- **Everything that was offered.** Suggestions that were read and not taken are known only where a tool recorded them, so what was not kept is likely more than the figures say.',
    ].join('\n'),
  ].join('\n\n');
}

/** How the figures came about. */
export function method({ members, handled, sealed }: TeamReport): string {
  const files = [
    [handled.duplicates, 'given twice and counted once'],
    [handled.conflicting, 'not counted, because files with the same tag differ'],
    [handled.withdrawn, 'withdrawn before release'],
    [handled.newer, 'of a newer version, not counted'],
    [handled.damaged, 'unreadable, not counted'],
    [handled.impossible, 'edited so that no record gives their numbers, not counted'],
    [handled.otherWindows, 'for other windows, left aside'],
  ] as const;
  const odd = files.filter(([count]) => count > 0).map(([count, words]) => `${String(count)} ${words}`);
  return [
    '## How it was made',
    [
      `- **n is members**, ${String(members)} in all, never decisions. A figure is the mean of their shares; from ${String(fewest)} members on it has a 95 % interval (Wilson, for n members), below there is none.`,
      `- **Protection.** Shares are rounded to ${String(roundedTo)} points. A figure that fewer than ${String(leastMembers)} members carry, or that leaves fewer than ${String(leastMembers)} over, is held back, and so is one that nearly all or nearly none share (above 90 %, below 10 %), and whatever would let it be worked out. Each window is released once, after it is over, and not at all when one to four members came or went since the last.`,
      sealed
        ? `- **Sealed contributions** (attempt ${String(sealed.attempt)}). Nobody can read a single one; whoever has the files of all members has their exact sum${sealed.noise > 0 ? ` with noise of scale ${String(sealed.noise)}` : ''}, which the rules above act on.`
        : '- **Plain contributions.** Whoever holds the folder of contributions can read each of them. The rules above protect members from readers of this report, not from the holder of the folder.',
      ...(sealed && sealed.noise > 0
        ? [
            '- **Noise.** Figures and numbers of members carry noise that no single person knows. Small differences say nothing.',
          ]
        : []),
      ...(odd.length > 0 ? [`- **Files.** ${odd.join('; ')}.`] : []),
    ].join('\n'),
  ].join('\n\n');
}
