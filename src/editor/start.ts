import * as vscode from 'vscode';
import { DisposableStore } from '../core/shared/disposable.ts';
import type { AfterStart } from './afterStart.ts';
import { isMark } from './capture/capture.ts';
import { createCapture } from './capture/createCapture.ts';
import { Pause } from './capture/pause.ts';
import { Recorder } from './capture/recorder.ts';
import { registerCommands, type CommandTypes } from './commands.ts';
import { ErrorBoundary } from './errorBoundary.ts';
import { HeadWatcher } from './git/headWatcher.ts';
import { readSetting } from './settings.ts';
import { systemClock as clock } from '../node/clock.ts';
import { nodeDigest as digest } from '../node/digest.ts';
import { ledgerHome, surroundings } from '../node/ledger/home.ts';
import { Ledger } from '../node/ledger/ledger.ts';

/**
 * Puts together what must see the next key. The rest comes a turn later or with the first command, so that starting
 * holds nobody up. Reads and writes nothing: the ledger is opened by the first thing that needs it.
 * @param context what is put together is disposed of with its subscriptions
 */
export function start(context: vscode.ExtensionContext): void {
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
  const recorder = new Recorder(ledger, clock, digest);
  const capture = own(createCapture(recorder, heads, pause, clock, digest, boundary, context));
  const parts = { context, ledger, recorder, heads, capture, pause, clock, digest, boundary, log };

  const later = own(new DisposableStore());
  let rest: Promise<AfterStart> | undefined;
  const afterStart = (): Promise<AfterStart> =>
    (rest ??= import('./afterStart.ts').then(({ createAfterStart }) => later.add(createAfterStart(parts))));
  own(clock.after(0, () => void boundary.command('start', afterStart)));

  const mark = (said: unknown): void => {
    if (isMark(said)) capture.marked(said);
    else void boundary.command('record', async () => (await afterStart()).answeredInChat(said));
  };
  const handlers = async (): Promise<CommandTypes> => (await afterStart()).handlers;
  context.subscriptions.push(...registerCommands(vscode.commands, boundary, mark, handlers));
}

function version(context: vscode.ExtensionContext): string {
  const manifest = context.extension.packageJSON as { readonly version: string };
  return manifest.version;
}
