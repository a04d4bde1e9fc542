// npm start: a real VS Code with Pairfolio and a demo assistant, on a fresh copy of the sample project.
import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { repositoryRoot } from '../test/launch/paths.ts';
import { copySampleProject } from '../test/launch/sampleProject.ts';
import { prepareUserData, startServer } from '../test/launch/server.ts';
import { demoAssistant } from '../test/launch/session.ts';
import { calmSettings } from '../test/launch/settings.ts';
import { findDesktop, openDesktop } from './desktop.ts';
import { playPairing } from './playPairing.ts';

const usage = `npm start                            opens VS Code on a sample project (a desktop one, else in a browser)
npm start -- --browser               always in a browser
npm start -- --headless --out DIR    plays a pairing session; the portfolio goes to DIR, pictures of each step to DIR/run`;

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** What was started ends with this process. */
const stopAtOnce = (): void => process.exit(130);

const report = (line: string): void => console.log(line);

/** What a person gets: ghost text is never hidden behind the list of completions, and the README says what to type. */
const demoSettings = {
  'workbench.startupEditor': 'readme',
  'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      browser: { type: 'boolean' },
      headless: { type: 'boolean' },
      out: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    report(usage);
    return;
  }
  if (values.headless !== (values.out !== undefined || undefined))
    throw new Error(`--headless and --out DIR go together.\n${usage}`);

  report('Building Pairfolio.');
  const build = spawnSync(process.execPath, ['esbuild.js'], { cwd: repositoryRoot, stdio: 'inherit' });
  if (build.status !== 0) throw new Error('The build failed.');

  if (values.out !== undefined) {
    const out = path.resolve(process.env['INIT_CWD'] ?? '.', values.out);
    await playPairing(out, report);
    report(
      `The portfolio is ${path.join(out, 'portfolio.md')}; pictures of each step and the ledger are in ${path.join(out, 'run')}.`,
    );
    return;
  }
  const desktop = values.browser ? undefined : findDesktop();
  const folder = mkdtempSync(path.join(tmpdir(), 'pairfolio-demo-'));
  const workspace = copySampleProject(path.join(folder, 'corner-shop'));
  const ledger = path.join(folder, 'ledger');
  report(`Sample project: ${workspace}\nLedger of this session: ${ledger}`);
  await (desktop ? inDesktop(desktop, folder, workspace, ledger) : inBrowser(workspace, ledger));
}

async function inDesktop(command: string, folder: string, workspace: string, ledger: string): Promise<void> {
  const userData = path.join(folder, 'user');
  prepareUserData(userData, { ...calmSettings, ...demoSettings });
  report(`Opening ${command}; this ends when its window is closed.`);
  const extensionsFolder = path.join(folder, 'extensions');
  const extensions = [repositoryRoot, demoAssistant];
  await openDesktop(command, {
    folder: workspace,
    extensions,
    userData,
    extensionsFolder,
    env: { PAIRFOLIO_HOME: ledger },
  });
}

async function inBrowser(workspace: string, ledger: string): Promise<void> {
  const server = await startServer({
    workspace,
    extensions: [repositoryRoot, demoAssistant],
    settings: demoSettings,
    env: { PAIRFOLIO_HOME: ledger },
    report,
  });
  const interrupted = new Promise<void>((resolve) => {
    for (const signal of signals) process.off(signal, stopAtOnce).once(signal, () => resolve());
  });
  report(`\nOpen this address in a browser:\n\n  ${server.url()}\n\nCtrl+C ends it.`);
  await Promise.race([interrupted, server.ended]);
  await server.stop();
  report('Stopped. The project and the ledger of this session stay where they are.');
}

for (const signal of signals) process.on(signal, stopAtOnce);
main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
