import * as vscode from 'vscode';
import { createAgents } from './editor/agents/createAgents.ts';
import { transcriptHome } from './editor/agents/transcriptHome.ts';
import { toMark } from './editor/capture/capture.ts';
import { createCapture } from './editor/capture/createCapture.ts';
import { Pause } from './editor/capture/pause.ts';
import { Recorder } from './editor/capture/recorder.ts';
import { Resuming } from './editor/capture/resuming.ts';
import { registerCommands } from './editor/commands.ts';
import { createCorrections } from './editor/correct/createCorrections.ts';
import { ErrorBoundary } from './editor/errorBoundary.ts';
import { CommitFollower } from './editor/git/commitFollower.ts';
import { HeadWatcher } from './editor/git/headWatcher.ts';
import { createReview } from './editor/review/createReview.ts';
import { exportPortfolioCommand } from './editor/outputs/exportPortfolio.ts';
import { forgetDecisionCommand } from './editor/outputs/forgetDecision.ts';
import { importHistoryCommand } from './editor/outputs/importHistory.ts';
import { showCoverageCommand } from './editor/outputs/showCoverage.ts';
import { readSetting } from './editor/settings.ts';
import { systemClock as clock } from './node/clock.ts';
import { nodeDigest as digest } from './node/digest.ts';
import { ledgerHome, surroundings } from './node/ledger/home.ts';
import { Ledger } from './node/ledger/ledger.ts';

/** Puts the parts together. Reads and writes nothing: the ledger is opened by the first thing that needs it. */
export function activate(context: vscode.ExtensionContext): void {
  const own = <T extends vscode.Disposable>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };
  const log = own(vscode.window.createOutputChannel('Pairfolio', { log: true }));
  const boundary = new ErrorBoundary(log);
  const home = ledgerHome(readSetting(vscode.workspace, 'home'), surroundings());
  const ledger = own(new Ledger(home, { app: version(context), host: 'editor' }, clock, digest));
  const pause = own(new Pause(context.globalState));
  const review = own(createReview(context.extensionUri, ledger, pause, clock, boundary, log));
  const recorder = new Recorder(ledger, clock, digest);
  const heads = own(new HeadWatcher(clock, (error) => boundary.report('git', error)));
  const capture = own(createCapture(recorder, heads, pause, clock, digest, boundary, context));
  const resuming = own(new Resuming(capture, ledger, recorder, clock, boundary.guard));
  const agents = own(
    createAgents(ledger, pause, clock, digest, boundary, context, () => {
      resuming.lookAgain();
    }),
  );
  own(
    new CommitFollower(heads, capture, recorder, ledger, boundary, clock, {
      settleAgents: () => agents.afterCommit(),
      settled: (label) => review.asker.boundary('after-commit', { label }),
    }),
  );
  const { corrections } = own(createCorrections({ capture, resuming, recorder, ledger, pause, clock, boundary }));
  context.subscriptions.push(
    ...registerCommands(vscode.commands, boundary, {
      'pairfolio.mark': (mark) => {
        boundary.guard('record', () => capture.marked(toMark(mark)));
      },
      'pairfolio.reviewDecisions': () => review.asker.request(),
      'pairfolio.notAi': (ids) => corrections.notAi(ids),
      'pairfolio.wasAi': (ids) => corrections.wasAi(ids),
      'pairfolio.exportPortfolio': (options) => exportPortfolioCommand(ledger, clock, digest, options),
      'pairfolio.importHistory': () =>
        importHistoryCommand(ledger, clock, digest, transcriptHome(context.globalStorageUri)),
      'pairfolio.showCoverage': () => showCoverageCommand(ledger, transcriptHome(context.globalStorageUri)),
      'pairfolio.forgetDecision': (id) => forgetDecisionCommand(ledger, id),
      'pairfolio.pauseCapture': () => pause.set(true),
      'pairfolio.resumeCapture': () => pause.set(false),
    }),
  );
}

function version(context: vscode.ExtensionContext): string {
  const manifest = context.extension.packageJSON as { readonly version: string };
  return manifest.version;
}
