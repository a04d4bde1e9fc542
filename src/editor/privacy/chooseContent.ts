import * as vscode from 'vscode';
import { PairfolioError } from '../../core/shared/errors.ts';
import { decisionsOfFolder } from '../../node/privacy/selectDecisions.ts';
import { readSetting, type Settings } from '../settings.ts';
import type { ForgetParts } from './forget.ts';
import { folderTarget } from './ignoreFile.ts';

type Content = Settings['capture.content'];

/**
 * Sets what is kept of the code of this workspace, and offers to erase what was kept before.
 * @param argument `full` or `metrics-only`; without it the developer is asked
 * @returns what holds now; `undefined` when the developer turned back
 * @throws PairfolioError `usage`
 */
export async function chooseContent(parts: ForgetParts, argument?: unknown): Promise<Content | undefined> {
  const folder = await pickFolder();
  if (!folder) return undefined;
  const now = readSetting(vscode.workspace, 'capture.content', folder.uri);
  const content = argument === 'full' || argument === 'metrics-only' ? argument : await pickContent(folder.name, now);
  if (content === undefined) return undefined;
  if (content !== now)
    await vscode.workspace.getConfiguration('pairfolio', folder.uri).update('capture.content', content, folderTarget());
  if (content === 'full') {
    say(vscode.l10n.t('Code and prompts of {0} are kept on this machine from now on.', folder.name));
    return content;
  }
  void offerToErase(parts, folder);
  return content;
}

async function pickFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0)
    throw new PairfolioError('usage', vscode.l10n.t('Open a folder first: what is kept is set for each workspace.'));
  return folders.length === 1 ? folders[0] : vscode.window.showWorkspaceFolderPick();
}

async function pickContent(name: string, now: Content): Promise<Content | undefined> {
  const current = (content: Content): { description?: string } =>
    content === now ? { description: vscode.l10n.t('now') } : {};
  const items: (vscode.QuickPickItem & { readonly content: Content })[] = [
    {
      content: 'metrics-only',
      label: vscode.l10n.t('Only metrics'),
      ...current('metrics-only'),
      detail: vscode.l10n.t('Counts, sizes and distances, and the name of the file; never code or prompts.'),
    },
    {
      content: 'full',
      label: vscode.l10n.t('Code and prompts'),
      ...current('full'),
      detail: vscode.l10n.t('On this machine, secrets masked, so that a portfolio can show before and after.'),
    },
  ];
  const title = vscode.l10n.t('What to keep of {0}', name);
  return (await vscode.window.showQuickPick(items, { title }))?.content;
}

/** One question; whoever says nothing keeps what is there. */
async function offerToErase(parts: ForgetParts, { name, uri }: vscode.WorkspaceFolder): Promise<void> {
  const kept = decisionsOfFolder(parts.ledger, uri.fsPath).filter(({ body, kept, reflection }) => {
    const { before, suggested, prompt } = parts.ledger.texts.lookUp(body.texts);
    return [before, suggested, prompt].some(Boolean) || kept !== null || reflection?.texts['note'] !== undefined;
  });
  const said = vscode.l10n.t('Of {0} only metrics are kept from now on.', name);
  if (kept.length === 0) {
    say(said);
    return;
  }
  const forget = vscode.l10n.t('Forget These, Too…');
  const before = vscode.l10n.t('{0} decisions of before still hold code, prompts or notes.', kept.length);
  if ((await vscode.window.showInformationMessage(`${said} ${before}`, forget)) === forget)
    await vscode.commands.executeCommand(
      'pairfolio.forgetDecision',
      kept.map(({ id }) => id),
    );
}

function say(message: string): void {
  void vscode.window.showInformationMessage(message);
}
