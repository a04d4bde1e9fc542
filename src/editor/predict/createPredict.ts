import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import type { Event } from '../../core/shared/event.ts';
import { ownSchemes } from '../capture/scope.ts';
import type { ErrorBoundary } from '../errorBoundary.ts';
import { loadLater } from '../later.ts';
import { readSetting } from '../settings.ts';
import type { PredictParts } from './predict.ts';

/** Shows the choices above suggestions where `pairfolio.ask.predict` asks for it; without it nothing is registered. */
export function createPredict(
  parts: PredictParts,
  { boundary, onDidRecord }: { readonly boundary: ErrorBoundary; readonly onDidRecord: Event<unknown> },
): Disposable {
  const store = new DisposableStore();
  let shown: DisposableStore | undefined;
  const show = (): void => {
    if (readSetting(vscode.workspace, 'ask.predict') === (shown !== undefined)) return;
    shown?.dispose();
    shown = undefined;
    if (!readSetting(vscode.workspace, 'ask.predict')) return;
    shown = new DisposableStore();
    const changed = new vscode.EventEmitter<void>();
    shown.add(changed);
    shown.add(onDidRecord(() => changed.fire()));
    shown.add(
      vscode.languages.registerCodeLensProvider(
        [...ownSchemes].map((scheme) => ({ scheme })),
        {
          onDidChangeCodeLenses: changed.event,
          provideCodeLenses: async (document) => {
            const open = parts.capture.get(document);
            if (!open || parts.capture.followers.in(open.key).length === 0) return [];
            const { predictionLenses } = await loadLater();
            let lenses: vscode.CodeLens[] = [];
            boundary.guard('predict', () => (lenses = predictionLenses(document, parts)));
            return lenses;
          },
        },
      ),
    );
  };
  show();
  store.add(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('pairfolio.ask.predict')) show();
    }),
  );
  return {
    dispose: () => {
      store.dispose();
      shown?.dispose();
    },
  };
}
