import type { Summary } from '../summary.ts';
import { kindWords, languageName } from '../words.ts';
import type { Picture } from './picture.ts';
import { rowsBy, shareChart } from './shareChart.ts';
import { survivalChart } from './survivalChart.ts';
import { verdictChart } from './verdictChart.ts';

/** The pictures by what they show; without enough data there is none. */
export interface Pictures {
  readonly verdicts?: Picture | undefined;
  readonly survival?: Picture | undefined;
  readonly kinds?: Picture | undefined;
  readonly languages?: Picture | undefined;
}

/** What {@link picturesOf} draws from. */
export type Drawn = Pick<Summary, 'groups' | 'decided' | 'byVerdict' | 'survival'>;

/** Draws what a summary has enough data for. The same summary gives the same bytes. */
export function picturesOf(summary: Drawn): Pictures {
  const decided = summary.groups.filter(({ verdict }) => verdict !== 'undecided');
  const kinds = rowsBy(decided, ({ kind }) => (kind ? kindWords[kind] : null));
  const languages = rowsBy(decided, ({ language }) => (language === null ? null : languageName(language)));
  return {
    verdicts: verdictChart(summary),
    survival: survivalChart(summary),
    kinds: shareChart('kinds', 'What became of it, by kind of work', decided, kinds),
    languages: shareChart('languages', 'What became of it, by language', decided, languages),
  };
}

/** The same as files, in the order they stand on the page. */
export function drawPictures(summary: Drawn): Picture[] {
  const { verdicts, survival, kinds, languages } = picturesOf(summary);
  return [verdicts, survival, kinds, languages].filter((one) => one !== undefined);
}
