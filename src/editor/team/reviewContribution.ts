import * as vscode from 'vscode';
import type { Later } from '../later.ts';
import { askPatterns, describePatterns, patternsIn } from './patternQuestion.ts';

/** What the member may decide about a contribution. */
export interface Stated {
  /** Empty: none. */
  readonly cohort: string;
  /** Instead of what was derived. */
  readonly patterns?: readonly number[];
}

/** What the member looks at. */
export interface Reviewed {
  /** Id of the window. */
  readonly window: string;
  readonly vector: readonly number[];
  /** Whether it may have a cohort. */
  readonly hasCohort: boolean;
}

interface StepItem extends vscode.QuickPickItem {
  /** What it leads to; undefined to write. */
  change?(): Promise<Stated | undefined>;
}

/**
 * Asks what to do with what stands in the editor. The list stays open while the member looks around in there.
 * @returns `write`, other words of the member's to prepare it with, or undefined when the member turned back
 */
export async function reviewContribution(
  later: Later,
  { window, vector, hasCohort }: Reviewed,
  stated: Stated,
): Promise<'write' | Stated | undefined> {
  const votes = patternsIn(later, vector);
  const items: StepItem[] = [
    {
      label: `$(export) ${vscode.l10n.t('Write…')}`,
      detail: vscode.l10n.t('You are asked once more, and where to'),
    },
    ...(hasCohort
      ? [
          {
            label: `$(tag) ${vscode.l10n.t('Cohort…')}`,
            description: stated.cohort === '' ? vscode.l10n.t('no cohort') : stated.cohort,
            detail: vscode.l10n.t('A label your team agreed on, so that groups can be compared'),
            change: () => askCohort(later, stated),
          },
        ]
      : []),
    ...(votes
      ? [
          {
            label: `$(pie-chart) ${vscode.l10n.t('How the work was shared…')}`,
            description: stated.patterns ? vscode.l10n.t('as you say') : vscode.l10n.t('as derived from your record'),
            detail: describePatterns(later, votes),
            change: () => askAboutPatterns(later, stated, votes),
          },
        ]
      : []),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Your contribution to {0}', window),
    placeHolder: vscode.l10n.t('All of it stands in the editor; nothing is written yet'),
    ignoreFocusOut: true,
  });
  if (!picked) return undefined;
  // Who turns back from a question comes back here.
  return picked.change ? ((await picked.change()) ?? stated) : 'write';
}

async function askCohort({ parseCohort }: Later, stated: Stated): Promise<Stated | undefined> {
  const isLabel = (text: string): boolean => {
    try {
      return parseCohort(text) === text;
    } catch {
      return false;
    }
  };
  const answer = await vscode.window.showInputBox({
    title: vscode.l10n.t('Cohort'),
    value: stated.cohort,
    prompt: vscode.l10n.t('A label your team agreed on, for example pilot. Empty: none.'),
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === '' || isLabel(text.trim())
        ? undefined
        : vscode.l10n.t('A cohort is up to 24 lower-case letters, digits and hyphens, for example pilot.'),
  });
  return answer === undefined ? undefined : { ...stated, cohort: answer.trim() };
}

async function askAboutPatterns(
  later: Later,
  { cohort, ...stated }: Stated,
  votes: readonly number[],
): Promise<Stated | undefined> {
  const answer = await askPatterns(later, votes);
  if (answer === undefined) return { cohort, ...stated };
  return answer === 'derived' ? { cohort } : { cohort, patterns: answer };
}
