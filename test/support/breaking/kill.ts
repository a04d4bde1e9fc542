import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { build } from 'esbuild';
import { temporaryFolder } from '../folder.ts';
import { assertKept, toldIn } from './told.ts';

/** The writer as one file, so that its process starts at once. @returns its path */
export async function bundledWriter(): Promise<string> {
  const outfile = path.join(temporaryFolder(), 'writer.cjs');
  const entry = path.join(import.meta.dirname, 'writer.ts');
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'cjs', logLevel: 'warning' });
  return outfile;
}

/** Writers that share a ledger, one after the other and some at the same time. */
const perLedger = 10;
const atOnce = 2;

/**
 * Starts writers, kills each at a random moment (SIGKILL), and looks whether what they had told is there.
 * @param random gives numbers from 0 to 1
 * @param onLedger told after each ledger how many writers were killed so far, and how many records they had told
 */
export async function killWriters(
  rounds: number,
  { random = Math.random, onLedger }: { random?: () => number; onLedger?: (killed: number, told: number) => void } = {},
): Promise<{ readonly killed: number; readonly recorded: number }> {
  const writer = await bundledWriter();
  let [killed, recorded] = [0, 0];
  while (killed < rounds) {
    const home = temporaryFolder();
    const left = Math.min(perLedger, rounds - killed);
    let output = '';
    for (let i = 0; i < left; i += atOnce) {
      const some = Array.from({ length: Math.min(atOnce, left - i) }, (_, j) => `w${String(killed + i + j)}`);
      output += (await Promise.all(some.map((name) => killOne(writer, home, name, random)))).join('');
    }
    const told = toldIn(output);
    assertKept(home, told);
    [killed, recorded] = [killed + left, recorded + told.recorded.size];
    onLedger?.(killed, recorded);
  }
  return { killed, recorded };
}

/** @returns the whole lines a writer told before it was killed */
async function killOne(writer: string, home: string, name: string, random: () => number): Promise<string> {
  const child = spawn(process.execPath, [writer, home, name], { stdio: ['ignore', 'pipe', 'inherit'] });
  // Some before they have written anything, most in the middle of it.
  const stopAt = Math.floor(random() * 60);
  if (stopAt === 0) setTimeout(() => child.kill('SIGKILL'), 20 + random() * 40);
  let told = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told += text;
    if (stopAt > 0 && told.split('\n').length > stopAt) child.kill('SIGKILL');
  });
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  if (signal !== 'SIGKILL') throw new Error(`The writer ended by itself (${String(signal)}).`);
  return told.slice(0, told.lastIndexOf('\n') + 1);
}
