import { pictureFolder, pictureLines, type Picture } from '../../portfolio/charts/picture.ts';
import { plural } from '../../portfolio/words.ts';
import type { TeamReport } from '../teamReport.ts';
import { parseWindow } from '../window.ts';
import { answers, collaboration, reliance } from './behaviourSections.ts';
import { betweenCohorts, sinceLast } from './changeSections.ts';
import { cannotTell, method } from './limits.ts';
import { nextSteps } from './nextSteps.ts';
import { teamChart } from './teamChart.ts';
import { atAGlance, rowsByKind, rowsByLanguage, trustMap } from './trustSections.ts';

/** team-report.md and its pictures. */
export interface RenderedReport {
  readonly markdown: string;
  readonly pictures: readonly Picture[];
}

/** The pictures a report may have. */
export const chartNames: readonly string[] = ['kinds', 'languages'].map((id) => `${pictureFolder}${id}.svg`);

/**
 * The report in words. Says nothing that does not follow from the published figures.
 * @param earlier reports released before this one
 */
export function renderTeamReport(report: TeamReport, earlier: readonly TeamReport[]): RenderedReport {
  const kinds = teamChart('kinds', 'What became of suggestions, by kind of work', rowsByKind(report));
  const languages = teamChart('languages', 'What became of suggestions, by language', rowsByLanguage(report));
  const sections = [
    `# What the team does with AI: ${parseWindow(report.window).label}`,
    `From ${plural(report.members, 'member')} who chose to contribute to the window ${report.window}.`,
    '> **Purpose.** For the team, to learn where AI can be relied on and where not. Not for appraisal: it says nothing about any person.',
    atAGlance(report),
    trustMap(report, [pictureLines(kinds), pictureLines(languages)]),
    reliance(report),
    answers(report),
    collaboration(report),
    sinceLast(report, earlier),
    betweenCohorts(report),
    nextSteps(report),
    cannotTell(report),
    method(report),
  ];
  return { markdown: `${sections.join('\n\n')}\n`, pictures: [kinds, languages].filter((one) => one !== undefined) };
}
