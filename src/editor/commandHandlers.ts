import type { ExtensionContext } from 'vscode';
import type { Clock } from '../core/shared/clock.ts';
import type { Digest } from '../core/shared/digest.ts';
import type { DisposableStore } from '../core/shared/disposable.ts';
import type { Ledger } from '../node/ledger/ledger.ts';
import { transcriptHome } from './agents/transcriptHome.ts';
import type { Assist } from './assist/assistPort.ts';
import type { Capture } from './capture/capture.ts';
import type { Pause } from './capture/pause.ts';
import type { Recorder } from './capture/recorder.ts';
import type { CommandTypes } from './commands.ts';
import type { CorrectionParts } from './correct/createCorrections.ts';
import { DashboardOpener } from './dashboard/openDashboard.ts';
import type { ErrorBoundary } from './errorBoundary.ts';
import { openPrivacySettings, openWalkthrough } from './firstRun/firstRun.ts';
import { exportPortfolioCommand } from './outputs/exportPortfolio.ts';
import { loadLater } from './later.ts';
import type { HeadWatcher } from './git/headWatcher.ts';
import type { Notes } from './note/createNotes.ts';
import { createChooser } from './portfolio/createChooser.ts';
import { createPredict } from './predict/createPredict.ts';
import { createPrivacy } from './privacy/createPrivacy.ts';
import { createPractice } from './practice/createPractice.ts';
import type { Review } from './review/createReview.ts';
import { holdQuestions, resumeQuestions, snoozeQuestions } from './review/quietCommands.ts';
import { createTeam } from './team/createTeam.ts';

/** What the commands work on. */
export interface CommandParts {
  readonly boundary: ErrorBoundary;
  readonly capture: Capture;
  readonly recorder: Recorder;
  readonly review: Review;
  readonly assist: Assist;
  readonly corrections: CorrectionParts['corrections'];
  readonly notes: Notes;
  readonly heads: HeadWatcher;
  readonly ledger: Ledger;
  readonly pause: Pause;
  readonly clock: Clock;
  readonly digest: Digest;
  readonly context: ExtensionContext;
}

/** What each command does. @param store takes what they hold */
export function commandHandlers(parts: CommandParts, store: DisposableStore): CommandTypes {
  const { boundary, review, assist, corrections, notes, ledger } = parts;
  const { pause, clock, digest, context } = parts;
  const home = transcriptHome(context.globalStorageUri);
  const privacy = store.add(createPrivacy(parts));
  const chooser = store.add(createChooser(parts));
  const team = store.add(createTeam(parts));
  const practice = store.add(createPractice(parts));
  const { extensionUri } = context;
  const sayWhy = (group: string): void => review.note([group]);
  const dashboard = store.add(new DashboardOpener({ ledger, clock, boundary, extensionUri, sayWhy }));
  store.add(createPredict(parts, { boundary, onDidRecord: review.onDidChange }));
  return {
    'pairfolio.reviewDecisions': () => review.asker.request(),
    'pairfolio.noteDecision': (place) => notes.note(place),
    'pairfolio.notAi': async (ids) => (await corrections()).notAi(ids),
    'pairfolio.wasAi': async (ids) => (await corrections()).wasAi(ids),
    'pairfolio.classifyDecision': async () => (await corrections()).classify(),
    'pairfolio.openDashboard': () => dashboard.open(),
    'pairfolio.predict': async (id, expected) => (await loadLater()).predict(parts, id, expected),
    'pairfolio.exportPortfolio': (options) => exportPortfolioCommand({ ledger, clock, digest, chooser }, options),
    'pairfolio.contribute': (request) => team.contribute(request),
    'pairfolio.releaseTeamReport': (request) => team.releaseReport(request),
    'pairfolio.weeklyReview': () => practice.open(),
    'pairfolio.writeLessons': (request) => practice.writeLessons(request),
    'pairfolio.importHistory': async () => (await loadLater()).importHistoryCommand(ledger, clock, digest, home),
    'pairfolio.showCoverage': async () => (await loadLater()).showCoverageCommand(ledger, home, pause.paused),
    'pairfolio.openWalkthrough': openWalkthrough,
    'pairfolio.openPrivacySettings': openPrivacySettings,
    'pairfolio.forgetDecision': async (ids) => {
      const { forgetDecisionCommand } = await loadLater();
      return forgetDecisionCommand({ ...parts, everythingForgotten: () => practice.forgetDraft() }, ids);
    },
    'pairfolio.forgetFile': (file) => privacy.forgetFile(file),
    'pairfolio.showStored': (file) => privacy.showStored(file),
    'pairfolio.ignoreFile': (file, scope) => privacy.ignoreFile(file, scope),
    'pairfolio.chooseContent': (content) => privacy.chooseContent(content),
    'pairfolio.pauseCapture': () => pause.set(true),
    'pairfolio.resumeCapture': () => pause.set(false),
    'pairfolio.snoozeQuestions': () => snoozeQuestions(review.quiet, clock),
    'pairfolio.holdQuestions': () => holdQuestions(review.quiet),
    'pairfolio.resumeQuestions': () => resumeQuestions(review.quiet),
    'pairfolio.chooseModel': (choice) => assist.chooseModel(choice),
    'pairfolio.setModelKey': () => assist.setKey(),
    'pairfolio.showSent': () => assist.showSent(),
    'pairfolio.whyNotAsked': () => review.whyNotAsked(),
  };
}
