import path from 'node:path';
import type { TranscriptHome } from './source.ts';

/** Editors that are VS Code, by the name of their data folder. */
const editors = ['Code', 'Code - Insiders', 'Code - OSS', 'VSCodium', 'VSCodium - Insiders', 'Cursor', 'Windsurf'];

/** Folders of VS Code's server on this machine: SSH, WSL and containers, and the servers others make of it. */
const servers = [
  '.vscode-server',
  '.vscode-server-insiders',
  '.vscode-remote',
  '.vscodium-server',
  '.openvscode-server',
  '.cursor-server',
  '.windsurf-server',
];

/**
 * The `User` folders of every editor that is VS Code, on every platform, whether they exist or not. `VSCODE_PORTABLE`,
 * `VSCODE_APPDATA`, `VSCODE_AGENT_FOLDER` and the platform's own variables move them.
 */
export function vscodeUserFolders({ homedir, env, editorUser }: TranscriptHome): string[] {
  const config = [
    env['VSCODE_APPDATA'],
    env['XDG_CONFIG_HOME'] || path.join(homedir, '.config'),
    path.join(homedir, 'Library', 'Application Support'),
    env['APPDATA'] || path.join(homedir, 'AppData', 'Roaming'),
  ];
  const data = env['XDG_DATA_HOME'] || path.join(homedir, '.local', 'share');
  const folders = [
    env['VSCODE_PORTABLE'] && path.join(env['VSCODE_PORTABLE'], 'user-data'),
    ...config.flatMap((folder) => (folder ? editors.map((editor) => path.join(folder, editor)) : [])),
    env['VSCODE_AGENT_FOLDER'] && path.join(env['VSCODE_AGENT_FOLDER'], 'data'),
    ...servers.map((server) => path.join(homedir, server, 'data')),
    path.join(data, 'code-server'),
  ];
  const users = folders.flatMap((folder) => (folder ? path.resolve(folder, 'User') : []));
  return [...new Set([...(editorUser === undefined ? [] : [editorUser]), ...users])];
}
