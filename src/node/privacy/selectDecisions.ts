import fs from 'node:fs';
import path from 'node:path';
import type { SuggestionState } from '../../core/ledger/suggestionState.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import type { Ledger } from '../ledger/ledger.ts';

// Decisions as the developer means them when something is to be looked at or forgotten: those that do not count (only
// probable, corrected) hold texts as well and are always among them.

/**
 * The decisions about a file. One that names its repository is about the file in that folder; where the folder is gone
 * or was never known, by the names of folder and file: a project may have moved.
 * @param file the whole path
 */
export function decisionsOfFile(ledger: Ledger, file: string): SuggestionState[] {
  const wanted = new Set([comparable(file), comparable(realPath(file))]);
  const isThere = memoized(fs.existsSync);
  return ledger.states({ all: true }).filter((state) => {
    const { file: name, workspace, repository } = ledger.texts.lookUp(state.body.texts);
    if (name === undefined) return false;
    if (repository !== undefined && isThere(repository)) return wanted.has(comparable(path.join(repository, name)));
    const inFolder = workspace === undefined ? name : `${workspace}/${name}`;
    return [...wanted].some((path) => path === inFolder || path.endsWith(`/${inFolder}`));
  });
}

/**
 * The decisions about a file as the developer wrote it: its path, or its name as `pairfolio log` prints it.
 * @param cwd the folder a relative path starts from
 * @throws PairfolioError `usage` where several projects have a file of that name
 */
export function decisionsOfNamedFile(ledger: Ledger, file: string, cwd: string): SuggestionState[] {
  const states = decisionsOfFile(ledger, path.resolve(cwd, file));
  if (states.length > 0) return states;
  const name = file.split(path.sep).join('/').normalize('NFC');
  const named = ledger.states({ all: true }).flatMap((state) => {
    const texts = ledger.texts.lookUp(state.body.texts);
    return texts['file'] === name ? [{ state, project: texts['repository'] ?? texts['workspace'] ?? '' }] : [];
  });
  if (new Set(named.map(({ project }) => project)).size > 1) {
    throw new PairfolioError('usage', `Several projects have a file ${file}; give its whole path.`);
  }
  return named.map(({ state }) => state);
}

/** The decisions about files below a folder, found as {@link decisionsOfFile} finds them. */
export function decisionsOfFolder(ledger: Ledger, folder: string): SuggestionState[] {
  const wanted = [...new Set([comparable(folder), comparable(realPath(folder))])];
  const isThere = memoized(fs.existsSync);
  return ledger.states({ all: true }).filter((state) => {
    const { file = '', workspace, repository } = ledger.texts.lookUp(state.body.texts);
    if (repository === undefined || !isThere(repository))
      return workspace !== undefined && wanted.some((one) => path.posix.basename(one) === workspace);
    const whole = comparable(path.join(repository, file));
    return wanted.some((one) => whole.startsWith(`${one}/`));
  });
}

/** The decisions of one day. @param day as {@link localDay} writes it */
export function decisionsOfDay(ledger: Ledger, day: string): SuggestionState[] {
  return ledger.states({ all: true }).filter(({ at }) => localDay(at) === day);
}

/** How many decisions each day has, newest day first. */
export function daysWithDecisions(ledger: Ledger): [day: string, decisions: number][] {
  const days = new Map<string, number>();
  for (const { at } of ledger.states({ all: true })) days.set(localDay(at), (days.get(localDay(at)) ?? 0) + 1);
  return [...days].sort(([a], [b]) => (a < b ? 1 : -1));
}

/** The day of a moment where the developer is: `2026-11-23`. @param at ISO 8601 */
export function localDay(at: string): string {
  const date = new Date(at);
  const [month, day] = [date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0'));
  return `${String(date.getFullYear())}-${month ?? ''}-${day ?? ''}`;
}

/** Decisions that stay and lose a note: it was written about them and one of these together. */
export function losingTheirNote(ledger: Ledger, going: readonly SuggestionState[]): number {
  const ids = new Set(going.map(({ id }) => id));
  return ledger
    .states({ all: true })
    .filter(
      ({ id, reflection }) =>
        !ids.has(id) && reflection?.texts['note'] !== undefined && reflection.suggestions.some((one) => ids.has(one)),
    ).length;
}

/** Paths as the ledger has them: with `/`, in NFC; where the system ignores case, in lower case. */
function comparable(file: string): string {
  const name = file.split(path.sep).join('/').normalize('NFC');
  return process.platform === 'win32' ? name.toLowerCase() : name;
}

/** With symbolic links followed, as git names a repository's folder; what is gone as it is. */
function realPath(file: string): string {
  try {
    return fs.realpathSync(file);
  } catch {
    return file;
  }
}

function memoized<T>(compute: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
}
