import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { HostResults } from '../host/index.ts';
import { bundleHostSuite, type SuiteName } from './bundleHostSuite.ts';
import { startKeyBridge } from './keyBridge.ts';
import { repositoryRoot } from './paths.ts';
import { copySampleProject } from './sampleProject.ts';
import { prepareUserData, startServer } from './server.ts';
import { demoAssistant, plainEditing } from './session.ts';
import { oracle, recogniseWindow, smallWindow } from './recogniseWindow.ts';
import { calmSettings } from './settings.ts';
import { openWorkbench } from './workbench.ts';

/** Takes Tab and Esc as a Vim extension does, once a test turns it on. */
const modalEditing = path.join(repositoryRoot, 'test/modal-editing');

/** A user who accepts with a key of their own, which Pairfolio does not know; pressed as `ownAcceptKey` of test/host/editing.ts. */
const ownKeys = [{ key: 'ctrl+alt+shift+a', command: 'editor.action.inlineSuggest.commit' }];

/** A host that has not ended after this time (ms) is given up. */
const patience = 900_000;

export interface HostSuiteOptions {
  /** `recognise` runs with the oracle, and with proposed API for the oracle alone. */
  suite?: SuiteName;
  /** Only test files whose path contains this. */
  only?: string;
  report: (line: string) => void;
}

/**
 * Runs test/host inside a real extension host, on a copy of the sample project with the demo assistant: in the desktop
 * VS Code that VSCODE_PATH names, otherwise in the one of test/launch/server.ts.
 */
export async function runHostSuite(options: HostSuiteOptions): Promise<HostResults> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'pairfolio-host-'));
  const results = path.join(scratch, 'results.json');
  try {
    const tests = await bundleHostSuite(options.suite ?? 'host', options.only);
    const workspace = copySampleProject(path.join(scratch, 'corner-shop'));
    const env = { PAIRFOLIO_TEST_RESULTS: results, PAIRFOLIO_HOME: path.join(scratch, 'ledger'), HOME: scratch };
    const desktop = process.env['VSCODE_PATH'];
    const run = { tests, workspace, env, options };
    const problem = desktop ? await runOnDesktop(desktop, scratch, run) : await runInBrowser(run);
    if (existsSync(results)) return JSON.parse(readFileSync(results, 'utf8')) as HostResults;
    return {
      passed: 0,
      skipped: 0,
      failures: [{ title: 'the extension host', error: `ended without results. ${problem}` }],
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

interface Run {
  tests: string;
  workspace: string;
  env: Record<string, string>;
  options: HostSuiteOptions;
}

async function runInBrowser({ tests, workspace, env, options }: Run): Promise<string> {
  const keys = await startKeyBridge();
  const server = await startServer({
    workspace,
    ...(options.suite === 'recognise'
      ? { ...recogniseWindow, extensions: [oracle], proposedApi: ['pairfolio-test.oracle'] }
      : { settings: plainEditing, keybindings: ownKeys, extensions: [demoAssistant, modalEditing] }),
    hostSuite: { extension: repositoryRoot, tests },
    env: { ...env, PAIRFOLIO_TEST_KEYS: keys.url },
    report: options.report,
  });
  try {
    const ended = Promise.withResolvers<string>();
    const giveUp = setTimeout(() => ended.resolve('It did not end in time.'), patience);
    const workbench = await openWorkbench(server, {
      report: options.report,
      size: smallWindow,
      async prepare(page) {
        await page.exposeFunction('codeAutomationExit', (code: number) => ended.resolve(`Exit code ${String(code)}.`));
        // The log of the whole window; the lines of our own reporter are the ones of interest.
        await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => {
          const line = String(args[0]);
          if (/^ {2}(ok|not ok|#) /.test(line)) options.report(line);
        });
      },
    });
    keys.connect(workbench);
    const how = await ended.promise;
    clearTimeout(giveUp);
    if (how !== 'Exit code 0.') await workbench.screenshotOfFailure('host-suite');
    await workbench.close();
    return how;
  } finally {
    keys.close();
    await server.stop();
  }
}

async function runOnDesktop(
  vscodeExecutablePath: string,
  scratch: string,
  { tests, workspace, env }: Run,
): Promise<string> {
  const { runTests } = await import('@vscode/test-electron');
  const userData = path.join(scratch, 'user');
  prepareUserData(userData, { ...calmSettings, ...plainEditing }, ownKeys);
  return runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: [repositoryRoot, demoAssistant, modalEditing],
    extensionTestsPath: tests,
    extensionTestsEnv: env,
    launchArgs: [
      workspace,
      '--disable-workspace-trust',
      '--user-data-dir',
      userData,
      '--extensions-dir',
      path.join(scratch, 'extensions'),
    ],
  }).then(
    (code) => `Exit code ${String(code)}.`,
    (error: unknown) => String(error),
  );
}
