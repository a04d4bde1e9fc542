import path from 'node:path';
import type { Terminal, TerminalShellExecution, TerminalShellExecutionCommandLine } from 'vscode';
import * as vscode from 'vscode';
import type { CommandCheck } from '../../core/follow/checks/commandLine.ts';
import type { Clock } from '../../core/shared/clock.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import type { CheckEnded } from './endedCheck.ts';
import { loadChecks, type Checks } from './loadChecks.ts';

/** Sees the commands that run in terminals whose shell tells of them (shell integration), and their exit codes. */
export class TerminalRuns implements Disposable {
  readonly #store = new DisposableStore();
  /** Commands that run, with the time each started (ms since 1970); one that never ends goes with its execution. */
  readonly #running = new WeakMap<TerminalShellExecution, number>();

  /** @param isTask whether a terminal is a task's, which is seen as a task */
  constructor(clock: Clock, isTask: (terminal: Terminal) => Promise<boolean>, ended: CheckEnded) {
    this.#store.add(
      vscode.window.onDidStartTerminalShellExecution(({ execution }) => this.#running.set(execution, clock.now())),
    );
    this.#store.add(
      vscode.window.onDidEndTerminalShellExecution(({ execution, terminal, exitCode }) => {
        const startedAt = this.#running.get(execution);
        if (startedAt === undefined) return;
        const { commandLine } = execution;
        const from = startFolder(execution, terminal);
        void Promise.all([loadChecks(), isTask(terminal)]).then(([known, task]) => {
          const checks = checksOf(commandLine, known);
          if (task || checks.length === 0) return;
          ended({ kind: 'terminal', checks, folder: folderOf(from, commandLine, known), startedAt, exitCode });
        });
      }),
    );
  }

  dispose(): void {
    this.#store.dispose();
  }
}

/** A line read from the screen may lack a part: what ran is believed, what its exit code says is not. */
function checksOf({ value, confidence }: TerminalShellExecutionCommandLine, { checksIn }: Checks): CommandCheck[] {
  const sure = confidence !== vscode.TerminalShellExecutionCommandLineConfidence.Low;
  return checksIn(value).map((check) => (sure ? check : { ...check, tells: { passed: false, failed: false } }));
}

function startFolder(execution: TerminalShellExecution, terminal: Terminal): string | undefined {
  const options = terminal.creationOptions;
  const given = 'cwd' in options ? options.cwd : undefined;
  const cwd = execution.cwd ?? terminal.shellIntegration?.cwd ?? given;
  return typeof cwd === 'string' ? cwd : cwd?.fsPath;
}

/** Where the command ran: the terminal's folder, and where the line itself goes to from there; an empty text where nobody knows. */
function folderOf(
  from: string | undefined,
  { value }: TerminalShellExecutionCommandLine,
  { foldersIn }: Checks,
): string | undefined {
  let folder = from;
  for (const next of foldersIn(value)) {
    if (next === null) return '';
    folder = folder === undefined && !path.isAbsolute(next) ? undefined : path.resolve(folder ?? '', next);
  }
  return folder;
}
