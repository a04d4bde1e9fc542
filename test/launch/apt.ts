import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Whether packages of the system can be installed here without asking anybody: Debian, as root. */
export const canInstall = (): boolean => existsSync('/etc/debian_version') && process.getuid?.() === 0;

/** Installs a Debian package. @throws Error with what apt said */
export function installPackage(name: string): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', name]]) {
    const { status, stdout, stderr } = spawnSync('apt-get', ['-q', ...args], { env, encoding: 'utf8' });
    if (status !== 0)
      throw new Error(`${name} is missing, and apt-get ${args.join(' ')} failed:\n${stdout}${stderr}`.trim());
  }
}
