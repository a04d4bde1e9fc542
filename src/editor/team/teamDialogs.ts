import path from 'node:path';
import * as vscode from 'vscode';
import type { Clock } from '../../core/shared/clock.ts';
import { PairfolioError } from '../../core/shared/errors.ts';

/** Work that is done by then needs no notification, which would only flash up (ms). */
const quick = 300;

/** Work with a notification that shows how far it is and can cancel it, once it takes its time. */
export async function cancellable<T>(
  clock: Clock,
  title: string,
  work: (signal: AbortSignal, report: (message: string) => void) => Promise<T>,
): Promise<T> {
  const cancelled = new AbortController();
  let message = '';
  let show = (): void => undefined;
  const done = work(cancelled.signal, (now) => {
    message = now;
    show();
  });
  const soon = clock.after(quick, () => {
    void vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      async (progress, token) => {
        token.onCancellationRequested(() => cancelled.abort());
        show = () => progress.report({ message });
        show();
        // What goes wrong is the caller's to say.
        await done.catch(() => undefined);
      },
    );
  });
  try {
    return await done;
  } finally {
    soon.dispose();
  }
}

/**
 * Asks for a folder on the machine Pairfolio runs on: with a remote window, the remote one.
 * @param last what was chosen before
 * @returns undefined when the user turned back
 * @throws PairfolioError `usage`
 */
export async function pickFolder(
  title: string,
  openLabel: string,
  last: string | undefined,
): Promise<string | undefined> {
  const folders = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    title,
    openLabel,
    ...(last === undefined ? {} : { defaultUri: vscode.Uri.file(last) }),
  });
  return folders?.[0] && ownPath(folders[0]);
}

/** Asks for a JSON file that is there; see {@link pickFolder}. */
export async function pickOpen(
  title: string,
  openLabel: string,
  last: string | undefined,
): Promise<string | undefined> {
  const files = await vscode.window.showOpenDialog({
    title,
    openLabel,
    filters: { JSON: ['json'] },
    ...(last === undefined ? {} : { defaultUri: vscode.Uri.file(last) }),
  });
  return files?.[0] && ownPath(files[0]);
}

/** Asks where a file goes; see {@link pickFolder}. */
export async function pickFile(title: string, file: string): Promise<string | undefined> {
  const chosen = await vscode.window.showSaveDialog({
    title,
    saveLabel: vscode.l10n.t('Write'),
    defaultUri: vscode.Uri.file(file),
    filters: { JSON: ['json'] },
  });
  return chosen && ownPath(chosen);
}

function ownPath({ scheme, fsPath }: vscode.Uri): string {
  if (scheme === 'file') return fsPath;
  throw new PairfolioError(
    'usage',
    vscode.l10n.t('Choose a place on the machine this window works on; Pairfolio runs there and reaches no other.'),
  );
}

/** One button of a message and what it does. */
export type Offer = readonly [label: string, act: () => unknown];

/** Says something and does what is chosen. */
export async function offer(said: Thenable<string | undefined>, offers: readonly Offer[]): Promise<void> {
  const chosen = await said;
  await offers.find(([label]) => label === chosen)?.[1]();
}

/** A file where it lies. The window of a remote machine has no file manager there, so it shows the file itself. */
export function showPlace(file: string): Offer {
  const uri = vscode.Uri.file(file);
  return vscode.env.remoteName === undefined
    ? [vscode.l10n.t('Show Folder'), () => vscode.commands.executeCommand('revealFileInOS', uri)]
    : [vscode.l10n.t('Show File'), () => vscode.commands.executeCommand('vscode.open', uri)];
}

/** A page in the browser: nothing where it lies on another machine than the browser. */
export function openPage(file: string): readonly Offer[] {
  if (vscode.env.remoteName !== undefined) return [];
  return [[vscode.l10n.t('Open HTML Page'), () => vscode.env.openExternal(vscode.Uri.file(path.resolve(file)))]];
}
