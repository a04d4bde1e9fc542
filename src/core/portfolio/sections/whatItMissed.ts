import { reasonWords, tipOffWords } from '../../shared/reasons.ts';
import type { TipOff } from '../../shared/words.ts';
import { inlineText } from '../escape.ts';
import { tally } from '../groups.ts';
import type { Summary } from '../summary.ts';
import { capitalised, plural } from '../words.ts';

/** Why suggestions were changed or not kept, in the author's words of choice, and what gave it away. */
export function whatItMissed({ groups }: Summary): string {
  const heading = '## What the model missed';
  const reasons = new Map<string, { count: number; readonly noticed: TipOff[] }>();
  let decisions = 0;
  for (const { reflection } of groups) {
    if (!reflection || reflection.stance === 'trusted') continue;
    decisions += 1;
    for (const [place, id] of reflection.reasons.entries()) {
      if (reflection.reasons.indexOf(id) !== place) continue;
      const known = reasons.get(id) ?? { count: 0, noticed: [] };
      known.count += 1;
      if (reflection.tippedOff) known.noticed.push(reflection.tippedOff);
      reasons.set(id, known);
    }
  }
  if (reasons.size === 0)
    return `${heading}\n\nNo reason was stated yet for a suggestion that was changed or not kept.`;
  const lines = [...reasons]
    .sort(([a, { count: n }], [b, { count: m }]) => m - n || (a < b ? -1 : 1))
    .map(([id, { count, noticed }]) => {
      const by = tally(noticed.map((tipOff) => tipOffWords[tipOff])).map(
        ([words, times]) => `${words} (${String(times)})`,
      );
      const tippedOff = by.length === 0 ? '' : `; what tipped me off: ${by.join(', ')}`;
      return `- ${capitalised(inlineText(reasonWords(id)))}: ${String(count)}${tippedOff}`;
    });
  return `${heading}\n\nStated reasons, of ${plural(decisions, 'decision')} where I changed what was offered or did not keep it:\n\n${lines.join('\n')}`;
}
