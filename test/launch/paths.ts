import path from 'node:path';

/** The root of this repository. */
export const repositoryRoot = path.resolve(import.meta.dirname, '../..');

/** Downloads and screenshots of test runs live here; git ignores the folder. */
export const cacheFolder = path.join(repositoryRoot, '.vscode-test');

/** The extension as the tests with real keys run it: the repository, or the folder it was installed into from its package. */
export const extensionFolder = process.env['PAIRFOLIO_INSTALLED'] ?? repositoryRoot;
