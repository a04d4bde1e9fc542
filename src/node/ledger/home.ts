import os from 'node:os';
import path from 'node:path';

/** What decides where the ledger lives; given from outside, so that tests need no process environment. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homedir: string;
}

/** The surroundings of this process. */
export function surroundings(): Surroundings {
  return { platform: process.platform, env: process.env, homedir: os.homedir() };
}

/**
 * The folder of the ledger: `PAIRFOLIO_HOME`, else the setting `pairfolio.home`, else the platform's data folder.
 * @param setting the value of the setting, empty for none; a leading `~` is the home folder
 */
export function ledgerHome(setting: string, { platform, env, homedir }: Surroundings): string {
  const given = env['PAIRFOLIO_HOME'] || setting;
  if (given) return path.resolve(given.replace(/^~(?=$|[\\/])/, homedir));
  if (platform === 'win32')
    return path.join(env['LOCALAPPDATA'] || path.join(homedir, 'AppData', 'Local'), 'Pairfolio');
  if (platform === 'darwin') return path.join(homedir, 'Library', 'Application Support', 'Pairfolio');
  return path.join(env['XDG_DATA_HOME'] || path.join(homedir, '.local', 'share'), 'pairfolio');
}
