import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { Decision } from '../../src/core/ledger/decision.ts';
import { decisionsIn } from './pairfolioCli.ts';
import { extensionFolder, repositoryRoot } from './paths.ts';
import { copySampleProject } from './sampleProject.ts';
import { startServer, type Server, type ServerOptions } from './server.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

export const demoAssistant = path.join(repositoryRoot, 'test/demo-assistant');

/** Typed text arrives as it was typed, and nothing but ghost text is offered. */
export const plainEditing: Record<string, unknown> = {
  'editor.autoClosingBrackets': 'never',
  'editor.autoClosingQuotes': 'never',
  'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
  'editor.suggestOnTriggerCharacters': false,
  'editor.parameterHints.enabled': false,
};

/** A window on a fresh copy of the sample project, with Pairfolio and the demo assistant, and a ledger of its own. */
export interface Session {
  window: Workbench;
  workspace: string;
  ledger: string;
  /** Home folder of everything that runs in the window. */
  home: string;
  /** VS Code's data folder. */
  userDataDir: string;
  decisions(): Decision[];
  stop(): Promise<void>;
}

export interface SessionOptions extends Partial<ServerOptions> {
  /** Where the ledger goes; without it, to a scratch folder that goes away with the session. */
  ledger?: string;
  /** Called before the window is opened. */
  prepare?: (page: Page, server: Server) => Promise<void>;
  size?: { width: number; height: number };
}

/** Starts a session; the home folder is an empty one, so that no transcript of this machine is seen. */
export async function startSession(options: SessionOptions = {}): Promise<Session> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'pairfolio-session-'));
  const remove = (): void => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  process.once('exit', remove);
  const home = path.join(scratch, 'home');
  mkdirSync(home);
  const workspace = copySampleProject(path.join(scratch, 'corner-shop'));
  const ledger = options.ledger ?? path.join(scratch, 'ledger');
  const server = await startServer({
    workspace,
    extensions: [extensionFolder, demoAssistant],
    ...options,
    settings: { ...plainEditing, ...options.settings },
    env: { HOME: home, PAIRFOLIO_HOME: ledger, ...options.env },
  });
  const stop = async (window?: Workbench): Promise<void> => {
    await window?.close();
    await server.stop();
    process.off('exit', remove);
    remove();
  };
  try {
    const { report, size, prepare } = options;
    const window = await openWorkbench(server, {
      ...(report && { report }),
      ...(size && { size }),
      ...(prepare && { prepare: (page) => prepare(page, server) }),
    });
    await window.waitForText('.statusbar', 'Demo assistant');
    return {
      window,
      workspace,
      ledger,
      home,
      userDataDir: server.userDataDir,
      decisions: () => decisionsIn(ledger),
      stop: () => stop(window),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
