import path from 'node:path';
import type { Task, TaskExecution, Terminal } from 'vscode';
import * as vscode from 'vscode';
import type { CommandCheck } from '../../core/follow/checks/commandLine.ts';
import type { Clock } from '../../core/shared/clock.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import type { CheckEnded } from './endedCheck.ts';
import { loadChecks, type Checks } from './loadChecks.ts';

/** Sees tasks and the exit codes of their processes. */
export class TaskRuns implements Disposable {
  readonly #store = new DisposableStore();
  readonly #running = new WeakMap<TaskExecution, number>();
  /** Processes of the terminals that tasks run in, as long as these are open. */
  readonly #processes = new Set<number>();

  constructor(clock: Clock, ended: CheckEnded) {
    this.#store.add(
      vscode.tasks.onDidStartTaskProcess(({ execution, processId }) => {
        this.#running.set(execution, clock.now());
        this.#processes.add(processId);
      }),
    );
    this.#store.add(
      vscode.window.onDidCloseTerminal((terminal) => {
        void terminal.processId.then((id) => id !== undefined && this.#processes.delete(id));
      }),
    );
    this.#store.add(
      vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
        const startedAt = this.#running.get(execution);
        if (startedAt === undefined) return;
        const { task } = execution;
        const folder = folderOf(task);
        void loadChecks().then((known) => {
          const checks = checksOf(task, known);
          if (checks.length > 0) ended({ kind: 'task', checks, folder, startedAt, exitCode });
        });
      }),
    );
  }

  /** Whether a terminal is a task's: its shell tells of the same command once more. */
  async runsIn(terminal: Terminal): Promise<boolean> {
    const id = await terminal.processId;
    return id !== undefined && this.#processes.has(id);
  }

  dispose(): void {
    this.#store.dispose();
  }
}

/** From what it runs; else from the group the developer put it in. Its name is the project's own and is not read. */
function checksOf(task: Task, { checksIn }: Checks): CommandCheck[] {
  const { type, script } = task.definition as { readonly type: string; readonly script?: unknown };
  const byScript = type === 'npm' && typeof script === 'string' ? checksIn(`npm run '${script}'`) : [];
  const found = byScript.length > 0 ? byScript : checksIn(lineOf(task));
  const checks = found.length > 0 ? found : byGroup(task);
  return checks.map((check) => (task.isBackground ? { ...check, tells: { passed: false, failed: false } } : check));
}

function byGroup({ group }: Task): CommandCheck[] {
  const tells = { passed: true, failed: true };
  if (group?.id === vscode.TaskGroup.Test.id) return [{ check: 'test', what: 'test task', tells }];
  if (group?.id === vscode.TaskGroup.Build.id) return [{ check: 'build', what: 'build task', tells }];
  return [];
}

function lineOf({ execution }: Task): string {
  if (execution instanceof vscode.ProcessExecution) return [execution.process, ...execution.args].map(quoted).join(' ');
  if (!(execution instanceof vscode.ShellExecution)) return '';
  if (execution.commandLine !== undefined) return execution.commandLine;
  // A command may be a whole line; arguments are words.
  const args = (execution.args ?? []).map((arg) => quoted(typeof arg === 'string' ? arg : arg.value));
  const { command } = execution;
  return [typeof command === 'string' ? command : quoted(command?.value ?? ''), ...args].join(' ');
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", '"')}'`;
}

function folderOf({ scope, execution }: Task): string | undefined {
  const folder = typeof scope === 'object' ? scope.uri.fsPath : undefined;
  const options = execution instanceof vscode.CustomExecution ? undefined : execution?.options;
  const cwd = options?.cwd;
  if (cwd === undefined || cwd.includes('${')) return folder;
  return folder === undefined ? (path.isAbsolute(cwd) ? cwd : undefined) : path.resolve(folder, cwd);
}
