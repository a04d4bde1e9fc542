import { inlineText } from '../escape.ts';
import { enoughForHalves, hasChanged, type Halves } from '../halves.ts';
import { bareShare } from '../rates.ts';
import type { Summary } from '../summary.ts';
import type { Stance, Verdict } from '../../shared/words.ts';
import { countWord, domainWords, languageName, longDate, plural, verdictMeanings } from '../words.ts';
import { markdownTable } from './table.ts';

/** What changed in the period, what was new, and which rules were tried. */
export function experiments(summary: Summary): string {
  return ['## Experiments and adaptation', ...adaptation(summary), ...news(summary), rules].join('\n\n');
}

const rules = 'Rules that I tried are not recorded yet, so none is shown.';

function adaptation({ halves, decided }: Summary): string[] {
  if (!halves) {
    return [
      `${decided === 0 ? 'Nothing is decided yet, so no change can be seen' : `${decided === 1 ? '1 decision is' : `${String(decided)} decisions are`} too few to see a change`}: from ${String(enoughForHalves)} on, the first half of them is compared with the second here.`,
    ];
  }
  const [first, second] = halves.n;
  const rows = (['trusted', 'adapted', 'overrode'] as const).map((verdict) => [
    `${verdictMeanings[verdict]} (${verdict})`,
    bareShare(halves.byVerdict[verdict][0], first),
    bareShare(halves.byVerdict[verdict][1], second),
    change(halves, verdict),
  ]);
  return [
    `Did I decide differently as time went on? The first half of my decisions, and the second half, from ${longDate(halves.secondFrom)} on:`,
    markdownTable(['what', `first ${String(first)}`, `then ${String(second)}`, 'change'], rows),
  ];
}

function change(halves: Halves, verdict: Stance): string {
  if (!hasChanged(halves, verdict)) return 'none beyond chance';
  const [first, second] = halves.byVerdict[verdict];
  return second / halves.n[1] > first / halves.n[0] ? 'more often' : 'less often';
}

/** What came up for the first time, and what was decided about it since. */
function news({ groups, firstTimes }: Summary): string[] {
  if (firstTimes.length === 0) return [];
  const lines = firstTimes.map(({ what, value, at }) => {
    const name =
      what === 'language'
        ? languageName(value)
        : Object.hasOwn(domainWords, value)
          ? domainWords[value as keyof typeof domainWords]
          : value;
    const since = groups.filter(({ parts }) =>
      parts.some(({ body, domain }) => (what === 'language' ? body.language : domain) === value),
    );
    const of = (verdict: Verdict, words: string): string[] => {
      const count = since.filter((group) => group.verdict === verdict).length;
      return count > 0 ? [`${countWord(count)} ${words}`] : [];
    };
    const decided = (['trusted', 'adapted', 'overrode'] as const).flatMap((verdict) => of(verdict, verdict));
    const counts = [...decided, ...of('undecided', 'still open')].join(', ');
    return `- ${inlineText(name)}, on ${longDate(at)}; ${plural(since.length, 'decision')} in the period: ${counts}`;
  });
  return ['New to me with AI, at least four weeks after recording began:', lines.join('\n')];
}
