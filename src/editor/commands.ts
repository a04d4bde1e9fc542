import type { Disposable } from '../core/shared/disposable.ts';
import type { ExportRequest } from './outputs/exportPortfolio.ts';
import type { ErrorBoundary } from './errorBoundary.ts';

/** Every command Pairfolio registers, with its arguments; test/unit/manifest.test.ts compares them with package.json. */
export interface CommandTypes {
  'pairfolio.reviewDecisions': () => unknown;
  /** The line a menu of the line numbers was opened on; without it what is at the cursor. */
  'pairfolio.noteDecision': (place?: unknown) => unknown;
  /** Ids of suggestions; without them what is at the cursor or selection. */
  'pairfolio.notAi': (ids?: unknown) => unknown;
  'pairfolio.wasAi': (ids?: unknown) => unknown;
  'pairfolio.classifyDecision': () => unknown;
  'pairfolio.openDashboard': () => unknown;
  /** Id of a suggestion and how sure one is; without them the one at the cursor, and the developer is asked. */
  'pairfolio.predict': (suggestion?: unknown, expected?: unknown) => unknown;
  'pairfolio.exportPortfolio': (request?: ExportRequest) => unknown;
  /** A `ContributeRequest` and a `ReleaseRequest` (src/editor/team); what is missing is asked for. */
  'pairfolio.contribute': (request?: unknown) => unknown;
  'pairfolio.releaseTeamReport': (request?: unknown) => unknown;
  'pairfolio.weeklyReview': () => unknown;
  /** A `LessonsRequest` (src/editor/practice); what is missing is asked for. */
  'pairfolio.writeLessons': (request?: unknown) => unknown;
  'pairfolio.importHistory': () => unknown;
  'pairfolio.showCoverage': () => unknown;
  'pairfolio.openWalkthrough': () => unknown;
  'pairfolio.openPrivacySettings': () => unknown;
  /** Id or ids of decisions; without them the developer is asked. */
  'pairfolio.forgetDecision': (ids?: unknown) => unknown;
  /** A `Uri`, as menus pass it; without it the active file. */
  'pairfolio.forgetFile': (file?: unknown) => unknown;
  'pairfolio.showStored': (file?: unknown) => unknown;
  /** With `file`, `folder` or `kind` nothing is asked. */
  'pairfolio.ignoreFile': (file?: unknown, scope?: unknown) => unknown;
  /** With `full` or `metrics-only` nothing is asked. */
  'pairfolio.chooseContent': (content?: unknown) => unknown;
  'pairfolio.pauseCapture': () => unknown;
  'pairfolio.resumeCapture': () => unknown;
  'pairfolio.snoozeQuestions': () => unknown;
  'pairfolio.holdQuestions': () => unknown;
  'pairfolio.resumeQuestions': () => unknown;
  'pairfolio.whyNotAsked': () => unknown;
  /** `off`, `editor` or `endpoint`; without it the developer is asked. */
  'pairfolio.chooseModel': (choice?: unknown) => unknown;
  'pairfolio.setModelKey': () => unknown;
  'pairfolio.showSent': () => unknown;
}

/** Their ids, known before what they do is loaded. */
const ids = Object.keys({
  'pairfolio.reviewDecisions': true,
  'pairfolio.noteDecision': true,
  'pairfolio.notAi': true,
  'pairfolio.wasAi': true,
  'pairfolio.classifyDecision': true,
  'pairfolio.openDashboard': true,
  'pairfolio.predict': true,
  'pairfolio.exportPortfolio': true,
  'pairfolio.contribute': true,
  'pairfolio.releaseTeamReport': true,
  'pairfolio.weeklyReview': true,
  'pairfolio.writeLessons': true,
  'pairfolio.importHistory': true,
  'pairfolio.showCoverage': true,
  'pairfolio.openWalkthrough': true,
  'pairfolio.openPrivacySettings': true,
  'pairfolio.forgetDecision': true,
  'pairfolio.forgetFile': true,
  'pairfolio.showStored': true,
  'pairfolio.ignoreFile': true,
  'pairfolio.chooseContent': true,
  'pairfolio.pauseCapture': true,
  'pairfolio.resumeCapture': true,
  'pairfolio.snoozeQuestions': true,
  'pairfolio.holdQuestions': true,
  'pairfolio.resumeQuestions': true,
  'pairfolio.whyNotAsked': true,
  'pairfolio.chooseModel': true,
  'pairfolio.setModelKey': true,
  'pairfolio.showSent': true,
} satisfies Record<keyof CommandTypes, true>) as (keyof CommandTypes)[];

/** Where commands are registered: `vscode.commands`. */
export interface CommandRegistry {
  registerCommand(id: string, run: (...args: unknown[]) => unknown): Disposable;
}

/** Called by the contributed keys only, so it stands in no menu and no palette. */
const markId = 'pairfolio.mark';

/**
 * Registers commands; what they throw ends in the error boundary.
 * @param mark takes what a key said, at once
 * @param load gives what the others do
 */
export function registerCommands(
  on: CommandRegistry,
  boundary: Pick<ErrorBoundary, 'guard' | 'command'>,
  mark: (said: unknown) => void,
  load: () => Promise<CommandTypes>,
): Disposable[] {
  return [
    on.registerCommand(markId, (said: unknown) => boundary.guard('record', () => mark(said))),
    ...ids.map((id) =>
      on.registerCommand(id, (...args: unknown[]) =>
        boundary.command(id, async () => ((await load())[id] as (...args: unknown[]) => unknown)(...args)),
      ),
    ),
  ];
}
