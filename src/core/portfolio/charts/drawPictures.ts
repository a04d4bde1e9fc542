import type { DecisionGroup } from '../groups.ts';
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

/** Draws what a summary has enough data for, each when it is asked for. The same summary gives the same bytes. */
export function picturesOf(summary: Drawn): Pictures {
  const decided = (): DecisionGroup[] => summary.groups.filter(({ verdict }) => verdict !== 'undecided');
  return {
    get verdicts() {
      return verdictChart(summary);
    },
    get survival() {
      return survivalChart(summary);
    },
    get kinds() {
      const all = decided();
      const rows = rowsBy(all, ({ kind }) => (kind ? kindWords[kind] : null));
      return shareChart('kinds', 'What became of it, by kind of work', all, rows);
    },
    get languages() {
      const all = decided();
      const rows = rowsBy(all, ({ language }) => (language === null ? null : languageName(language)));
      return shareChart('languages', 'What became of it, by language', all, rows);
    },
  };
}

/** The same as files, in the order they stand on the page. */
export function drawPictures(summary: Drawn): Picture[] {
  const { verdicts, survival, kinds, languages } = picturesOf(summary);
  return [verdicts, survival, kinds, languages].filter((one) => one !== undefined);
}
