import type { Corrections } from '../corrections.ts';
import { fewest, shareWords } from '../rates.ts';
import { countWord, plural } from '../words.ts';

/** How often the author corrected what was taken for an AI's; a sentence in any case. */
export function corrections({ attributed, notAi, probable, confirmed, pointedOut }: Corrections): string {
  if (attributed + probable + pointedOut === 0)
    return 'Nothing was taken for an AI’s, so there was nothing to correct.';
  const sentences = [
    ...(attributed > 0
      ? [
          notAi > 0
            ? `Of what was taken for an AI’s I marked ${shareWords(notAi, attributed)} as not AI.`
            : `${plural(attributed, 'decision was', 'decisions were')} taken for an AI’s; I marked none of them as not AI${attributed < fewest ? '' : `: ${shareWords(0, attributed)}`}.`,
        ]
      : []),
    ...(confirmed > 0 || (probable > 0 && attributed === 0)
      ? [`Of what was only probably an AI’s I said of ${shareWords(confirmed, probable)} that it was.`]
      : []),
    ...(pointedOut > 0 ? [`I pointed out ${countWord(pointedOut)} that had not been noticed.`] : []),
    'A correction is made only where an error is seen.',
  ];
  return sentences.join(' ');
}
