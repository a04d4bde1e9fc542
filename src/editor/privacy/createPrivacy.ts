import type { Clock } from '../../core/shared/clock.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import type { Capture } from '../capture/capture.ts';
import type { Pause } from '../capture/pause.ts';
import type { Recorder } from '../capture/recorder.ts';
import type { ErrorBoundary } from '../errorBoundary.ts';
import { loadLater } from '../later.ts';
import { fileOf } from './activeFile.ts';
import type { IgnoreScope } from './ignoreGlobs.ts';
import { SettingsObeyed } from './settingsObeyed.ts';
import { StoredDocuments } from './storedDocuments.ts';

/** What the developer can see and say about their own data. */
export interface Privacy extends Disposable {
  /** @param file a `Uri`; without one the active file */
  showStored(file: unknown): Promise<void>;
  forgetFile(file: unknown): Promise<number | undefined>;
  ignoreFile(file: unknown, scope: unknown): Promise<string | undefined>;
  chooseContent(content: unknown): Promise<string | undefined>;
}

const scopes: readonly unknown[] = ['file', 'folder', 'kind'] satisfies IgnoreScope[];

/** Puts together what shows and forgets what is stored, and what makes the settings hold at once. */
export function createPrivacy(parts: {
  readonly ledger: Ledger;
  readonly capture: Capture;
  readonly recorder: Recorder;
  readonly pause: Pause;
  readonly clock: Clock;
  readonly boundary: ErrorBoundary;
}): Privacy {
  const { ledger, capture, recorder, pause, clock, boundary } = parts;
  const store = new DisposableStore();
  const stored = store.add(new StoredDocuments(ledger, clock));
  store.add(new SettingsObeyed(capture, recorder, pause, boundary.guard));
  return {
    showStored: (file) => stored.show(fileOf(file)),
    forgetFile: async (file) => (await loadLater()).forgetFile(parts, fileOf(file)),
    ignoreFile: async (file, scope) => {
      const { ignoreFile } = await loadLater();
      // A menu passes the other chosen files as its second argument.
      return ignoreFile(ledger, fileOf(file), scopes.includes(scope) ? (scope as IgnoreScope) : undefined);
    },
    chooseContent: async (content) => (await loadLater()).chooseContent(parts, content),
    dispose: () => store.dispose(),
  };
}
