import fs from 'node:fs';
import path from 'node:path';
import { nearestFolder, Repository } from '../git/git.ts';

/** Where a file of a transcript is. */
export interface Place {
  readonly repository: Repository | null;
  /** As git has it: relative to the repository's root, with `/`; the whole path where there is no repository. */
  readonly gitPath: string;
  /** As the ledger has it: relative to the repository or the folder the tool worked in, with `/`, in NFC. */
  readonly file: string;
  /** Name of the folder the path is relative to. */
  readonly workspace: string | null;
}

/** Finds the repositories of files; each folder is looked up once. */
export class Locator {
  readonly #folders = new Map<string, Promise<Repository | null>>();
  readonly #signal: AbortSignal;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** @throws PairfolioError `git-failed`, `cancelled` */
  async locate(file: string, cwd: string | null): Promise<Place> {
    const full = path.resolve(cwd ?? path.sep, file);
    const folder = path.dirname(full);
    let repository = this.#folders.get(folder);
    if (!repository) this.#folders.set(folder, (repository = Repository.find(folder, this.#signal)));
    const found = await repository;
    const inside = found && relativeInside(found.root, realPath(full));
    if (found && inside !== null) {
      return {
        repository: found,
        gitPath: inside,
        file: inside.normalize('NFC'),
        workspace: path.basename(found.root),
      };
    }
    const relative = cwd === null ? null : relativeInside(cwd, full);
    return {
      repository: null,
      gitPath: full,
      file: (relative ?? full.split(path.sep).join('/')).normalize('NFC'),
      workspace: relative === null || cwd === null ? null : path.basename(cwd) || null,
    };
  }
}

/** The path below a folder with `/`; null where it is not below. */
function relativeInside(folder: string, full: string): string | null {
  const relative = path.relative(folder, full);
  return relative === '' || relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative)
    ? null
    : relative.split(path.sep).join('/');
}

/** The path with the symbolic links of its folders followed, those that still exist. Not its own: git tracks the link. */
function realPath(full: string): string {
  const existing = nearestFolder(path.dirname(full));
  return existing === null ? full : path.join(fs.realpathSync(existing), path.relative(existing, full));
}
