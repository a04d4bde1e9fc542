import { withLf } from '../../core/follow/lineBreaks.ts';
import { isNotebook, notebookText } from '../../core/recognise/transcripts/notebook.ts';
import type { TranscriptSuggestion } from '../../core/recognise/transcripts/transcript.ts';
import { readDisk, type Commit, type FileAt, type Repository } from '../git/git.ts';

/** The file as it stood when a suggestion's fate was read. */
export interface Outcome {
  /** Line breaks as `\n`; null where the file was gone. */
  readonly text: string | null;
  /** Whether this decides, or only for now. */
  readonly settled: boolean;
  /** The commit that decided; null where the work tree did. */
  readonly commit: Commit | null;
}

/** What git says became of the file a suggestion is in. */
export interface FileFate {
  /** Null where nothing could be read. */
  readonly outcome: Outcome | null;
  /** The last commit of the first fourteen days, once they have passed and there is one. */
  readonly fortnight: { readonly text: string | null; readonly commit: Commit } | null;
  /** Whether the very content the transcript says was written was found, on the disk or in git. */
  readonly found: boolean;
}

const fortnightLength = 14 * 24 * 60 * 60 * 1000;

/**
 * Reads from git what became of a file after an edit: what the next commit that changed it holds. Without such a
 * commit a file that is clean under a later commit settles it too (it was put back, or deleted again before any commit
 * saw it); else the work tree says it for now.
 * @param now milliseconds
 */
export async function readFate(
  repository: Repository,
  file: string,
  suggestion: TranscriptSuggestion,
  now: number,
): Promise<FileFate> {
  const at = Date.parse(suggestion.at);
  const written = suggestion.after;
  let found = false;
  const read = (content: FileAt): string | null | undefined => {
    const text = textOf(content, file);
    if (typeof text === 'string' && text === written) found = true;
    return text;
  };
  const workTree = read(repository.workTreeFile(file));
  const next = await nextCommit(repository, file, suggestion, at, read);
  const outcome = next ?? (await fromWorkTree(repository, file, at, workTree, suggestion, read));
  const fortnight = now >= at + fortnightLength && next ? await lastBefore(repository, file, at, next, read) : null;
  return { outcome, fortnight, found };
}

/** The same for a file in no repository: the disk says it for now; a file that is gone says nothing. */
export function readFateOnDisk(file: string, suggestion: TranscriptSuggestion): FileFate {
  const text = textOf(readDisk(file), file);
  if (typeof text !== 'string') return { outcome: null, fortnight: null, found: false };
  return { outcome: { text, settled: false, commit: null }, fortnight: null, found: text === suggestion.after };
}

type Read = (content: FileAt) => string | null | undefined;

async function nextCommit(
  repository: Repository,
  file: string,
  suggestion: TranscriptSuggestion,
  at: number,
  read: Read,
  reach: 'head' | 'all' = 'head',
): Promise<Outcome | null> {
  for (const commit of await repository.commitsTouching(file, at, reach)) {
    const text = read(await committed(repository, commit, file));
    if (text === undefined) return null;
    // Git keeps whole seconds: a commit of the edit's own second that holds the file as it was before came before it.
    if (commit.time <= at && text !== null && text === suggestion.base && text !== suggestion.after) continue;
    return { text, settled: true, commit };
  }
  return null;
}

/** A file's content at a commit, under its new name where the commit moved it. */
async function committed(repository: Repository, commit: Commit, file: string): Promise<FileAt> {
  const content = await repository.fileAt(commit.sha, file);
  if (content !== 'absent') return content;
  const renamed = await repository.renamedTo(commit.sha, file);
  return renamed === null ? content : repository.fileAt(commit.sha, renamed);
}

async function fromWorkTree(
  repository: Repository,
  file: string,
  at: number,
  workTree: string | null | undefined,
  suggestion: TranscriptSuggestion,
  read: Read,
): Promise<Outcome | null> {
  if (workTree === undefined) return null;
  if (!(await repository.isAsInHead(file))) return { text: workTree, settled: false, commit: null };
  const elsewhere = await nextCommit(repository, file, suggestion, at, read, 'all');
  if (elsewhere) return elsewhere;
  const head = await repository.head();
  const later = head !== null && head.time >= Math.floor(at / 1000) * 1000;
  const goneAgain = workTree === null && suggestion.created;
  return { text: workTree, settled: later || goneAgain, commit: null };
}

async function lastBefore(
  repository: Repository,
  file: string,
  at: number,
  next: Outcome,
  read: Read,
): Promise<FileFate['fortnight']> {
  const commits = await repository.commitsTouching(file, at, 'head');
  const last = commits.filter(({ time }) => time <= at + fortnightLength).at(-1);
  if (!last || !next.commit || last.time < next.commit.time) return null;
  const text = read(await committed(repository, last, file));
  return text === undefined ? null : { text, commit: last };
}

/** The text to compare; null where there is no file, undefined where there is no telling. */
function textOf(content: FileAt, file: string): string | null | undefined {
  if (content === 'absent') return null;
  if (content === 'unreadable') return undefined;
  const { text } = withLf(content.text);
  return isNotebook(file) ? notebookText(text) : text;
}
