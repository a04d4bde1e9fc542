import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { systemClock } from '../../src/node/clock.ts';
import { nodeDigest } from '../../src/node/digest.ts';
import { Classification } from '../../src/node/follow-up/classification.ts';
import { FollowUps } from '../../src/node/follow-up/followUps.ts';
import { Ledger } from '../../src/node/ledger/ledger.ts';
import type { Figure } from './run.ts';

const commits = 20_000;
const files = 500;
const linesOfFile = 300;
const day = 24 * 60 * 60 * 1000;

/** Ten thousand decisions in a repository of twenty thousand commits, some on branches, and what became of each. */
export async function benchFollowUp(home: string, largest = 10_000): Promise<Figure[]> {
  const root = path.join(home, 'repository');
  fs.mkdirSync(root, { recursive: true });
  const start = Math.floor((Date.now() - 400 * day) / 1000) * 1000;
  const decisions = Math.min(largest, commits / 2);
  const made = await writeRepository(root, start, decisions);
  const ledger = new Ledger(path.join(home, 'ledger'), { app: 'bench', host: 'cli' }, systemClock, nodeDigest);
  for (const one of made) record(ledger, root, one);
  ledger.read();
  const { signal } = new AbortController();
  const classes = await timed(() => new Classification(ledger, systemClock).run({ signal }));
  const follow = await timed(() => new FollowUps(ledger, systemClock).run({ signal }));
  const { due, followed, outcomes, none, unknown } = follow.result;
  ledger.dispose();
  const counts = [...Object.values(outcomes), none, unknown].map(String).join('/');
  return [
    {
      name: `follow-up of ${String(due)} decisions, ${String(commits)} commits`,
      value: follow.seconds,
      unit: 's',
      budget: 60,
    },
    { name: '  processor time of it', value: follow.busy, unit: 's', budget: null },
    { name: '  longest stretch', value: follow.longest, unit: 'ms', budget: 200 },
    { name: `  followed (over/good/under/none/unknown ${counts})`, value: followed, unit: '', budget: null },
    {
      name: `kind and domain of ${String(classes.result.classified)} decisions`,
      value: classes.seconds,
      unit: 's',
      budget: null,
    },
    { name: '  longest stretch', value: classes.longest, unit: 'ms', budget: 200 },
  ];
}

interface Timed<T> {
  readonly result: T;
  readonly seconds: number;
  /** Seconds of processor time, git's not included. */
  readonly busy: number;
  /** Milliseconds of processor time of this thread between two turns of a timer, at most. */
  readonly longest: number;
}

/** How long work takes, and how much of it at most is done before others have their turn. */
async function timed<T>(work: () => Promise<T>): Promise<Timed<T>> {
  let longest = 0;
  const ofThread = (): number => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  let last = ofThread();
  const look = (): void => {
    const now = ofThread();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const timer = setInterval(look, 1);
  const [start, before] = [performance.now(), process.cpuUsage()];
  const result = await work();
  clearInterval(timer);
  look();
  const { user, system } = process.cpuUsage(before);
  return { result, seconds: (performance.now() - start) / 1000, busy: (user + system) / 1e6, longest };
}

interface MadeDecision {
  readonly id: string;
  readonly at: number;
  readonly file: string;
  readonly suggested: string;
  readonly kept: string;
  readonly sha: string;
  readonly overrode: boolean;
}

/** Every second commit takes a decision in; the others change something, a fifth of them a fix. Every tenth is a merge. */
async function writeRepository(root: string, start: number, decisions: number): Promise<MadeDecision[]> {
  await git(root, ['init', '--quiet', '--initial-branch=main']);
  const texts = Array.from({ length: files }, (_, file) =>
    Array.from(
      { length: linesOfFile },
      (_, line) => `const value${String(file)}_${String(line)} = compute(${String(line)});`,
    ),
  );
  const marks = path.join(root, '.git', 'bench-marks');
  const stream = spawn('git', ['fast-import', '--quiet', `--export-marks=${marks}`], {
    cwd: root,
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  const done = new Promise((resolve) => stream.once('close', resolve));
  const write = async (text: string): Promise<void> => {
    if (!stream.stdin.write(text)) await new Promise((resolve) => stream.stdin.once('drain', resolve));
  };
  const data = (text: string): string => `data ${String(Buffer.byteLength(text))}\n${text}\n`;
  const made: (Omit<MadeDecision, 'sha'> & { readonly mark: number })[] = [];
  const nameOf = (file: number): string => `src/module${String(file % 25)}/file${String(file)}.ts`;
  let random = 1;
  let last = '';
  const draw = (below: number): number => (random = (random * 48271) % 2147483647) % below;
  for (let n = 1; n <= commits; n++) {
    const file = draw(files);
    const lines = texts[file] ?? [];
    const time = start + n * 900_000; // a commit every quarter of an hour: two hundred days
    const decides = n % 2 === 0 && made.length < decisions;
    let message = n % 10 === 1 ? 'Fix rounding' : 'Change values';
    if (decides) {
      const own = n % 6 === 0;
      const at = draw(lines.length);
      const body = Array.from(
        { length: 8 },
        (_, line) => `  step${String(n)}(${String(line)}, input.field${String(line)});`,
      );
      const suggested = [`function task${String(n)}(input) {`, ...body, '}'].join('\n');
      const kept = own
        ? [`class Own${String(n)} {`, ...body.map((_, line) => `  own${String(line * n)} = null;`), '}'].join('\n')
        : suggested;
      lines.splice(at, 0, ...kept.split('\n'));
      message = 'Add a task';
      made.push({
        id: `decision${String(n)}`,
        at: time - 60_000,
        file: nameOf(file),
        suggested,
        kept,
        overrode: own,
        mark: n,
      });
    } else {
      const at = draw(Math.max(1, lines.length - 12));
      for (let line = at; line < at + 12; line++) lines[line] = `  changed${String(n)}(${String(line)});`;
    }
    const changed = `M 100644 inline ${nameOf(file)}\n${data(lines.join('\n'))}`;
    // A merge takes over what its second parent changed.
    const merged = n % 10 === 0;
    const parents =
      n === 1 ? '' : merged ? `from :${String(n - 2)}\nmerge :${String(n - 1)}\n` : `from :${String(n - 1)}\n`;
    const head = `commit refs/heads/main\nmark :${String(n)}\ncommitter A <a@example.com> ${String(time / 1000)} +0000\n`;
    await write(`${head}${data(message)}${parents}${merged ? last : ''}${changed}\n`);
    last = changed;
  }
  stream.stdin.end();
  await done;
  const shas = new Map(
    fs
      .readFileSync(marks, 'utf8')
      .split('\n')
      .map((line) => line.split(' ') as [string, string]),
  );
  await git(root, ['checkout', '--quiet', '--force', 'main']);
  return made.map(({ mark, ...one }) => ({ ...one, sha: shas.get(`:${String(mark)}`) ?? '' }));
}

function git(root: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    spawn('git', args, { cwd: root, stdio: 'ignore' }).once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`git ${args[0] ?? ''} ended with ${String(code)}`)),
    );
  });
}

function record(ledger: Ledger, root: string, { id, at, file, suggested, kept, sha, overrode }: MadeDecision): void {
  const time = new Date(at).toISOString();
  const size = { characters: suggested.length, lines: suggested.split('\n').length };
  ledger.append(
    {
      type: 'suggestion',
      at: time,
      body: {
        id,
        group: id,
        surface: 'agent',
        tool: { name: 'claude-code', model: null },
        language: 'typescript',
        evidence: [{ kind: 'transcript', confidence: 0.95, source: 'bench' }],
        confidence: 0.95,
        suggestions: 1,
        turn: null,
        answer: 'accepted',
        size: { before: { characters: 0, lines: 0 }, suggested: size },
      },
    },
    { file, workspace: 'repository', repository: root, before: '', suggested },
  );
  const label = overrode ? 'overrode' : 'trusted';
  ledger.append(
    { type: 'verdict', at: time, body: { suggestion: id, label, settled: true, because: 'distance' } },
    { kept },
  );
  ledger.append({ type: 'commit', at: time, body: { suggestion: id, distance: overrode ? 0.9 : 0 } }, { sha });
}
