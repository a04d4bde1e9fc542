import type { DebugSession } from 'vscode';
import * as vscode from 'vscode';
import type { Clock } from '../../core/shared/clock.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import type { CheckEnded } from './endedCheck.ts';

/** The kinds of program the usual debuggers start, under the names their extensions gave them. */
const debuggers: Readonly<Record<string, string>> = {
  node: 'node',
  'pwa-node': 'node',
  'node-terminal': 'node',
  chrome: 'browser',
  'pwa-chrome': 'browser',
  msedge: 'browser',
  'pwa-msedge': 'browser',
  firefox: 'browser',
  python: 'python',
  debugpy: 'python',
  go: 'go',
  java: 'java',
  coreclr: 'dotnet',
  clr: 'dotnet',
  cppdbg: 'native',
  cppvsdbg: 'native',
  lldb: 'native',
  'lldb-dap': 'native',
  php: 'php',
  rdbg: 'ruby',
  ruby_lsp: 'ruby',
  dart: 'dart',
};

/** Sees debug sessions: that the program was run. How it ended, the editor's API does not tell. */
export class DebugRuns implements Disposable {
  readonly #store = new DisposableStore();
  readonly #running = new WeakMap<DebugSession, number>();

  constructor(clock: Clock, ended: CheckEnded) {
    this.#store.add(vscode.debug.onDidStartDebugSession((session) => this.#running.set(session, clock.now())));
    this.#store.add(
      vscode.debug.onDidTerminateDebugSession((session) => {
        const startedAt = this.#running.get(session);
        // The sessions a session starts are parts of it.
        if (startedAt === undefined || session.parentSession) return;
        const what = `debug ${debuggers[session.type] ?? 'program'}`;
        ended({
          kind: 'debug',
          checks: [{ check: 'run', what, tells: { passed: false, failed: false } }],
          folder: session.workspaceFolder?.uri.fsPath,
          startedAt,
          exitCode: undefined,
        });
      }),
    );
  }

  dispose(): void {
    this.#store.dispose();
  }
}
