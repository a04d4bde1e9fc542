import * as vscode from 'vscode';
import { limits, type Because, type Obstacle } from '../../core/reflect/obstacles.ts';
import type { Outcome } from './asker.ts';
import { momentInWords } from './moments.ts';

/** What the answer is made of. */
export interface WhyNotAsked {
  /** What keeps a commit from leading to a question now, the weightiest first. */
  readonly obstacles: readonly Obstacle[];
  /** What came of the last boundary; null when there was none yet. */
  readonly last: Outcome | null;
  /** Decisions that wait. */
  readonly count: number;
  readonly paused: boolean;
  /** Whether commits alone lead to questions (`pairfolio.ask.when`). */
  readonly commitsOnly: boolean;
  /** The most decisions a day (`pairfolio.ask.maxPerDay`). */
  readonly maxPerDay: number;
  readonly now: number;
}

/** One line of the answer: why, what would change it, and the command that does. */
interface Line extends vscode.QuickPickItem {
  readonly command?: readonly [name: string, ...args: unknown[]];
}

/**
 * Says why nothing was asked, each reason as one sentence with what would change it; choosing one does that.
 * @returns the sentences that were shown
 */
export async function whyNotAsked(why: WhyNotAsked): Promise<readonly string[]> {
  const lines = linesOf(why);
  const chosen = await vscode.window.showQuickPick<Line>(lines, {
    title: vscode.l10n.t('Why am I not asked?'),
    placeHolder: vscode.l10n.t('The weightiest reason comes first; choose one to change it'),
    matchOnDetail: true,
  });
  if (chosen?.command) {
    const [name, ...args] = chosen.command;
    await vscode.commands.executeCommand(name, ...args);
  }
  return lines.map(({ label, detail }) => (detail === undefined ? label : `${label} ${detail}`));
}

function linesOf(why: WhyNotAsked): Line[] {
  const { obstacles, last, count, paused, now } = why;
  const pausedLine: Line = {
    label: vscode.l10n.t('Recording is paused, so no new decisions come.'),
    detail: vscode.l10n.t('Resume recording.'),
    command: ['pairfolio.resumeCapture'],
  };
  return [
    ...(paused ? [pausedLine] : []),
    ...obstacles.map((obstacle) => ({ ...inWords(obstacle, why), ...act(obstacle.because, count) })),
    ...(obstacles.length === 0 ? [nothingHinders(why)] : []),
    ...(last ? [{ label: lastInWords(last, now) }] : []),
  ];
}

function nothingHinders({ count, commitsOnly }: WhyNotAsked): Line {
  return {
    label: vscode.l10n.t('Nothing stands in the way: the next commit leads to a question.'),
    detail: commitsOnly
      ? vscode.l10n.t('Only commits do; the setting “Ask: When” allows other moments too.')
      : vscode.l10n.t('Until then the review can be opened at any time.'),
    ...act('still-settling', count),
  };
}

function lastInWords({ label, boundary, at, asked, obstacle }: Outcome, now: number): string {
  const moment = label ?? boundary;
  const time = momentInWords(at, now);
  if (asked === 1) return vscode.l10n.t('Last moment to ask: {0}, {1}. 1 decision was asked about.', moment, time);
  if (obstacle === null)
    return vscode.l10n.t('Last moment to ask: {0}, {1}. {2} decisions were asked about.', moment, time, asked);
  return vscode.l10n.t(
    'Last moment to ask: {0}, {1}. Nothing was asked: {2}.',
    moment,
    time,
    shortly(obstacle.because),
  );
}

function inWords({ because, until }: Obstacle, { now, count, maxPerDay }: WhyNotAsked): Line {
  const time = until === null ? '' : momentInWords(until, now);
  switch (because) {
    case 'setting':
      return {
        label: vscode.l10n.t('You chose to be asked only when you open the review.'),
        detail: vscode.l10n.t('Change the setting “Ask: When”.'),
      };
    case 'none-allowed':
      return {
        label: vscode.l10n.t('You chose no questions a day.'),
        detail: vscode.l10n.t('Change the setting “Ask: Max Per Day”.'),
      };
    case 'snoozed':
      return {
        label:
          until === null
            ? vscode.l10n.t('You snoozed questions until you open the review.')
            : vscode.l10n.t('You snoozed questions until {0}.', time),
        detail: vscode.l10n.t('End the snooze.'),
      };
    case 'nothing-waits':
      return {
        label: vscode.l10n.t('No decision waits.'),
        detail: vscode.l10n.t(
          'One waits once what became of a suggestion is known: after about two minutes, or at the commit.',
        ),
      };
    case 'all-asked':
      return {
        label:
          count === 1
            ? vscode.l10n.t('You were asked about the decision that waits; nothing is asked twice.')
            : vscode.l10n.t('You were asked about all {0} decisions that wait; nothing is asked twice.', count),
        detail: vscode.l10n.t('They wait in the review until 24 hours after the question.'),
      };
    case 'still-settling':
      return {
        label: vscode.l10n.t('What waits is still being worked on.'),
        detail: vscode.l10n.t('A commit settles it; without one it is asked about from {0} on.', time),
      };
    case 'silenced':
      return {
        label: vscode.l10n.t('The last {0} questions were left unanswered, so no more come.', limits.ignoredToSilence),
        detail: vscode.l10n.t('Open the review once, and Pairfolio asks again.'),
      };
    case 'halved':
      return {
        label: vscode.l10n.t('The last questions were left unanswered, so half as many come.'),
        detail: vscode.l10n.t('Answer or skip one; otherwise the next may come from {0} on.', time),
      };
    case 'budget':
      return {
        label: vscode.l10n.t(
          'The questions of these 24 hours were asked: at most {0}, about {1} decisions in all.',
          limits.digestsPerDay,
          Math.min(maxPerDay, limits.digestsPerDay * limits.decisionsPerDigest),
        ),
        detail: vscode.l10n.t('The next may come from {0} on; the review shows all that waits.', time),
      };
    case 'kept-for-commits':
      return {
        label: vscode.l10n.t('The last question of the day is kept for a commit.'),
        detail: vscode.l10n.t('Commit, or open the review.'),
      };
    case 'debugging':
      return {
        label: vscode.l10n.t('A debug session runs.'),
        detail: vscode.l10n.t('When it has ended, the next commit leads to a question.'),
      };
    case 'zen-mode':
      return {
        label: vscode.l10n.t('The window looks like Zen Mode: no editor shows line numbers.'),
        detail: vscode.l10n.t('When you leave it, the next commit leads to a question.'),
      };
    case 'presenting':
      return {
        label: vscode.l10n.t('Questions are held back in this window.'),
        detail: vscode.l10n.t('Let them go.'),
      };
    case 'typing':
      return {
        label: vscode.l10n.t('You are typing.'),
        detail: vscode.l10n.t(
          'A question comes a few seconds after the last key, if a commit is no longer ago than two minutes.',
        ),
      };
  }
}

/** The reason in a few words, within a sentence. */
function shortly(because: Because): string {
  switch (because) {
    case 'setting':
      return vscode.l10n.t('this moment is not one you chose');
    case 'none-allowed':
      return vscode.l10n.t('you chose no questions a day');
    case 'snoozed':
      return vscode.l10n.t('questions were snoozed');
    case 'nothing-waits':
      return vscode.l10n.t('no decision waited');
    case 'all-asked':
      return vscode.l10n.t('what waited had been asked about');
    case 'still-settling':
      return vscode.l10n.t('what waited was too new');
    case 'silenced':
    case 'halved':
      return vscode.l10n.t('the questions before were left unanswered');
    case 'budget':
      return vscode.l10n.t('the questions of the day were asked');
    case 'kept-for-commits':
      return vscode.l10n.t('the last question of the day is kept for a commit');
    case 'debugging':
      return vscode.l10n.t('a debug session ran');
    case 'zen-mode':
      return vscode.l10n.t('the window looked like Zen Mode');
    case 'presenting':
      return vscode.l10n.t('questions were held back');
    case 'typing':
      return vscode.l10n.t('you were typing');
  }
}

/** What choosing a reason does. */
function act(because: Because, count: number): Pick<Line, 'command'> {
  switch (because) {
    case 'setting':
      return { command: ['workbench.action.openSettings', 'pairfolio.ask.when'] };
    case 'none-allowed':
      return { command: ['workbench.action.openSettings', 'pairfolio.ask.maxPerDay'] };
    case 'snoozed':
    case 'presenting':
      return { command: ['pairfolio.resumeQuestions'] };
    default:
      return count > 0 ? { command: ['pairfolio.reviewDecisions'] } : {};
  }
}
