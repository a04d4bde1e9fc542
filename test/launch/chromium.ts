import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { canInstall, installPackage } from './apt.ts';

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
  if (canInstall()) {
    report('Installing Chromium with apt, once; about a minute.');
    installPackage('chromium');
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

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
