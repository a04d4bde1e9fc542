import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ExtensionContext } from 'vscode';

/**
 * Starts Pairfolio in the next turn, and from a file of its own (`dist/start.js`, see esbuild.js): reading and compiling
 * it takes longer than all it does then, and other extensions that start with the window need not wait for it.
 */
export async function activate(context: ExtensionContext): Promise<void> {
  const window = { isOpen: true };
  context.subscriptions.push({ dispose: () => (window.isOpen = false) });
  await nextTurn();
  if (!window.isOpen) return;
  const { start } = await import('./editor/start.ts');
  start(context);
}
