import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { verifyLedger } from '../../../src/core/ledger/verifyLedger.ts';
import { nodeDigest } from '../../../src/node/digest.ts';
import { Ledger } from '../../../src/node/ledger/ledger.ts';
import { bundledWriter, killWriters } from '../../support/breaking/kill.ts';
import { assertKept, toldIn } from '../../support/breaking/told.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { suggestionRecord } from '../../support/records.ts';

const isRoot = process.getuid?.() === 0;
const ownMounts = isRoot ? ['--mount'] : ['--map-root-user', '--mount'];

/** Runs a writer until it ends by itself. @returns what it printed */
async function run(command: string, args: readonly string[]): Promise<string> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  await once(child, 'close');
  return output;
}

// Everything here happens to real processes and real folders; scripts/breakLedger.ts does more of it.
describe('a ledger under attack', function () {
  this.timeout(120_000);

  it('keeps what was acknowledged when 200 writers, two at a time, are killed at random moments', async () => {
    const { killed, recorded } = await killWriters(200);
    assert.equal(killed, 200);
    assert.ok(recorded > 1000, 'they were killed in the middle of their work');
  });

  it('refuses in one sentence where a file may not grow, keeps the rest, and writes on when it may', async function () {
    if (process.platform !== 'linux') this.skip();
    const writer = await bundledWriter();
    const home = temporaryFolder();
    // Counts in 512 bytes; the write that reaches it is cut in the middle, as on a full disk.
    const output = await run('sh', ['-c', `ulimit -f 20; exec "$0" "$@"`, process.execPath, writer, home, 'full', '1']);
    const told = toldIn(output);
    assert.ok(told.recorded.size > 3);
    assert.match(told.refused.join(), /ledger-unwritable: Pairfolio could not record: [^\n]*EFBIG/);
    assertKept(home, told);
    const ledger = new Ledger(home, { app: 'test', host: 'cli' }, new ManualClock(), nodeDigest);
    ledger.append(suggestionRecord({ id: 'next' }), { suggested: 'there is room again' });
    assert.equal(ledger.decisions().find(({ id }) => id === 'next')?.suggested, 'there is room again');
    ledger.dispose();
  });

  it('refuses when the disk is full, keeps the rest, and writes on once there is room', async function () {
    // A small disk of our own, which these processes alone can see.
    if (spawnSync('unshare', [...ownMounts, 'true']).status !== 0) this.skip();
    const [disk, kept] = [temporaryFolder(), temporaryFolder()];
    const script = `mount -t tmpfs -o size=192k none "$1" && head -c 60000 /dev/zero > "$1/ballast" &&
      "$2" "$3" "$1/ledger" full 2 "$1/ballast" && cp -R "$1/ledger/." "$4"`;
    const writer = await bundledWriter();
    const output = await run('unshare', [...ownMounts, 'sh', '-c', script, 'sh', disk, process.execPath, writer, kept]);
    const told = toldIn(output);
    assert.equal(told.refused.length, 2);
    for (const why of told.refused)
      assert.match(why, /ledger-unwritable: Pairfolio could not record: the disk is full\./);
    const [before = '', between = ''] = output.split(/^refused.*$/m);
    assert.ok(toldIn(before).recorded.size > 3 && toldIn(between).recorded.size > 3, 'it went on when there was room');
    assertKept(kept, told);
  });

  it('can be read where it cannot be written, and says so when asked to write', async function () {
    if (process.platform === 'win32') this.skip();
    const home = temporaryFolder();
    const ledger = new Ledger(home, { app: 'test', host: 'cli' }, new ManualClock(), nodeDigest);
    ledger.append(suggestionRecord({ id: 'one' }), { suggested: 'written before' });
    ledger.dispose();
    const all = fs.readdirSync(home, { recursive: true, encoding: 'utf8' }).map((name) => path.join(home, name));
    for (const file of [...all, home]) fs.chmodSync(file, fs.statSync(file).isDirectory() ? 0o555 : 0o444);
    const script = path.join(temporaryFolder(), 'writer.cjs');
    fs.chmodSync(path.dirname(script), 0o755);
    fs.copyFileSync(await bundledWriter(), script);
    // Root may write anywhere; nobody may not.
    const who = isRoot ? { uid: 65_534, gid: 65_534 } : {};
    const { stdout, stderr } = spawnSync(process.execPath, [script, home, 'readonly', '1'], {
      ...who,
      encoding: 'utf8',
    });
    assert.match(
      stdout,
      /^refused .*ledger-unwritable: Pairfolio could not record: the folder cannot be written \(E/,
      stderr,
    );
    const reader = new Ledger(home, { app: 'test', host: 'cli' }, new ManualClock(), nodeDigest);
    assert.equal(reader.decisions()[0]?.suggested, 'written before');
    reader.dispose();
    for (const file of [home, ...all]) if (fs.statSync(file).isDirectory()) fs.chmodSync(file, 0o755);
  });

  it('takes a clock that jumps back and forth between records and windows', () => {
    const jumps = fc.array(fc.tuple(fc.integer({ min: -400_000_000, max: 400_000_000 }), fc.boolean()), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(jumps, (steps) => {
        const home = temporaryFolder();
        const times = new Map<string, string>();
        let now = Date.parse('2026-11-22T10:00:00.000Z');
        let ledger = new Ledger(home, { app: 'test', host: 'cli' }, new ManualClock(), nodeDigest);
        for (const [index, [jump, another]] of steps.entries()) {
          now += jump * 1000;
          const at = new Date(now).toISOString();
          if (another) {
            ledger.dispose();
            ledger = new Ledger(home, { app: 'test', host: 'cli' }, new ManualClock(at), nodeDigest);
          }
          times.set(`d${String(index)}`, at);
          ledger.append(suggestionRecord({ id: `d${String(index)}` }, at), { suggested: `text ${String(index)}` });
          ledger.checkpoint('commit');
        }
        const decisions = ledger.decisions();
        assert.deepEqual(new Map(decisions.map(({ id, at }) => [id, at])), times);
        const order = decisions.map(({ at }) => at);
        assert.deepEqual(order, [...order].sort());
        assert.equal(verifyLedger(ledger.segments(), nodeDigest).ok, true);
        ledger.dispose();
      }),
      { numRuns: 25 },
    );
  });
});
