import * as vscode from 'vscode';
import { ViewedDiffs } from '../../core/follow/checks/viewedDiffs.ts';
import type { Clock } from '../../core/shared/clock.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';

/** Sees which files' differences the developer has before them, in the editor's own diff editors. */
export class DiffWatcher implements Disposable {
  readonly #store = new DisposableStore();
  readonly #viewed: ViewedDiffs;

  /** @param viewed told of a file whose difference was left open, and since when (ms since 1970) */
  constructor(clock: Clock, guard: (work: () => void) => void, viewed: (file: string, since: number) => void) {
    this.#viewed = this.#store.add(
      new ViewedDiffs(clock, vscode.window.state.focused, (file, since) => guard(() => viewed(file, since))),
    );
    const look = (): void => this.#viewed.shown(filesOfDiffs());
    this.#store.add(vscode.window.tabGroups.onDidChangeTabs(look));
    this.#store.add(vscode.window.tabGroups.onDidChangeTabGroups(look));
    this.#store.add(vscode.window.onDidChangeWindowState(({ focused }) => this.#viewed.windowFocused(focused)));
    look();
  }

  /** A new suggestion was recorded. */
  suggested(): void {
    this.#viewed.suggested();
  }

  dispose(): void {
    this.#store.dispose();
  }
}

/** The files on disk whose differences are on the screen: what git, a compare command or a chat shows. */
function filesOfDiffs(): string[] {
  return vscode.window.tabGroups.all.flatMap(({ activeTab }) => {
    const input = activeTab?.input;
    if (input instanceof vscode.TabInputTextDiff || input instanceof vscode.TabInputNotebookDiff)
      return [input.modified.scheme === 'untitled' ? input.original.fsPath : input.modified.fsPath];
    return [];
  });
}
