import path from 'node:path';

/** The root of this repository. */
export const repositoryRoot = path.resolve(import.meta.dirname, '../..');

/** Downloads and screenshots of test runs live here; git ignores the folder. */
export const cacheFolder = path.join(repositoryRoot, '.vscode-test');
