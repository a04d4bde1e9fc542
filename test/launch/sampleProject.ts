import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { canInstall, installPackage } from './apt.ts';
import { repositoryRoot } from './paths.ts';

/**
 * Copies the sample project to `folder` and makes it a git repository with one commit.
 * The author is set in that repository, so that commits work on a machine where nobody has told git a name.
 * @returns `folder`
 */
export function copySampleProject(folder: string): string {
  requireGit();
  cpSync(path.join(repositoryRoot, 'test/sample-project'), folder, { recursive: true });
  git(folder, 'init', '--quiet', '--initial-branch=main');
  git(folder, 'config', 'user.name', 'Sam Example');
  git(folder, 'config', 'user.email', 'sam@example.com');
  git(folder, 'config', 'commit.gpgsign', 'false');
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', 'Start the corner shop');
  return folder;
}

function requireGit(): void {
  const found = (): boolean => spawnSync('git', ['--version']).status === 0;
  if (!found() && canInstall()) installPackage('git');
  if (!found()) throw new Error('git is missing: install git.');
}

/** Runs git in `folder`. @returns what it printed */
export function git(folder: string, ...args: string[]): string {
  // A hook or an outer git command would otherwise point git somewhere else.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  return execFileSync('git', args, { cwd: folder, env, encoding: 'utf8' });
}
