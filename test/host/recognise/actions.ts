import * as vscode from 'vscode';
import { play, type KeyRequest } from '../keys.ts';
import type { Stage } from './step.ts';

/** Asks for a suggestion and waits until it is on the screen. In a new window none is offered before it is asked for. */
export const ghost: readonly KeyRequest[] = [{ press: ['Alt+\\'] }, { see: 'ghost-text' }];

/** Asks for a suggestion, then presses keys at once. */
export const accept = (...keys: string[]): Promise<void> => play(...ghost, { press: keys });

/** As {@link accept}, for an edit suggested in place of ghost text. */
export const acceptEdit = (...keys: string[]): Promise<void> =>
  play({ press: ['Alt+\\'] }, { see: 'suggested-edit' }, { press: keys });

/** Opens the completion list and waits until something in it is chosen. */
export const list: readonly KeyRequest[] = [{ press: ['Control+Space'] }, { see: 'completion-list' }];

/** Opens the completion list and presses keys. */
export const complete = (...keys: string[]): Promise<void> => play(...list, { press: keys });

/** Takes `n` words of the suggestion, of which a space is one, each after the one before it is in the document. */
export async function acceptWords({ document }: Pick<Stage, 'document'>, n: number): Promise<void> {
  await play(...ghost);
  for (let word = 0; word < n; word++) {
    const changed = nextChange(document);
    await play({ see: 'ghost-text' }, { press: ['Control+ArrowRight'] });
    await changed;
  }
}

/** Accepts what is offered and starts a new line, each key after the one before it had its effect. */
export async function acceptLine(document: vscode.TextDocument): Promise<void> {
  await play(...ghost);
  for (const key of ['Tab', 'Enter']) await pressAndSee(document, key);
}

/** Pastes n times. A paste waits for the extensions that want to see it, and is given up when the next one comes. */
export async function pasteTimes(document: vscode.TextDocument, n: number): Promise<void> {
  for (let paste = 0; paste < n; paste++) await pressAndSee(document, 'Control+V');
}

async function pressAndSee(document: vscode.TextDocument, key: string): Promise<void> {
  const changed = nextChange(document);
  await play({ press: [key] });
  await changed;
}

function nextChange(document: vscode.TextDocument): Promise<void> {
  return new Promise((resolve) => {
    const changes = vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document !== document || event.contentChanges.length === 0) return;
      changes.dispose();
      resolve();
    });
  });
}
