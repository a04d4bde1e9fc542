import assert from 'node:assert/strict';
import { width } from '../../../src/core/portfolio/charts/picture.ts';
import { familyWords } from '../../../src/core/team/languageFamilies.ts';
import { teamChart } from '../../../src/core/team/report/teamChart.ts';

/** Bold letters of the picture's size are 8 units wide on the average, small ones 6, as a browser draws them. */
const widths = { name: 8, figures: 6 };

describe('a chart of the team’s report', () => {
  for (const n of [21, 100_000])
    it(`never writes a name into the figures beside it, with ${String(n)} members`, () => {
      const names = Object.values(familyWords);
      const shares = { trusted: 35, adapted: 35, overrode: 30 };
      const rows = names.map((name) => ({ name, figure: { block: 'verdict', cohort: null, n, shares } }));
      const svg = teamChart('languages', 'By language', rows)?.svg ?? '';
      const texts = [...svg.matchAll(/<text x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)<\/text>/g)];
      let figures = 0;
      for (const name of names) {
        const at = texts.findIndex(([, , , words]) => words === name.replaceAll('&', '&amp;'));
        const [, left, y] = texts[at] ?? [];
        const [, right, below, words = ''] = texts[at + 1] ?? [];
        assert.match(words, /^35 · 35 · 30 %, n = \d+$/);
        figures += 1;
        assert.ok(Number(left) + widths.name * name.length < width, name);
        if (y !== below) continue;
        assert.ok(Number(left) + widths.name * name.length < Number(right) - widths.figures * words.length, name);
      }
      assert.equal(figures, names.length);
      // Bars follow each other, and all of them are in the picture.
      const bars = [...svg.matchAll(/<rect class="track"[^>]* y="([\d.]+)"/g)].map(([, y]) => Number(y));
      const height = Number(/ height="([\d.]+)"/.exec(svg)?.[1]);
      assert.equal(bars.length, names.length);
      for (const [index, y] of bars.entries()) assert.ok(y + 40 < (bars[index + 1] ?? height));
    });
});
