import type { commands } from 'vscode';
import type { Disposable } from '../core/shared/disposable.ts';
import type { ExportRequest } from './outputs/exportPortfolio.ts';
import type { ErrorBoundary } from './errorBoundary.ts';

/** Every command Pairfolio registers, with its arguments; test/unit/manifest.test.ts compares them with package.json. */
export interface CommandTypes {
  'pairfolio.reviewDecisions': () => unknown;
  /** Ids of suggestions; without them what is at the cursor or selection. */
  'pairfolio.notAi': (ids?: unknown) => unknown;
  'pairfolio.wasAi': (ids?: unknown) => unknown;
  'pairfolio.exportPortfolio': (request?: ExportRequest) => unknown;
  'pairfolio.importHistory': () => unknown;
  'pairfolio.showCoverage': () => unknown;
  'pairfolio.forgetDecision': (id?: string) => unknown;
  'pairfolio.pauseCapture': () => unknown;
  'pairfolio.resumeCapture': () => unknown;
  /** Called by the contributed keys only, so it stands in no menu and no palette. */
  'pairfolio.mark': (mark: unknown) => unknown;
}

/** Registers commands; what they throw ends in the error boundary. */
export function registerCommands(on: typeof commands, boundary: ErrorBoundary, handlers: CommandTypes): Disposable[] {
  return Object.entries(handlers).map(([command, handler]) =>
    on.registerCommand(command, (...args: unknown[]) =>
      boundary.command(command, () => (handler as (...args: unknown[]) => unknown)(...args)),
    ),
  );
}
