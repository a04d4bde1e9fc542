import type { RecordDrafts } from '../../core/assist/recordTasks.ts';
import * as vscode from 'vscode';
import { freeLines, type FreeLine } from '../../core/practice/lessonLines.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import type { Assist, RecordReply, RecordSubject } from '../assist/assistPort.ts';

type Help = Pick<Assist, 'draftOf' | 'showOutgoingOf'>;

/** Drafted lines, and the model they are from; null where they follow from the record alone. */
export interface DraftedLines {
  readonly lines: readonly FreeLine[];
  readonly by: string | null;
}

const none: DraftedLines = { lines: [], by: null };

/**
 * Asks whether a model drafts lines beside those the record proposes, and lets it.
 * @param known lines that are offered anyway
 * @returns undefined when the developer turned back
 */
export async function draftLines(
  assist: Help,
  subject: RecordSubject,
  known: readonly string[],
): Promise<DraftedLines | undefined> {
  for (;;) {
    const picked = await pickHelp(known.length > 0);
    if (picked === 'see') await assist.showOutgoingOf('instructions', subject);
    else if (picked === 'draft') return read(await ask(assist, subject), known);
    else return picked === 'without' ? none : undefined;
  }
}

async function pickHelp(hasLessons: boolean): Promise<'without' | 'draft' | 'see' | undefined> {
  const items = [
    ...(hasLessons
      ? [{ label: vscode.l10n.t('Lessons from your record alone'), detail: '', help: 'without' as const }]
      : []),
    {
      label: vscode.l10n.t('Have a model draft lines as well'),
      detail: vscode.l10n.t('You pick and edit each; nothing is written before you have seen the difference.'),
      help: 'draft' as const,
    },
    { label: vscode.l10n.t('See what is sent'), detail: '', help: 'see' as const },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Lessons for agents'),
    placeHolder: vscode.l10n.t('Where should the lessons come from?'),
    ignoreFocusOut: true,
  });
  return picked?.help;
}

/** @returns null where nothing came of it: the developer stopped it, or does not want it to be sent */
async function ask(assist: Help, subject: RecordSubject): Promise<RecordReply<RecordDrafts['instructions']> | null> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Drafting lines for agents…'),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (_progress, token) => {
    const stop = new AbortController();
    const stopping = token.onCancellationRequested(() => stop.abort());
    try {
      return await assist.draftOf('instructions', subject, stop.signal);
    } catch (error) {
      if (PairfolioError.is(error, 'cancelled')) return null;
      throw error;
    } finally {
      stopping.dispose();
    }
  });
}

function read(reply: RecordReply<RecordDrafts['instructions']> | null, known: readonly string[]): DraftedLines {
  if (!reply) return none;
  const { draft, by, problem } = reply;
  if (problem !== null)
    void vscode.window.showWarningMessage(
      `${problem} ${vscode.l10n.t('Lines that follow from your reasons are offered instead.')}`,
    );
  const from = by === null ? 'record' : 'model';
  return { lines: freeLines(draft.lines, known).map((text) => ({ text, from })), by };
}

/** Shows each drafted line that was picked once more, to be edited. @returns undefined when the developer turned back */
export async function editDrafted(lines: readonly FreeLine[]): Promise<readonly FreeLine[] | undefined> {
  const edited: FreeLine[] = [];
  const drafted = lines.filter(({ from }) => from === 'model');
  for (const line of lines) {
    if (line.from !== 'model') {
      edited.push(line);
      continue;
    }
    const place = drafted.indexOf(line) + 1;
    const text = await vscode.window.showInputBox({
      title: vscode.l10n.t('Line {0} of {1}: edit it, or press Enter to take it', place, drafted.length),
      value: line.text,
      valueSelection: [line.text.length, line.text.length],
      prompt: vscode.l10n.t('A model drafted it. Empty leaves it out.'),
      ignoreFocusOut: true,
    });
    if (text === undefined) return undefined;
    edited.push(...freeLines([text], []).map((one) => ({ text: one, from: line.from })));
  }
  return edited;
}
