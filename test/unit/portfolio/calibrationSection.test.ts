import assert from 'node:assert/strict';
import { calibration } from '../../../src/core/portfolio/sections/calibration.ts';

describe('calibration on the page', () => {
  it('says that there are no forecasts', () => {
    assert.match(calibration({ calibration: { predicted: 0, scored: 0, levels: [], brier: null } }), /No predictions/);
  });

  it('counts forecasts without a score while there are too few', () => {
    const levels = [{ expected: 0.9, predicted: 5, scored: 3, stood: 2 }];
    const section = calibration({ calibration: { predicted: 5, scored: 3, levels, brier: null } });
    assert.match(
      section,
      /5 times, of which 3 can be scored by now\. A score and a curve are shown from the twentieth on\.$/,
    );
    assert.doesNotMatch(section, /90 %/);
  });

  it('shows how often what was said came true, with the score, its scale and where that is from', () => {
    const levels = [
      { expected: 0.5, predicted: 4, scored: 0, stood: 0 },
      { expected: 0.7, predicted: 12, scored: 10, stood: 6 },
      { expected: 0.9, predicted: 31, scored: 30, stood: 24 },
    ];
    assert.equal(
      calibration({ calibration: { predicted: 47, scored: 40, levels, brier: 0.1675 } }),
      [
        '## Calibration',
        'Before looking at a large or risky suggestion I said how likely I thought it was to stand for fourteen days: 47 times, of which 40 can be scored by now.',
        '| I said | it stood |\n| --- | --- |\n| 70 % | 6 of 10 |\n| 90 % | 80 % (63–90), n = 30 |',
        'Brier score 0.17, n = 40 (0 is perfect, always saying 50 % gives 0.25; Brier, Monthly Weather Review 78, 1950).',
      ].join('\n\n'),
    );
  });
});
