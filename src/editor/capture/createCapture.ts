import type { ExtensionContext } from 'vscode';
import * as vscode from 'vscode';
import type { Clock } from '../../core/shared/clock.ts';
import type { Digest } from '../../core/shared/digest.ts';
import { wasJustSetAside } from '../../node/git/setAside.ts';
import { transcriptHome } from '../agents/transcriptHome.ts';
import { ActiveEditor } from '../activeEditor.ts';
import type { ErrorBoundary } from '../errorBoundary.ts';
import type { HeadWatcher } from '../git/headWatcher.ts';
import { readSetting } from '../settings.ts';
import { Capture } from './capture.ts';
import { ChatEditing } from './chatEditing.ts';
import { EditSignals } from './editSignals.ts';
import { PastedReplies } from './pastedReplies.ts';
import { PasteWatch } from './pasteWatch.ts';
import type { Pause } from './pause.ts';
import type { Recorder } from './recorder.ts';

/** Puts together what watches the documents of this window. */
export function createCapture(
  recorder: Recorder,
  heads: HeadWatcher,
  pause: Pause,
  clock: Clock,
  digest: Digest,
  boundary: ErrorBoundary,
  { subscriptions, globalStorageUri }: ExtensionContext,
): Capture {
  const active = new ActiveEditor();
  const chats = new ChatEditing(() => clock.now());
  const signals = new EditSignals(
    active,
    (file, now) => chats.openedAgo(file, now),
    (file, now) => heads.movedAgo(file, now),
  );
  const replies = new PastedReplies(
    clock,
    transcriptHome(globalStorageUri),
    () => !pause.paused && readSetting(vscode.workspace, 'capture.agents'),
  );
  const open: { capture?: Capture } = {};
  const pastes = new PasteWatch(digest, active, boundary.guard, (document) => open.capture?.textBefore(document));
  open.capture = new Capture(
    clock,
    recorder,
    boundary,
    {
      rootOf: (file) => heads.rootOf(file),
      wasJustSetAside: (root) => wasJustSetAside(root, clock.now()),
    },
    signals,
    pastes,
    replies,
    () => pause.paused,
  );
  subscriptions.push(active, chats, pastes, replies);
  return open.capture;
}
