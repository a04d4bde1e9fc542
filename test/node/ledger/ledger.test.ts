import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { verifyLedger } from '../../../src/core/ledger/verifyLedger.ts';
import { PairfolioError } from '../../../src/core/shared/errors.ts';
import { nodeDigest } from '../../../src/node/digest.ts';
import { Ledger } from '../../../src/node/ledger/ledger.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { suggestionRecord } from '../../support/records.ts';

const open = (home: string): Ledger => new Ledger(home, { app: 'test', host: 'cli' }, new ManualClock(), nodeDigest);
const check = (ledger: Ledger): ReturnType<typeof verifyLedger> => verifyLedger(ledger.segments(), nodeDigest);
const segmentFile = (home: string): string =>
  path.join(home, 'segments', fs.readdirSync(path.join(home, 'segments'))[0] ?? '');

describe('ledger', () => {
  it('creates nothing before the first record', () => {
    const home = path.join(temporaryFolder(), 'new');
    const ledger = open(home);
    assert.deepEqual(ledger.decisions(), []);
    ledger.dispose();
    assert.ok(!fs.existsSync(home));
  });

  it('keeps texts apart from the chain, readable by the user alone', () => {
    const home = temporaryFolder();
    const ledger = open(home);
    ledger.append(suggestionRecord({ id: 'one' }), { file: 'src/cart.ts', suggested: 'return total;' });
    assert.equal(ledger.decisions()[0]?.suggested, 'return total;');
    assert.ok(!fs.readFileSync(segmentFile(home), 'utf8').includes('cart'));
    for (const folder of ['segments', 'texts']) {
      const [name = ''] = fs.readdirSync(path.join(home, folder));
      assert.equal(fs.statSync(path.join(home, folder, name)).mode & 0o777, 0o600);
    }
  });

  it('masks secrets before they are written, and keeps the decision', () => {
    const home = temporaryFolder();
    const ledger = open(home);
    const secret = `ghp_${'a1B2'.repeat(9)}`;
    ledger.append(suggestionRecord({ id: 'one' }), { suggested: `const t = "${secret}";`, prompt: `use ${secret}` });
    const written = fs.readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    assert.ok(
      written.every((entry) => !fs.readFileSync(path.join(entry.parentPath, entry.name), 'utf8').includes(secret)),
    );
    assert.equal(ledger.decisions()[0]?.suggested, 'const t = "[secret:github-token]";');
  });

  it('loses nothing when two processes write at once', async () => {
    const home = temporaryFolder();
    const script = path.join(import.meta.dirname, '../../support/appendMany.ts');
    const run = promisify(execFile);
    await Promise.all(['a', 'b'].map((name) => run(process.execPath, [script, home, name, '300'])));
    const ledger = open(home);
    assert.equal(ledger.decisions().length, 600);
    assert.equal(check(ledger).ok, true);
    assert.equal(check(ledger).segments, 2);
  });

  it('sees what another window writes, without starting over', () => {
    const home = temporaryFolder();
    const [mine, theirs] = [open(home), open(home)];
    theirs.append(suggestionRecord({ id: 'one' }));
    assert.equal(mine.states().length, 1);
    theirs.append(suggestionRecord({ id: 'two' }));
    theirs.append({
      type: 'verdict',
      at: '2026-11-22T10:05:00.000Z',
      body: { suggestion: 'one', label: 'adapted', settled: true, because: 'distance' },
    });
    assert.deepEqual(
      mine.decisions().map((decision) => [decision.id, decision.verdict.label]),
      [
        ['one', 'adapted'],
        ['two', 'undecided'],
      ],
    );
  });

  it('skips a torn last line, says so, and goes on', () => {
    const home = temporaryFolder();
    const first = open(home);
    first.append(suggestionRecord({ id: 'one' }));
    first.append(suggestionRecord({ id: 'two' }));
    first.dispose();
    const file = segmentFile(home);
    fs.truncateSync(file, fs.statSync(file).size - 20);
    const ledger = open(home);
    assert.deepEqual(
      ledger.decisions().map((decision) => decision.id),
      ['one'],
    );
    const result = check(ledger);
    assert.equal(result.ok, true, 'what a crash leaves is no broken ledger');
    assert.match(result.problems[0]?.message ?? '', /cut while being written/);
  });

  it('reads past a damaged line and a record from the future', () => {
    const home = temporaryFolder();
    const ledger = open(home);
    for (const id of ['one', 'two', 'three']) ledger.append(suggestionRecord({ id }));
    const file = segmentFile(home);
    const lines = fs.readFileSync(file, 'utf8').split('\n');
    lines[2] = (lines[2] ?? '').slice(0, 50);
    lines[3] = (lines[3] ?? '').replace('"v":1', '"v":2');
    fs.writeFileSync(file, lines.join('\n'));
    const reader = open(home);
    assert.deepEqual(
      reader.decisions().map((decision) => decision.id),
      ['one'],
    );
    assert.deepEqual(reader.unread, { damaged: 1, newer: 1 });
    assert.equal(check(reader).ok, false);
  });

  it('notices a record changed after it was written', () => {
    const home = temporaryFolder();
    const ledger = open(home);
    for (const id of ['one', 'two', 'three']) ledger.append(suggestionRecord({ id }));
    const file = segmentFile(home);
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('"characters":10', '"characters":11'));
    const result = check(ledger);
    assert.equal(result.ok, false);
    assert.match(result.problems[0]?.message ?? '', /changed after it was written/);
  });

  it('notices a dropped tail and a missing segment by the last checkpoint', () => {
    const home = temporaryFolder();
    const other = open(home);
    other.append(suggestionRecord({ id: 'zero' }));
    const ledger = open(home);
    ledger.append(suggestionRecord({ id: 'one' }));
    ledger.checkpoint('export');
    assert.equal(check(ledger).ok, true);
    const files = fs.readdirSync(path.join(home, 'segments')).map((name) => path.join(home, 'segments', name));
    const file = files.find((candidate) => !fs.readFileSync(candidate, 'utf8').includes('checkpoint')) ?? '';
    const whole = fs.readFileSync(file, 'utf8');
    fs.writeFileSync(file, `${whole.split('\n')[0] ?? ''}\n`);
    assert.match(check(ledger).missing.join(), /ends before #1/);
    fs.rmSync(file);
    assert.match(check(ledger).missing.join(), /is missing/);
  });

  it('forgets a decision: its texts are gone, the chain still verifies, a second import changes nothing', () => {
    const home = temporaryFolder();
    const ledger = open(home);
    ledger.append(suggestionRecord({ id: 'one-1' }), { suggested: 'the secret plan', file: 'plan.md' });
    ledger.append(suggestionRecord({ id: 'two-2' }), { suggested: 'kept text' });
    ledger.append(
      {
        type: 'verdict',
        at: '2026-11-22T10:05:00.000Z',
        body: { suggestion: 'one-1', label: 'trusted', settled: true, because: 'distance' },
      },
      { kept: 'the secret plan' },
    );
    ledger.checkpoint('commit');
    assert.deepEqual(ledger.forget(['one']), ['one-1']);
    const everything = fs
      .readdirSync(home, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => fs.readFileSync(path.join(entry.parentPath, entry.name), 'utf8'))
      .join();
    assert.ok(!everything.includes('secret plan') && !everything.includes('plan.md'));
    assert.ok(everything.includes('kept text'));
    assert.deepEqual(
      ledger.decisions().map((decision) => decision.id),
      ['two-2'],
    );
    assert.equal(check(ledger).ok, true);
    ledger.append(suggestionRecord({ id: 'one-1' }), { suggested: 'back again' });
    assert.deepEqual(
      open(home)
        .decisions()
        .map((decision) => decision.id),
      ['two-2'],
    );
  });

  it('keeps and forgets a text of several megabytes among small ones', () => {
    const home = temporaryFolder();
    const ledger = open(home);
    const long = 'line of a very long suggestion\n'.repeat(100_000);
    ledger.append(suggestionRecord({ id: 'small' }), { suggested: 'x' });
    ledger.append(suggestionRecord({ id: 'large' }), { suggested: long });
    ledger.append(suggestionRecord({ id: 'next' }), { suggested: 'y' });
    const texts = (): (string | null)[] =>
      open(home)
        .decisions()
        .map((decision) => decision.suggested);
    assert.deepEqual(texts(), [long, 'y', 'x']);
    ledger.forget(['large']);
    assert.deepEqual(texts(), ['y', 'x']);
    assert.ok(
      !fs
        .readFileSync(path.join(home, 'texts', fs.readdirSync(path.join(home, 'texts'))[0] ?? ''), 'utf8')
        .includes('very long'),
    );
  });

  it('says clearly which decision to forget is unknown or ambiguous', () => {
    const ledger = open(temporaryFolder());
    ledger.append(suggestionRecord({ id: 'ab1' }));
    ledger.append(suggestionRecord({ id: 'ab2' }));
    assert.throws(
      () => ledger.forget(['zz']),
      (error) => PairfolioError.is(error, 'not-found'),
    );
    assert.throws(() => ledger.forget(['ab']), /beginning of 2 decisions/);
  });

  it('says in one sentence that its folder cannot be written', () => {
    const home = path.join(temporaryFolder(), 'file');
    fs.writeFileSync(home, 'not a folder');
    assert.throws(
      () => open(home).append(suggestionRecord({ id: 'one' })),
      (error) => PairfolioError.is(error, 'ledger-unwritable') && error.message.includes(home),
    );
  });

  it('takes a half-written line back when the disk is full, and writes on once there is room', () => {
    const home = temporaryFolder();
    const ledger = open(home);
    ledger.append(suggestionRecord({ id: 'one' }));
    const realWrite = fs.writeSync;
    let full = true;
    // The disk itself cannot be filled here: the system call answers as it would, after half of the bytes.
    fs.writeSync = ((fd: number, buffer: Buffer, offset: number) => {
      if (!full) return realWrite(fd, buffer, offset);
      if (offset > 0)
        throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' });
      return realWrite(fd, buffer, 0, Math.floor(buffer.length / 2));
    }) as typeof fs.writeSync;
    try {
      assert.throws(() => ledger.append(suggestionRecord({ id: 'two' }), { suggested: 'x' }), /the disk is full/);
      full = false;
      ledger.append(suggestionRecord({ id: 'three' }), { suggested: 'y' });
    } finally {
      fs.writeSync = realWrite;
    }
    assert.deepEqual(
      open(home)
        .decisions()
        .map((decision) => [decision.id, decision.suggested]),
      [
        ['one', null],
        ['three', 'y'],
      ],
    );
    assert.equal(check(ledger).ok, true);
  });
});
