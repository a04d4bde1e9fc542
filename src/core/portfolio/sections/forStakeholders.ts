import { reasonWords } from '../../shared/reasons.ts';
import { inlineText } from '../escape.ts';
import { tally } from '../groups.ts';
import { rangeLabel } from '../period.ts';
import { fewest, wilson } from '../rates.ts';
import type { Summary } from '../summary.ts';
import { countWord, plural } from '../words.ts';

/** The same in plain language, computed: no claim that the counts do not carry. */
export function forStakeholders(summary: Summary): string {
  const heading = '## For stakeholders';
  const { decided, byVerdict, groups, first, last } = summary;
  if (decided < 3 || first === null || last === null)
    return `${heading}\n\nToo few decisions yet for a summary in plain language.`;
  const when =
    first.slice(0, 10) === last.slice(0, 10) ? `On ${rangeLabel(first, last)}` : `From ${rangeLabel(first, last)}`;
  const reasons = tally(
    groups.flatMap(({ reflection }) => (reflection && reflection.stance !== 'trusted' ? reflection.reasons : [])),
  );
  const [top] = reasons;
  return [
    heading,
    [
      `${when} I decided ${plural(decided, 'time')} about work that AI tools offered me.`,
      `I kept ${countWord(byVerdict.trusted)} as offered, changed ${countWord(byVerdict.adapted)} before keeping ${byVerdict.adapted === 1 ? 'it' : 'them'}, and did not keep ${countWord(byVerdict.overrode)}.`,
      ...(decided >= fewest ? [roughly(byVerdict.trusted, decided)] : []),
      // One person's single word is no pattern.
      ...(top && top[1] > 1
        ? [
            `When I changed or refused something, the reason I gave most often was: ${inlineText(reasonWords(top[0]))} (${plural(top[1], 'time')}).`,
          ]
        : []),
      'What a model offers is a draft; what stands in the end, and why, is my decision.',
    ].join(' '),
  ].join('\n\n');
}

/** "out of ten": only with its interval, so that nobody reads more into it. */
function roughly(count: number, n: number): string {
  const tenths = (share: number): string => countWord(Math.round(10 * share));
  const [low, high] = wilson(count, n).map(tenths);
  const span = low === high ? `about ${low ?? ''}` : `between ${low ?? ''} and ${high ?? ''}`;
  return `Out of ten offers I keep ${span} without changing anything.`;
}
