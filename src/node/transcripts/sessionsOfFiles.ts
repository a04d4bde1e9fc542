import path from 'node:path';
import type { FoundFile } from './findFiles.ts';
import type { Session } from './source.ts';

/**
 * A session for each file, named after it. A resumed session may repeat the history of an older one: the older first,
 * so that the edits stay its own.
 */
export function sessionsOfFiles(
  files: readonly FoundFile[],
  nameOf = (file: string): string => path.parse(file).name,
): Session[] {
  return [...files]
    .sort((a, b) => a.modified - b.modified)
    .map(({ file, bytes }) => ({ name: nameOf(file), files: [file], bytes }));
}
