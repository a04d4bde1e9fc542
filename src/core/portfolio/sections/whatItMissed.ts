import { reasonWords, tipOffWords } from '../../shared/reasons.ts';
import { inlineText } from '../escape.ts';
import { tally } from '../groups.ts';
import type { Summary } from '../summary.ts';
import { capitalised } from '../words.ts';

/** Why suggestions were changed or not kept, in the author's words of choice, and what gave it away. */
export function whatItMissed({ groups }: Summary): string {
  const heading = '## What the model missed';
  const said = groups.flatMap(({ reflection }) => (reflection && reflection.stance !== 'trusted' ? [reflection] : []));
  const reasons = tally(said.flatMap((reflection) => [...new Set(reflection.reasons)]));
  if (reasons.length === 0)
    return `${heading}\n\nNo reason was stated yet for a suggestion that was changed or not kept.`;
  const lines = reasons.map(([id, count]) => {
    const noticed = tally(
      said.flatMap(({ reasons: ids, tippedOff }) => (ids.includes(id) && tippedOff ? [tipOffWords[tippedOff]] : [])),
    );
    const by = noticed.map(([words, times]) => `${words} (${String(times)})`).join(', ');
    return `- ${capitalised(inlineText(reasonWords(id)))}: ${String(count)}${by === '' ? '' : `; what tipped me off: ${by}`}`;
  });
  return `${heading}\n\nStated reasons, of ${String(said.length)} decisions where I changed what was offered or did not keep it:\n\n${lines.join('\n')}`;
}
