import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** @returns the command of an installed desktop VS Code that can open a window here: VSCODE_PATH, or `code` in PATH */
export function findDesktop(): string | undefined {
  const named = process.env['VSCODE_PATH'];
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`VSCODE_PATH names ${named}, which does not exist.`);
  }
  const display = process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'];
  if (process.platform === 'linux' && !display) return undefined;
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
}

export interface DesktopOptions {
  folder: string;
  extensions: string[];
  userData: string;
  extensionsFolder: string;
  env: NodeJS.ProcessEnv;
}

/** Opens a new window that shares nothing with the user's own VS Code, and waits until it is closed. */
export async function openDesktop(command: string, options: DesktopOptions): Promise<void> {
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [
    ...['--new-window', '--wait', '--disable-workspace-trust', '--skip-welcome', ...root],
    ...options.extensions.map((extension) => `--extensionDevelopmentPath=${extension}`),
    ...['--user-data-dir', options.userData, '--extensions-dir', options.extensionsFolder, options.folder],
  ];
  const shell = command.endsWith('.cmd'); // Windows starts those through its shell alone
  const quoted = shell ? args.map((arg) => `"${arg}"`) : args;
  const child = spawn(shell ? `"${command}"` : command, quoted, {
    stdio: 'inherit',
    env: { ...process.env, ...options.env },
    shell,
  });
  await new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => resolve());
  });
}
