import fs from 'node:fs';
import type { ExtensionContext, Uri } from 'vscode';
import * as vscode from 'vscode';
import type { Clock } from '../../core/shared/clock.ts';
import type { Digest } from '../../core/shared/digest.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import type { Pause } from '../capture/pause.ts';
import type { ErrorBoundary } from '../errorBoundary.ts';
import { readSetting } from '../settings.ts';
import { LiveTranscripts } from './liveTranscripts.ts';
import { transcriptHome } from './transcriptHome.ts';
import { workspaceRules } from './workspaceRules.ts';

/** Follows the agents that work in this window's folders, as the settings allow. */
export function createAgents(
  ledger: Ledger,
  pause: Pause,
  clock: Clock,
  digest: Digest,
  boundary: ErrorBoundary,
  context: ExtensionContext,
  imported: () => void,
): LiveTranscripts {
  return new LiveTranscripts(
    ledger,
    clock,
    digest,
    {
      enabled: () => !pause.paused && vscode.workspace.isTrusted && readSetting(vscode.workspace, 'capture.agents'),
      folders: () =>
        (vscode.workspace.workspaceFolders ?? []).flatMap(({ uri }) =>
          uri.scheme === 'file' ? [uri.fsPath, realPath(uri.fsPath)] : [],
        ),
      rules: workspaceRules,
      home: transcriptHome(context.globalStorageUri),
      chats: chatFolders(context.storageUri),
      imported,
    },
    (error) => boundary.report('agents', error),
  );
}

/** Our own folder for this workspace stands beside those of the chats; without a workspace there is none. */
function chatFolders(storage: Uri | undefined): string[] {
  if (!storage) return [];
  return ['chatSessions', 'chatEditingSessions'].map((name) => vscode.Uri.joinPath(storage, '..', name).fsPath);
}

/** Agents may name a file by the path behind a symbolic link. */
function realPath(folder: string): string {
  return fs.existsSync(folder) ? fs.realpathSync(folder) : folder;
}
