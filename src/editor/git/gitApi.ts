import type { Event, Uri } from 'vscode';
import * as vscode from 'vscode';
import type { Disposable } from '../../core/shared/disposable.ts';

// The part of the API of VS Code's own git extension that is used here, as its git.d.ts documents it.

/** Where a repository stands. */
export interface RepositoryHead {
  readonly name?: string | undefined;
  readonly commit?: string | undefined;
}

/** One repository the git extension has open. */
export interface Repository {
  readonly rootUri: Uri;
  readonly state: { readonly HEAD: RepositoryHead | undefined; readonly onDidChange: Event<void> };
}

/** Version 1 of the git extension's API. */
export interface GitApi {
  readonly git: { readonly path: string };
  readonly repositories: readonly Repository[];
  readonly onDidOpenRepository: Event<Repository>;
  readonly onDidCloseRepository: Event<Repository>;
}

interface GitExtension {
  readonly enabled: boolean;
  readonly onDidChangeEnablement: Event<boolean>;
  getAPI(version: 1): GitApi;
}

/**
 * Calls back with git's API once it is there; never where the git extension is missing or switched off.
 * Waiting for it does not hold up our own start.
 */
export function whenGitIsReady(use: (api: GitApi) => Disposable, failed: (error: unknown) => void): Disposable {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  let current: Disposable | undefined;
  let disposed = false;
  const start = (git: GitExtension): void => {
    if (disposed) return;
    if (git.enabled) {
      current = use(git.getAPI(1));
      return;
    }
    const waiting = git.onDidChangeEnablement((enabled) => {
      if (!enabled) return;
      waiting.dispose();
      start(git);
    });
    current = waiting;
  };
  extension?.activate().then(start, failed);
  return {
    dispose() {
      disposed = true;
      current?.dispose();
    },
  };
}
