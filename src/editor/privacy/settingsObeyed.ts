import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import type { Capture, Guard } from '../capture/capture.ts';
import type { Pause } from '../capture/pause.ts';
import type { Recorder } from '../capture/recorder.ts';

/**
 * Makes a change of what may be recorded hold at once for what is followed already: of a file that is ignored now
 * nothing more is measured, and where only metrics are kept no more text.
 */
export class SettingsObeyed implements Disposable {
  readonly #store = new DisposableStore();

  constructor(capture: Capture, recorder: Pick<Recorder, 'dropContent'>, pause: Pause, guard: Guard) {
    const obey = (): void => {
      // While paused no document has a scope; what was followed before goes on afterwards.
      if (pause.paused) return;
      for (const { key, document } of capture.open) {
        const scope = capture.scopeOf(document);
        for (const { followed } of [...capture.followers.in(key)]) {
          if (!scope) capture.followers.drop(followed.id);
          else if (scope.content === 'metrics-only') recorder.dropContent(followed.id);
        }
      }
    };
    this.#store.add(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('pairfolio')) guard('settings', obey);
      }),
    );
  }

  dispose(): void {
    this.#store.dispose();
  }
}
