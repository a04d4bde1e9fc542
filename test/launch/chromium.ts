import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const fixedPlaces = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * @returns the path of a Chromium or Chrome: the one named by the environment variable `CHROMIUM`, or an installed one.
 * On Debian, for root, a missing one is installed with apt. Otherwise it throws one sentence that says what to install.
 */
export function findChromium(report: (line: string) => void): string {
  const named = process.env['CHROMIUM'];
  if (named) {
    if (isExecutable(named)) return named;
    throw new Error(`CHROMIUM names ${named}, which is not a program that can be run.`);
  }
  const found = installed();
  if (found) return found;
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    report('Installing Chromium with apt, once; about a minute.');
    installWithApt();
    const now = installed();
    if (now) return now;
  }
  throw new Error(
    'Chromium is missing: install Chromium or Google Chrome, or name one in the environment variable CHROMIUM.',
  );
}

function installed(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).concat('/usr/bin', '/usr/local/bin', '/snap/bin');
  return [...folders.flatMap((folder) => names.map((name) => path.join(folder, name))), ...fixedPlaces].find(
    isExecutable,
  );
}

function installWithApt(): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    const { status, stdout, stderr } = spawnSync('apt-get', ['-q', ...args], { env, encoding: 'utf8' });
    if (status !== 0)
      throw new Error(`Chromium is missing, and apt-get ${args.join(' ')} failed:\n${stdout}${stderr}`.trim());
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
