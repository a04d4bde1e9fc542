import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { encodeRecord } from '../../../src/core/ledger/codec.ts';
import { leafHash, rootFromPath } from '../../../src/core/ledger/merkle.ts';
import { verifyLedger, wholeLines } from '../../../src/core/ledger/verifyLedger.ts';
import { PairfolioError } from '../../../src/core/shared/errors.ts';
import { nodeDigest } from '../../../src/node/digest.ts';
import { Ledger } from '../../../src/node/ledger/ledger.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { suggestionRecord } from '../../support/records.ts';

const open = (home: string): Ledger => new Ledger(home, { app: 'test', host: 'cli' }, new ManualClock(), nodeDigest);
const isCancelled = (error: unknown): boolean => PairfolioError.is(error, 'cancelled');

/** A segment of many suggestions, chained as a writer chains them; one line in a hundred is damaged. */
function manyRecords(home: string, segment: string, count: number): void {
  fs.mkdirSync(path.join(home, 'segments'), { recursive: true });
  const lines: string[] = [];
  let prev: string | null = null;
  for (let seq = 0; seq < count; seq++) {
    const record = encodeRecord(suggestionRecord({ id: `${segment}-${String(seq)}` }), { segment, seq, prev });
    const line = seq % 100 === 99 ? 'damaged' : record;
    prev = nodeDigest.sha256(line);
    lines.push(line);
  }
  fs.writeFileSync(path.join(home, 'segments', `${segment}.jsonl`), `${lines.join('\n')}\ncut of`);
}

/** Lets others have their turn until `isDone`; gives how many turns that took. */
async function turnsUntil(isDone: () => boolean): Promise<number> {
  let turns = 0;
  for (; !isDone(); turns++) await nextTurn();
  return turns;
}

describe('reading a long ledger in slices', () => {
  it('gives what reading at once gives, and lets others have their turn in between', async () => {
    const home = temporaryFolder();
    for (const segment of ['a', 'b', 'c']) manyRecords(home, segment, 4000);
    const [soon, atOnce] = [open(home), open(home)];
    let isRead = false;
    const reading = soon.readSoon().finally(() => (isRead = true));
    const turns = await turnsUntil(() => isRead);
    assert.ok(turns > 2, `${String(turns)} turns`);
    assert.deepEqual((await reading).suggestions, atOnce.read().suggestions);
    assert.equal(soon.states().length, 11_880);
    assert.deepEqual(soon.unread, { damaged: 120, newer: 0 });
    assert.deepEqual(soon.unread, atOnce.unread);
  });

  it('holds what is read at once, and what is recorded, in between; nothing counts twice', async () => {
    const home = temporaryFolder();
    for (const segment of ['a', 'b']) manyRecords(home, segment, 4000);
    const [ledger, other] = [open(home), open(home)];
    const reading = ledger.readSoon();
    const again = ledger.readSoon();
    await turnsUntil(() => ledger.unread.damaged > 0);
    other.append(suggestionRecord({ id: 'other' }), { suggested: 'from another window' });
    assert.equal(ledger.states().length, 7921);
    ledger.append(suggestionRecord({ id: 'mine' }), { suggested: 'from here' });
    await Promise.all([reading, again]);
    assert.deepEqual(ledger.unread, { damaged: 80, newer: 0 });
    const texts = ledger
      .decisions()
      .flatMap(({ id, suggested }) => (suggested === null ? [] : [`${id}: ${suggested}`]));
    assert.deepEqual(texts, ['mine: from here', 'other: from another window']);
  });

  it('stops when nobody waits for it any more, and goes on for whoever asks next', async () => {
    const home = temporaryFolder();
    for (const segment of ['a', 'b', 'c']) manyRecords(home, segment, 4000);
    const ledger = open(home);
    const stop = new AbortController();
    const reading = assert.rejects(ledger.readSoon({ signal: stop.signal }), isCancelled);
    await turnsUntil(() => ledger.unread.damaged > 0);
    stop.abort();
    await reading;
    const { damaged } = ledger.unread;
    assert.ok(damaged < 120);
    for (let turn = 0; turn < 20; turn++) await nextTurn();
    assert.equal(ledger.unread.damaged, damaged);
    await assert.rejects(ledger.readSoon({ signal: stop.signal }), isCancelled);
    assert.equal((await ledger.readSoon()).suggestions.size, 11_880);
    const last = assert.rejects(ledger.readSoon(), isCancelled);
    ledger.dispose();
    await last;
  });

  it('says that the ledger cannot be read', async () => {
    const home = temporaryFolder();
    fs.writeFileSync(path.join(home, 'segments'), 'not a folder');
    await assert.rejects(open(home).readSoon(), (error) => PairfolioError.is(error, 'ledger-unreadable'));
  });
});

describe('a checkpoint in slices', () => {
  it('is over all whole lines, copies left out, and proves the records asked for', async () => {
    const home = temporaryFolder();
    manyRecords(home, 'a', 3001);
    const ledger = open(home);
    ledger.append(suggestionRecord({ id: 'mine' }));
    const file = path.join(home, 'segments', 'a.jsonl');
    const whole = fs.readFileSync(file);
    for (const [name, bytes] of [
      ['0-copy', whole],
      ['1-part', whole.subarray(0, 300_000)],
    ] as const)
      fs.writeFileSync(path.join(home, 'segments', `${name}.jsonl`), bytes);
    const lines = ledger.segments().flatMap(wholeLines);
    const made = await ledger.checkpointSoon('export', { prove: (_, index) => index === 1234 });
    assert.equal(made.size, lines.length);
    assert.equal(rootFromPath(leafHash(lines[1234] ?? '', nodeDigest), made.path(1234), nodeDigest), made.root);
    assert.throws(() => made.path(1), RangeError);
    assert.deepEqual(verifyLedger(ledger.segments(), nodeDigest).missing, []);
  });

  it('takes a segment that only begins like another for one of its own', async () => {
    const home = temporaryFolder();
    manyRecords(home, 'a', 200);
    const file = path.join(home, 'segments', 'a.jsonl');
    fs.writeFileSync(path.join(home, 'segments', 'b.jsonl'), fs.readFileSync(file, 'utf8').replace('"a-7"', '"a-8"'));
    const ledger = open(home);
    const lines = ledger.segments().flatMap(wholeLines);
    assert.equal((await ledger.checkpointSoon('export')).size, lines.length);
    assert.equal(lines.length, 400);
  });

  it('is the one taken at once; cancelled, nothing is written', async () => {
    const home = temporaryFolder();
    manyRecords(home, 'a', 3000);
    const stopped = assert.rejects(open(home).checkpointSoon('commit', { signal: AbortSignal.abort() }), isCancelled);
    await stopped;
    assert.deepEqual(fs.readdirSync(path.join(home, 'segments')), ['a.jsonl']);
    const { root, size } = await open(home).checkpointSoon('commit');
    const [, own = ''] = fs.readdirSync(path.join(home, 'segments')).sort().reverse();
    fs.rmSync(path.join(home, 'segments', own));
    const atOnce = open(home).checkpoint('commit');
    assert.deepEqual([atOnce.root, atOnce.size], [root, size]);
  });
});
