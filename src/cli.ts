import { createInterface } from 'node:readline/promises';
import { allCommands } from './node/commands/all.ts';
import { runCommandLine } from './node/commands/run.ts';
import { systemClock } from './node/clock.ts';
import { nodeDigest } from './node/digest.ts';
import { surroundings } from './node/ledger/home.ts';
import manifest from '../package.json' with { type: 'json' };

async function main(): Promise<void> {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < 20) {
    process.stderr.write(`pairfolio: Node 20 or newer is needed; this is ${process.versions.node}.\n`);
    process.exitCode = 2;
    return;
  }
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort());
  // A reader that stops early (`pairfolio log | head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  process.exitCode = await runCommandLine(allCommands, process.argv.slice(2), {
    version: manifest.version,
    cwd: process.cwd(),
    surroundings: surroundings(),
    clock: systemClock,
    digest: nodeDigest,
    print: (line) => process.stdout.write(`${line}\n`),
    note: (line) => process.stderr.write(`${line}\n`),
    interactive: process.stdin.isTTY && process.stderr.isTTY,
    ask,
    signal: interrupted.signal,
  });
}

async function ask(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`${question} [y/N] `);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

void main();
