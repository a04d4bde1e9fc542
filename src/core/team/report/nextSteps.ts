import { figureOf, type TeamReport } from '../teamReport.ts';
import { rowsByKind, rowsByLanguage } from './trustSections.ts';

/** What to try next, from the figures: start with one team, track the impact, then scale what works. */
export function nextSteps(report: TeamReport): string {
  const rows = [...rowsByKind(report), ...rowsByLanguage(report)].flatMap(({ name, figure: { shares } }) => [
    { name, trusted: shares['trusted'] ?? null, overrode: shares['overrode'] ?? null },
  ]);
  const [safe] = [...rows]
    .filter(({ trusted }) => (trusted ?? 0) >= 60)
    .sort((a, b) => (b.trusted ?? 0) - (a.trusted ?? 0));
  const [doubted] = [...rows]
    .filter(({ overrode }) => (overrode ?? 0) >= 50)
    .sort((a, b) => (b.overrode ?? 0) - (a.overrode ?? 0));
  const unchecked = figureOf(report, 'checked-by')?.shares['none-seen'] ?? null;
  const over = figureOf(report, 'after-14-days.trusted')?.shares['over-reliance'] ?? null;
  const under = figureOf(report, 'after-14-days.overrode')?.shares['under-reliance'] ?? null;
  const start = [
    ...(doubted
      ? [
          `Talk about ${doubted.name} together (${String(doubted.overrode)} % not kept): what does the model not know about this code, and could an instruction file tell it?`,
        ]
      : []),
    ...(safe
      ? [
          `Write down what makes ${safe.name} work (${String(safe.trusted)} % kept as offered), so that others can try the same.`,
        ]
      : []),
    ...((unchecked ?? 0) >= 30
      ? [
          `For ${String(unchecked)} % of decisions no check was seen: agree on one that is quick enough to be run each time.`,
        ]
      : []),
    ...((over ?? 0) >= 15
      ? [
          `What was trusted is reworked in ${String(over)} % of cases: try reading such code aloud to a colleague, or a failing test first.`,
        ]
      : []),
    ...((under ?? 0) >= 30
      ? [`What was overridden came back in ${String(under)} % of cases: a second look before rewriting may save work.`]
      : []),
  ];
  return [
    '## What to try next',
    [
      `1. **Start with one team.** ${start.length > 0 ? 'Pick one of these, with people who want to:' : 'Pick one habit to try, with people who want to; nothing in these figures stands out.'}`,
      ...start.map((step) => `   - ${step}`),
      '2. **Track the impact.** Give those who try it a cohort label (`pairfolio contribute --cohort pilot`), at least five of them and at least five others, and compare the next two or three windows, not one.',
      '3. **Then scale what works.** Only what is more than chance would give, and still is a window later. Drop what is not; that is a result, too.',
    ].join('\n'),
  ].join('\n\n');
}
