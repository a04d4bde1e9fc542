import fs from 'node:fs';
import * as vscode from 'vscode';
import type { Clock } from '../../core/shared/clock.ts';
import type { Digest } from '../../core/shared/digest.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import type { Pause } from '../capture/pause.ts';
import type { ErrorBoundary } from '../errorBoundary.ts';
import { readSetting } from '../settings.ts';
import { LiveTranscripts } from './liveTranscripts.ts';
import { workspaceRules } from './workspaceRules.ts';

/** Follows the agents that work in this window's folders, as the settings allow. */
export function createAgents(
  ledger: Ledger,
  pause: Pause,
  clock: Clock,
  digest: Digest,
  boundary: ErrorBoundary,
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
    },
    (error) => boundary.report('agents', error),
  );
}

/** Agents may name a file by the path behind a symbolic link. */
function realPath(folder: string): string {
  return fs.existsSync(folder) ? fs.realpathSync(folder) : folder;
}
