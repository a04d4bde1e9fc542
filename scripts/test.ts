// npm test: everything that must hold. Parts of it: npm test -- check | unit | golden | property | node | pages | host | recognise |
// e2e | installed, most of them with a part of a file's name behind it. `installed` is e2e with the package as a user
// installs it, which in npm test is done with one of them.
import { globSync } from 'node:fs';
import path from 'node:path';
import { findChromium } from '../test/launch/chromium.ts';
import { installHost } from '../test/launch/install.ts';
import { installPackage, makePackage } from '../test/launch/package.ts';
import { repositoryRoot } from '../test/launch/paths.ts';
import { runHostSuite } from '../test/launch/runHostSuite.ts';
import { addResults, noResults, Places, runCheck, runEach, runMocha, type TestResults } from './testRun.ts';

const report = (line: string): void => console.log(line);
const [part = 'all', only = ''] = process.argv.slice(2);

const testFiles = (...folders: string[]): string[] =>
  globSync(
    folders.map((folder) => `test/${folder}/**/*.test.ts`),
    { cwd: repositoryRoot },
  )
    .filter((file) => file.includes(only))
    .sort();

/** Editors at a time: their tests wait for the page more than they work. */
const windows = new Places(2);
/** Files of tests in a browser at a time. */
const browsers = new Places(2);

const structure = ['--config', '.dependency-cruiser.mjs', 'src', 'scripts', 'test'];

/** Each needs what those before it made: the tests in an editor run the built extension. */
const parts: Record<string, (() => Promise<TestResults>)[]> = {
  build: [() => runCheck('build', 'esbuild.js', [])],
  check: [
    () => runCheck('types', 'node_modules/typescript/bin/tsc', ['--noEmit']),
    () => runCheck('types of the webviews', 'node_modules/typescript/bin/tsc', ['--noEmit', '-p', 'src/webview']),
    () => runCheck('lint', 'node_modules/eslint/bin/eslint.js', ['.']),
    () => runCheck('dependencies', 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', structure),
    () => runCheck('unused exports', 'scripts/unusedExports.ts', []),
    () => runCheck('documents', 'node_modules/markdownlint-cli2/markdownlint-cli2-bin.mjs', []),
    () => runCheck('format', 'node_modules/prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.']),
  ],
  // In seconds: what needs no other program.
  unit: [() => runMocha(testFiles('unit'), { timeout: 60_000 })],
  golden: [() => runMocha(testFiles('golden'), { timeout: 60_000 })],
  property: [() => runMocha(testFiles('property'), { timeout: 60_000 })],
  node: [() => runMocha(testFiles('node'), { timeout: 60_000 })],
  pages: [() => runEach(testFiles('pages'), browsers, { timeout: 60_000 })],
  // All of them but the pages, for `npm run coverage`.
  plain: [() => runMocha(testFiles('unit', 'golden', 'property', 'node'), { timeout: 60_000 })],
  deep: [() => runMocha(testFiles('property'), { timeout: 3_600_000, env: () => ({ PAIRFOLIO_DEEP: '1' }) })],
  host: [
    editorReady,
    () => windows.take(6, () => runHostSuite({ only, report })),
    // How often is asked hangs on all that was asked before, so it has a ledger of its own.
    () => windows.take(2, () => runHostSuite({ suite: 'asking', only, report })),
  ],
  recognise: [editorReady, () => runHostSuite({ suite: 'recognise', only, report })],
  e2e: [editorReady, () => e2e((file) => onThePackage.includes(path.basename(file)))],
  installed: [editorReady, () => e2e(() => true)],
  editor: [editorReady, packageReady],
};

/** The whole loop is tested on what users install; the others on what was built for development, with source maps. */
const onThePackage = ['loop.test.ts', 'installed.test.ts'];

/** Runs the tests with real keys. @param isOnPackage which files run with the installed package */
async function e2e(isOnPackage: (file: string) => boolean): Promise<TestResults> {
  const files = testFiles('e2e');
  if (files.some(isOnPackage)) await packageReady();
  return runEach(files, windows, {
    timeout: 120_000,
    onPass: (title) => report(`  ok ${title}`),
    env: (file) => (isOnPackage(file) && installed !== undefined ? { PAIRFOLIO_INSTALLED: installed } : {}),
  });
}

/** The folder the package was installed into. */
let installed: string | undefined;

async function packageReady(): Promise<TestResults> {
  installed ??= await installPackage(await makePackage());
  return noResults();
}

/** Installs what is missing before the first test waits for it. */
async function editorReady(): Promise<TestResults> {
  await installHost(report);
  findChromium(report);
  return noResults();
}

async function runPart(name: string): Promise<TestResults> {
  const all = noResults();
  const start = Date.now();
  for (const step of parts[name] ?? []) {
    const results = await step().catch((error: unknown): TestResults => {
      const message = error instanceof Error ? error.message : String(error);
      return { ...noResults(), failures: [{ title: name, error: message }] };
    });
    addResults(all, results);
    // Nothing of this part can run without what failed to be made.
    if (results.failures.length > 0 && name !== 'check') break;
  }
  const skipped = all.skipped > 0 ? `, ${String(all.skipped)} skipped` : '';
  const seconds = Math.round((Date.now() - start) / 1000);
  report(
    `${name}: ${String(all.passed)} passed, ${String(all.failures.length)} failed${skipped} (${String(seconds)} s)`,
  );
  // Said at once, too: what follows may take minutes.
  for (const { title } of all.failures) report(`  failed ${title}`);
  return all;
}

/**
 * What may run side by side. An editor is fetched while others work; windows with real keys have turns of their own, and
 * what is measured has the machine for itself.
 */
const turns: readonly (readonly string[])[] =
  part === 'all'
    ? [['build'], ['editor', 'check', 'unit', 'node'], ['golden', 'property', 'pages'], ['host', 'e2e'], ['recognise']]
    : [...new Set(['build', part])].map((name) => [name]);

async function main(): Promise<void> {
  if (!turns.flat().every((name) => name in parts)) {
    throw new Error(`There is no part “${part}”; there are: ${Object.keys(parts).join(', ')}.`);
  }
  const results: TestResults[] = [];
  for (const names of turns) {
    report(`${names.join(', ')} …`);
    const these = await Promise.all(names.map(runPart));
    results.push(...these);
    // What is tested next would be an older build.
    if (names.includes('build') && these.some(({ failures }) => failures.length > 0)) break;
  }
  const failures = results.flatMap((one) => one.failures);
  for (const { title, error } of failures) report(`\nFAILED ${title}\n${error}`);
  const passed = results.reduce((sum, one) => sum + one.passed, 0);
  report(`\n${String(passed)} passed, ${String(failures.length)} failed`);
  // Nothing that ran is no success either.
  process.exitCode = failures.length > 0 || passed === 0 ? 1 : 0;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
