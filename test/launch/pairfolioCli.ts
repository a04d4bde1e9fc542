import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Decision } from '../../src/core/ledger/decision.ts';
import { commandLineFolder } from './paths.ts';

export interface CliResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the built command line on the ledger folder `ledger`. */
export function pairfolio(ledger: string, ...args: string[]): CliResult {
  const cli = path.join(commandLineFolder, 'dist/cli.js');
  const env = { ...process.env, PAIRFOLIO_HOME: ledger };
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [cli, ...args], { env, encoding: 'utf8' });
  if (error) throw error;
  return { code: status, stdout, stderr };
}

/** @returns the decisions as `pairfolio log --json` prints them */
export function decisionsIn(ledger: string): Decision[] {
  const { code, stdout, stderr } = pairfolio(ledger, 'log', '--json');
  if (code !== 0) throw new Error(`pairfolio log failed: ${stderr}`);
  const lines = stdout.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Decision);
}
