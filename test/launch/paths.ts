import path from 'node:path';

/** The root of this repository. */
export const repositoryRoot = path.resolve(import.meta.dirname, '../..');

/** Downloads and screenshots of test runs live here; git ignores the folder. */
export const cacheFolder = path.join(repositoryRoot, '.vscode-test');

/** The extension as the tests with real keys run it: the repository, or the folder it was installed into from its package. */
export const extensionFolder = process.env['PAIRFOLIO_INSTALLED'] ?? repositoryRoot;

/** Where the repository is built for release, to be packed (test/launch/package.ts). */
export const releaseFolder = path.join(cacheFolder, 'release');

/** Whose `dist` holds the command line: as built for release where the extension was installed from its package. */
export const commandLineFolder = process.env['PAIRFOLIO_INSTALLED'] === undefined ? repositoryRoot : releaseFolder;
