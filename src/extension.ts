import * as vscode from 'vscode';
import { createAssist } from './editor/assist/createAssist.ts';
import { createCapture } from './editor/capture/createCapture.ts';
import { Pause } from './editor/capture/pause.ts';
import { Recorder } from './editor/capture/recorder.ts';
import { commandHandlers } from './editor/commandHandlers.ts';
import { registerCommands } from './editor/commands.ts';
import { createCorrections } from './editor/correct/createCorrections.ts';
import { ErrorBoundary } from './editor/errorBoundary.ts';
import { FirstRun } from './editor/firstRun/firstRun.ts';
import { createFollowUp } from './editor/follow-up/createFollowUp.ts';
import { HeadWatcher } from './editor/git/headWatcher.ts';
import { createNotes } from './editor/note/createNotes.ts';
import { createReview } from './editor/review/createReview.ts';
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
  const heads = own(new HeadWatcher(clock, (error) => boundary.report('git', error)));
  const assist = own(createAssist({ context, ledger, clock }));
  const typed = (): number | null => capture.lastInput;
  const review = own(createReview(context, ledger, pause, heads, clock, boundary, log, typed, assist));
  own(new FirstRun(ledger, clock));
  const recorder = new Recorder(ledger, clock, digest);
  const capture = own(createCapture(recorder, heads, pause, clock, digest, boundary, context));
  const parts = { context, ledger, recorder, heads, capture, review, assist, pause, clock, digest, boundary };
  const { resuming, chatAnswers } = own(createFollowUp(parts));
  const { corrections } = own(createCorrections({ ...parts, resuming }));
  const notes = own(createNotes(context.extensionUri, parts));
  const handlers = commandHandlers({ ...parts, chatAnswers, corrections, notes });
  context.subscriptions.push(...registerCommands(vscode.commands, boundary, handlers));
}

function version(context: vscode.ExtensionContext): string {
  const manifest = context.extension.packageJSON as { readonly version: string };
  return manifest.version;
}
