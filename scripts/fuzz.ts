// npm run fuzz [-- --minutes 10] [--only ledger] [--seed 1]: gives every reader damaged inputs, in turn, until the time is
// over. An input that breaks one is kept in test/fixtures/corpus/, where test/unit/corpus.test.ts reads it in every run.
import { fork } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { nodeDigest } from '../src/node/digest.ts';
import { repositoryRoot } from '../test/launch/paths.ts';
import type { FuzzMessage } from '../test/support/fuzz/runner.ts';
import { targets } from '../test/support/fuzz/targets.ts';

/** An input at which nothing is heard for so long hangs (ms). */
const patience = 60_000;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    only: { type: 'string', default: '' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const chosen = targets.filter(({ name }) => name.includes(values.only));
const seconds = (Number(values.minutes) * 60) / chosen.length;
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'pairfolio-fuzz-'));
process.once('exit', () => fs.rmSync(scratch, { recursive: true, force: true }));
let found = 0;

function keep(target: string, input: string, error: string): void {
  found += 1;
  const folder = path.join(repositoryRoot, 'test/fixtures/corpus', target);
  fs.mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${nodeDigest.sha256(input).slice(0, 12)}.txt`);
  fs.writeFileSync(file, input);
  console.log(`FOUND ${path.relative(repositoryRoot, file)}\n${error.split('\n').slice(0, 8).join('\n')}`);
}

/** One target in a process of its own. @returns how many inputs it took */
function fuzz(target: string): Promise<number> {
  const current = path.join(scratch, target);
  const runner = path.join(repositoryRoot, 'test/support/fuzz/runner.ts');
  const child = fork(runner, [target, String(seconds), values.seed, current], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  let [runs, ended, silent] = [0, false, setTimeout(() => undefined, 0)];
  const wait = (): void => {
    clearTimeout(silent);
    silent = setTimeout(() => child.kill('SIGKILL'), patience);
  };
  wait();
  child.on('message', (message: FuzzMessage) => {
    wait();
    if (message.kind === 'found') keep(target, message.input, message.error);
    else runs = message.runs;
    ended ||= message.kind === 'end';
  });
  return new Promise((resolve) => {
    child.on('close', (code, signal) => {
      clearTimeout(silent);
      if (!ended && fs.existsSync(current)) {
        const why = signal === 'SIGKILL' ? 'took longer than a minute' : `ended the process (${String(code)})`;
        keep(target, fs.readFileSync(current, 'utf8'), why);
      }
      resolve(runs);
    });
  });
}

console.log(`${String(chosen.length)} readers, ${seconds.toFixed(0)} s each, seed ${values.seed}`);
for (const { name } of chosen) console.log(`${name.padEnd(28)} ${String(await fuzz(name))} inputs`);
console.log(
  found === 0 ? 'Nothing was found.' : `${String(found)} inputs broke a reader; they are in test/fixtures/corpus.`,
);
process.exitCode = found === 0 ? 0 : 1;
