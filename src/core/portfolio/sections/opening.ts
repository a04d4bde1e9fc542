import { reasonWords } from '../../shared/reasons.ts';
import { inlineText } from '../escape.ts';
import { tally } from '../groups.ts';
import type { Summary } from '../summary.ts';
import { countWord, listWords } from '../words.ts';

/** What a stranger reads first: what the author builds, what was decided how often, and why. */
export function opening(summary: Summary): string {
  const about = inlineText(summary.about ?? '');
  return [about, counts(summary)].filter((part) => part !== '').join('\n\n');
}

function counts(summary: Summary): string {
  const { byVerdict, decided } = summary;
  if (decided === 0)
    return 'This page will show what a model offered, what was shipped instead or because of it, why, and how it was checked. Nothing was decided in this period yet.';
  return [
    'While I program, AI tools offer me code. This is a record of what I did with it and why: of decisions, not of volume.',
    `Of ${String(decided)} ${decided === 1 ? 'change' : 'changes'} a model offered, I kept ${countWord(byVerdict.trusted)} as offered, changed ${countWord(byVerdict.adapted)} before keeping ${byVerdict.adapted === 1 ? 'it' : 'them'}, and rejected, removed or rewrote ${countWord(byVerdict.overrode)}.`,
    ...why(summary),
  ].join(' ');
}

function why({ groups, withReason }: Summary): string[] {
  if (withReason === 0) return [];
  const reasons = tally(
    groups.flatMap(({ reflection }) =>
      reflection && reflection.stance !== 'trusted' ? [...new Set(reflection.reasons)] : [],
    ),
  );
  const named = reasons
    .slice(0, 2)
    .map(([id, count]) => `${inlineText(reasonWords(id))}${count > 1 ? ` (${String(count)} times)` : ''}`);
  const lead =
    reasons.length > 2 ? 'the reasons I gave most when' : reasons.length === 2 ? 'my reasons when' : 'my reason when';
  const most = named.length > 0 ? `; ${lead} I changed or refused something: ${listWords(named)}` : '';
  return [`I wrote down why for ${countWord(withReason)} of them${most}.`];
}
