import { spawnSync } from 'node:child_process';
import path from 'node:path';

const cli = path.join(import.meta.dirname, '../../dist/cli.js');
const tellMemory = `process.on('exit', () => process.stderr.write('most memory ' + process.resourceUsage().maxRSS))`;

/**
 * The most memory (MiB) a command takes, as built for release: what a user runs.
 * @param home the home folder it runs with, where it matters
 */
export function commandMemory(args: readonly string[], home = process.env['HOME']): number {
  const hook = ['--import', `data:text/javascript,${encodeURIComponent(tellMemory)}`];
  const env = { PATH: process.env['PATH'], HOME: home };
  const { status, stderr } = spawnSync(process.execPath, [...hook, cli, ...args], { encoding: 'utf8', env });
  const most = /most memory (\d+)$/.exec(stderr)?.[1];
  if (status !== 0 || most === undefined) throw new Error(`“${args[0] ?? ''}” failed: ${stderr}`);
  return Number(most) / 1024;
}
