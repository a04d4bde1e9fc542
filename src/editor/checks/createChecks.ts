import * as vscode from 'vscode';
import { resultOf, suggestionsOf } from '../../core/follow/checks/runs.ts';
import type { NewRecord } from '../../core/ledger/records.ts';
import { isoTime, type Clock } from '../../core/shared/clock.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import type { RepositoryOf } from '../capture/scope.ts';
import type { ErrorBoundary } from '../errorBoundary.ts';
import { readSetting } from '../settings.ts';
import { DebugRuns } from './debugRuns.ts';
import { DiagnosticsWatcher, type FollowedDocuments } from './diagnosticsWatcher.ts';
import { DiffWatcher } from './diffWatcher.ts';
import type { EndedCheck } from './endedCheck.ts';
import { RecentSuggestions } from './recentSuggestions.ts';
import { TaskRuns } from './taskRuns.ts';
import { TerminalRuns } from './terminalRuns.ts';

type Fact = Extract<NewRecord, { readonly type: 'verification' }>['body'];

/** What the checks need of the rest. */
export interface ChecksNeeds {
  readonly ledger: Ledger;
  readonly capture: FollowedDocuments;
  readonly repositoryOf: RepositoryOf;
  readonly clock: Clock;
  readonly boundary: ErrorBoundary;
  /** Whether the developer paused recording. */
  paused(): boolean;
  /** A test, build, lint or type check of suggestions ended; a moment at which a question disturbs little. @param label "after npm test" */
  ended(label: string): void;
}

/**
 * Records what is done to check suggestions: runs of tests, builds and programs in terminals, tasks and debug sessions,
 * problems that come and go, differences looked at. Test runs of other extensions through the testing API are not seen:
 * no stable event tells of them.
 */
export function createChecks(needs: ChecksNeeds): Disposable {
  const { ledger, capture, repositoryOf, clock, boundary } = needs;
  const store = new DisposableStore();
  const recent = new RecentSuggestions(ledger, capture.followers, clock);
  const guard = (work: () => void): void => boundary.guard('checks', work);

  const mayRecord = (root: string): boolean =>
    !needs.paused() &&
    vscode.workspace.isTrusted &&
    readSetting(vscode.workspace, 'capture.enabled', vscode.Uri.file(root));
  const record = (body: Fact): void => ledger.append({ type: 'verification', at: isoTime(clock.now()), body });
  const rootOf = (folder: string | undefined): string | undefined =>
    folder && (repositoryOf(folder) ?? vscode.workspace.getWorkspaceFolder(vscode.Uri.file(folder))?.uri.fsPath);

  const runEnded = ({ kind, checks, folder, startedAt, exitCode }: EndedCheck): void => {
    const root = rootOf(folder ?? onlyFolder());
    if (root === undefined || !mayRecord(root)) return;
    let told: string | undefined;
    for (const { check, what, tells } of checks) {
      const result = resultOf(tells, exitCode);
      const suggestions = suggestionsOf({ what, startedAt, result }, recent.below(root));
      if (suggestions.length === 0) continue;
      record({ suggestions, kind, what, result, check });
      if (check !== 'run' && result !== 'unknown') told = what;
    }
    if (told !== undefined) needs.ended(vscode.l10n.t('after {0}', told));
  };

  const diagnostics = store.add(
    new DiagnosticsWatcher(capture, clock, guard, (suggestion, { what, result }) => {
      const isKnown = ledger.read().suggestions.get(suggestion)?.forgotten === false;
      if (!needs.paused() && isKnown) record({ suggestions: [suggestion], kind: 'diagnostics', what, result });
    }),
  );
  const diffs = store.add(
    new DiffWatcher(clock, guard, (file, since) => {
      const root = rootOf(file);
      if (root === undefined || !mayRecord(root)) return;
      const fact = { what: 'reviewed', result: 'opened' } as const;
      const suggestions = suggestionsOf({ ...fact, startedAt: since }, recent.in(root, file));
      if (suggestions.length > 0) record({ suggestions, kind: 'diff', ...fact });
    }),
  );
  const ended = (check: EndedCheck): void => guard(() => runEnded(check));
  const tasks = store.add(new TaskRuns(clock, ended));
  store.add(new TerminalRuns(clock, (terminal) => tasks.runsIn(terminal), ended));
  store.add(new DebugRuns(clock, ended));

  let noticed = false;
  store.add(
    ledger.onDidAppend(() => {
      // A suggestion is followed right after it is recorded; an import records thousands at a stretch.
      if (noticed) return;
      noticed = true;
      queueMicrotask(() => {
        noticed = false;
        guard(() => diagnostics.suggested());
        guard(() => diffs.suggested());
      });
    }),
  );
  return store;
}

/** Where a run that does not say its folder must have run; `undefined` where there are several. */
function onlyFolder(): string | undefined {
  const [folder, ...others] = vscode.workspace.workspaceFolders ?? [];
  return folder && others.length === 0 ? folder.uri.fsPath : undefined;
}
