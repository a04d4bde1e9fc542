// A process that damages inputs of one target until its time is over: runner.ts TARGET SECONDS SEED CURRENT. It keeps the
// input it is at in the file CURRENT, so that who started it knows it where this process hangs or ends.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { mutate, randomFrom } from './mutate.ts';
import { targets } from './targets.ts';

/** What the process tells. */
export type FuzzMessage =
  | { readonly kind: 'alive'; readonly runs: number }
  | { readonly kind: 'found'; readonly input: string; readonly error: string }
  | { readonly kind: 'end'; readonly runs: number };

/** An input takes milliseconds; one that takes so much longer is a way to stop the editor (processor time, ms). */
const longest = 3000;
const mostFound = 20;
/** One input of so many goes its whole way, where that takes much longer. */
const wholeWay = 10;

const [name = '', seconds = '10', seed = '1', current = ''] = process.argv.slice(2);
const target = targets.find((one) => one.name === name);
if (!target) throw new Error(`There is no target ${name}.`);
const tell = (message: FuzzMessage): boolean | undefined => process.send?.(message);
const random = randomFrom(Number(seed));
const seeds = await target.seeds();
const corpus = path.join(import.meta.dirname, '../../fixtures/corpus', name);
const known = fs.existsSync(corpus)
  ? fs.readdirSync(corpus).map((file) => fs.readFileSync(path.join(corpus, file), 'utf8'))
  : [];
const inputs = [...seeds, ...known];

async function takeWholeWay(input: string): Promise<void> {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'pairfolio-fuzz-'));
  try {
    await target?.run(input, scratch);
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

const end = Date.now() + Number(seconds) * 1000;
const seen = new Set<string>();
let runs = 0;
for (let told = 0; Date.now() < end; runs++) {
  const damaged = mutate(inputs[Math.floor(random() * inputs.length)] ?? '', inputs, random);
  const input = Buffer.from(damaged).toString(); // as it comes from a file
  fs.writeFileSync(current, input);
  const before = process.cpuUsage();
  let error = '';
  try {
    target.parse?.(input);
    if (!target.parse || runs % wholeWay === 0) await takeWholeWay(input);
    const { user, system } = process.cpuUsage(before);
    if ((user + system) / 1000 > longest) error = `took ${String(Math.round((user + system) / 1000))} ms`;
  } catch (thrown) {
    error = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  }
  // Of the same fault one input is enough.
  const fault = error.replace(/\d+/g, '0').split('\n').slice(0, 3).join('\n');
  if (error !== '' && !seen.has(fault)) {
    seen.add(fault);
    tell({ kind: 'found', input, error });
  }
  if (seen.size >= mostFound) break;
  if (Date.now() - told > 1000) {
    told = Date.now();
    tell({ kind: 'alive', runs });
  }
}
tell({ kind: 'end', runs });
process.disconnect();
