import type { TeamReport } from './teamReport.ts';

/** A figure with what it is about. */
export interface MetricPoint {
  readonly value: number;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A gauge of a released report. Names, units and attributes are documented in docs/team-metrics.md and stay. */
export interface TeamMetric {
  readonly name: string;
  readonly unit: string;
  readonly description: string;
  readonly points: readonly MetricPoint[];
}

/**
 * What a collector is told of a report: what is printed in it, and nothing else. Figures that are held back are left
 * out. Shares are fractions of one, in steps of 0.05.
 */
export function metricsOf({ window, members, cohorts, figures, sealed }: TeamReport): TeamMetric[] {
  const mode = sealed ? 'sealed' : 'plain';
  // Members in no cohort are in no point with a label; without one a point is about all.
  const about = (cohort: string | null): Record<string, string> => ({
    'pairfolio.window': window,
    'pairfolio.mode': mode,
    ...(cohort === null ? {} : { 'pairfolio.cohort': cohort }),
  });
  return [
    {
      name: 'pairfolio.team.members',
      unit: '{member}',
      description: 'Members who contributed to the window.',
      points: [{ cohort: null, members }, ...cohorts].map((of) => ({
        value: of.members,
        attributes: about(of.cohort),
      })),
    },
    {
      name: 'pairfolio.team.answering',
      unit: '{member}',
      description: 'Members with an answer to the question.',
      points: figures.map(({ block, cohort, n }) => ({
        value: n,
        attributes: { ...about(cohort), 'pairfolio.question': block },
      })),
    },
    {
      name: 'pairfolio.team.share',
      unit: '1',
      description: 'Share of the answer among the votes of the members, rounded to 0.05.',
      points: figures.flatMap(({ block, cohort, shares }) =>
        Object.entries(shares).flatMap(([answer, share]) =>
          share === null
            ? []
            : [
                {
                  value: share / 100,
                  attributes: { ...about(cohort), 'pairfolio.question': block, 'pairfolio.answer': answer },
                },
              ],
        ),
      ),
    },
  ];
}
