import { plural } from '../../portfolio/words.ts';
import { voteLines } from '../contributionWords.ts';
import { vectorLength } from '../layout.ts';
import { seats } from '../votes.ts';
import { parseWindow } from '../window.ts';
import { spelled } from './fingerprint.ts';
import { lossOfAll, lossOfQuestion, typicalError } from './noise.ts';
import type { Roster } from './roster.ts';

/** What a member knows about those they seal with. */
export interface Crowd {
  readonly roster: Roster;
  /** Fingerprints of the others, confirmed and not. */
  readonly confirmed: readonly string[];
  readonly unconfirmed: readonly string[];
  /** How many must be confirmed. */
  readonly needed: number;
  /** The window sealed before, and who came and left since. */
  readonly since?: { readonly window: string; readonly came: number; readonly left: number } | undefined;
}

/** Said each time sealed contributions are added up. */
export const sealedFolder =
  'These are sealed contributions: nobody can read a single one, and only all of them together give their sum. Who has the files has the exact sum; the rules of the report protect its readers’ view of it.';

/** A sealed contribution in words, line by line: what goes into the sum, and what leaves in its place. */
export function sealedWords(vector: readonly number[], decisions: number, crowd: Crowd): string[] {
  const { window, members, attempt, noise } = crowd.roster;
  const { label } = parseWindow(window);
  const lines = voteLines(vector);
  return [
    `Sealed contribution to the team window ${window} (${label}). This goes into the sum, ${String(seats)} votes on each question:`,
    '',
    ...(lines.length > 0
      ? lines
      : ['  No decision of yours lies in this window: every entry is 0, and you count as a member without decisions.']),
    '',
    ...(lines.length > 0
      ? [
          `Questions not listed are absent (all 0). Your ${plural(decisions, 'decision stays', 'decisions stay')} here; not even the number leaves.`,
        ]
      : []),
    `What leaves are ${String(vectorLength)} numbers that look like chance, and four to check the sum by. They say nothing before the files of all ${String(members.length)} members are added up, and then only their sum.`,
    ...crowdWords(crowd),
    ...(noise > 0 ? noiseWords(crowd.roster) : []),
    `The file also says who you are (your fingerprint) and that this is attempt ${String(attempt)}. No code, prompt, note or path, and no time.`,
  ];
}

/** The crowd one is hidden in, in words. */
export function crowdWords({ roster, confirmed, unconfirmed, needed, since }: Crowd): string[] {
  const others = roster.members.length - 1;
  return [
    `Of the ${String(others)} others on the roster you confirmed ${String(confirmed.length)}; at least ${String(needed)} are needed${roster.lead === null ? '' : ', because the lead is one of them'}. The sum hides you among those you confirmed, as long as they do not work together against you.`,
    ...(unconfirmed.length > 0 && confirmed.length < needed
      ? ['Not confirmed yet:', ...unconfirmed.map((fingerprint) => `  ${spelled(fingerprint)}`)]
      : []),
    ...(since && since.came + since.left > 0
      ? [
          `Since ${since.window}, ${plural(since.came, 'member')} came and ${plural(since.left, 'member')} left. Who has both sums sees their difference.`,
        ]
      : []),
  ];
}

/** What the noise of a roster promises, and what it costs. */
export function noiseWords({ noise, members }: Pick<Roster, 'noise' | 'members'>): string[] {
  return [
    `The sum carries noise of scale ${String(noise)}: ε = ${rounded(lossOfQuestion(3, noise))} for a question with three answers, ${rounded(lossOfAll(noise))} for all questions together, as long as at least half of the members do not work together against you. A share is off by about ${rounded(typicalError(members.length, noise))} points.`,
  ];
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(2)));
}
