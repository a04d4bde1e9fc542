import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from './folder.ts';

/** A real repository in a folder of its own. Times are given, so that what happened when does not hang on the machine. */
export class GitRepository {
  readonly root: string;

  constructor(name = 'shop') {
    this.root = path.join(fs.realpathSync(temporaryFolder()), name);
    fs.mkdirSync(this.root);
    this.git('init', '--quiet', '--initial-branch=main');
  }

  git(...args: string[]): string {
    return this.#git({}, args);
  }

  /** Commits everything. @param time ISO 8601 @returns the commit's hash */
  commit(message: string, time: string): string {
    this.git('add', '--all');
    this.#git({ GIT_AUTHOR_DATE: time, GIT_COMMITTER_DATE: time }, [
      'commit',
      '--quiet',
      '--allow-empty',
      '-m',
      message,
    ]);
    return this.git('rev-parse', 'HEAD').trim();
  }

  read(file: string): string {
    return fs.readFileSync(path.join(this.root, file), 'utf8');
  }

  write(file: string, text: string | Buffer): void {
    fs.mkdirSync(path.dirname(path.join(this.root, file)), { recursive: true });
    fs.writeFileSync(path.join(this.root, file), text);
  }

  change(file: string, change: (text: string) => string): void {
    const text = this.read(file);
    const changed = change(text);
    if (changed === text) throw new Error(`nothing to change in ${file}`);
    this.write(file, changed);
  }

  remove(file: string): void {
    fs.rmSync(path.join(this.root, file));
  }

  #git(env: Record<string, string>, args: string[]): string {
    const who = {
      GIT_AUTHOR_NAME: 'T',
      GIT_AUTHOR_EMAIL: 't@example.com',
      GIT_COMMITTER_NAME: 'T',
      GIT_COMMITTER_EMAIL: 't@example.com',
    };
    const config = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
    return execFileSync('git', ['-c', 'core.autocrlf=false', ...args], {
      cwd: this.root,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], ...who, ...config, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }
}
