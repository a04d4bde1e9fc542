import * as vscode from 'vscode';
import { snoozeFor, snoozeLengths, type Snooze, type SnoozeLength } from '../../core/reflect/snooze.ts';
import type { Clock } from '../../core/shared/clock.ts';
import { momentInWords } from './moments.ts';
import type { Quiet } from './quiet.ts';

/** What can be chosen: how long, only in this window, or to be asked again. */
type Choice = SnoozeLength | 'hold' | 'resume';

/** "Snooze questions": asks for how long, says what was chosen, and takes it back on request. */
export async function snoozeQuestions(quiet: Quiet, clock: Clock): Promise<void> {
  const items = [
    ...snoozeLengths.map((length) => ({ choice: length, ...lengthInWords(length, clock.now()) })),
    quiet.held ? [] : [{ choice: 'hold' as Choice, ...holdInWords() }],
    isQuiet(quiet) ? [{ choice: 'resume' as Choice, label: vscode.l10n.t('Ask again from now on') }] : [],
  ].flat();
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Snooze Pairfolio’s questions'),
    placeHolder: vscode.l10n.t('Decisions are recorded all the same; the review can be opened at any time'),
    matchOnDescription: true,
  });
  if (!picked) return;
  const { choice } = picked;
  if (choice === 'hold') holdQuestions(quiet);
  else if (choice === 'resume') await resumeQuestions(quiet);
  else {
    const before = quiet.snooze;
    const words = snoozeInWords(await quiet.snoozeFor(choice), clock.now());
    offerUndo(words, () => quiet.restore(before));
  }
}

/** "Hold questions back": in this window, until they are let go or it is closed. */
export function holdQuestions(quiet: Quiet): void {
  quiet.hold(true);
  offerUndo(vscode.l10n.t('Questions are held back in this window.'), () => quiet.hold(false));
}

/** "Ask again": ends a snooze and lets go what is held back; questions come at the next boundary. */
export async function resumeQuestions(quiet: Quiet): Promise<void> {
  const { snooze, held } = quiet;
  if (!isQuiet(quiet)) return;
  quiet.hold(false);
  await quiet.restore(null);
  offerUndo(vscode.l10n.t('Pairfolio asks again.'), async () => {
    quiet.hold(held);
    await quiet.restore(snooze);
  });
}

/** Whether the developer wants to be left alone, for either reason. */
export function isQuiet({ snooze, held }: Pick<Quiet, 'snooze' | 'held'>): boolean {
  return snooze !== null || held;
}

/** A snooze as one sentence. */
export function snoozeInWords({ until }: Snooze, now: number): string {
  return until === null
    ? vscode.l10n.t('Questions are snoozed until you open the review.')
    : vscode.l10n.t('Questions are snoozed until {0}.', momentInWords(until, now));
}

function lengthInWords(length: SnoozeLength, now: number): { label: string; description: string } {
  const { until } = snoozeFor(length, now);
  const description = until === null ? '' : vscode.l10n.t('until {0}', momentInWords(until, now));
  switch (length) {
    case 'today':
      return { label: vscode.l10n.t('Today'), description };
    case 'this-week':
      return { label: vscode.l10n.t('This week'), description };
    case 'until-asked':
      return { label: vscode.l10n.t('Until I open the review'), description };
  }
}

function holdInWords(): { label: string; description: string } {
  return {
    label: vscode.l10n.t('While I present'),
    description: vscode.l10n.t('in this window, until I let them go'),
  };
}

function offerUndo(words: string, undo: () => void | Promise<void>): void {
  const label = vscode.l10n.t('Undo');
  void vscode.window.showInformationMessage(words, label).then((chosen) => (chosen === label ? undo() : undefined));
}
