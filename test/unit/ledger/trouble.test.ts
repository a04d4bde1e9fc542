import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { nodeDigest } from '../../../src/node/digest.ts';
import { Ledger } from '../../../src/node/ledger/ledger.ts';
import { PairfolioError } from '../../../src/core/shared/errors.ts';
import { CommandLine } from '../../support/commandLine.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { suggestionRecord } from '../../support/records.ts';

const now = '2026-11-22T10:00:00.000Z';
const open = (home: string): Ledger => new Ledger(home, { app: 'test', host: 'cli' }, new ManualClock(now), nodeDigest);
const files = (home: string, kind: 'segments' | 'texts'): string[] =>
  fs.readdirSync(path.join(home, kind)).map((name) => path.join(home, kind, name));

/** A command line over a ledger of two decisions. */
function line(): CommandLine {
  const commands = new CommandLine(now);
  const ledger = open(commands.ledger);
  ledger.append(suggestionRecord({ id: 'one' }), { suggested: 'first text' });
  ledger.append(suggestionRecord({ id: 'two' }), { suggested: 'second text' });
  ledger.dispose();
  return commands;
}

describe('a ledger in trouble', () => {
  it('notices a stored text that was changed', async () => {
    const commands = line();
    const [file = ''] = files(commands.ledger, 'texts');
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('first text', 'other text'));
    const { code, out } = await commands.run(['check']);
    assert.equal(code, 1);
    assert.match(out[0] ?? '', /:2: the code or words stored for this record are no longer those/);
  });

  it('is whole when a segment and its texts were copied under another name, and forgets both', async () => {
    const commands = line();
    for (const kind of ['segments', 'texts'] as const) {
      const [file = ''] = files(commands.ledger, kind);
      fs.copyFileSync(file, path.join(path.dirname(file), 'copy.jsonl'));
    }
    assert.deepEqual((await commands.run(['check'])).code, 0);
    assert.equal((await commands.log()).length, 2);
    assert.equal((await commands.run(['forget', 'one', '--yes'])).code, 0);
    const left = files(commands.ledger, 'texts').map((file) => fs.readFileSync(file, 'utf8'));
    assert.ok(left.every((text) => !text.includes('first text')));
  });

  it('reads past empty files, folders, links that lead nowhere, and missing texts', async () => {
    const commands = line();
    const segments = path.join(commands.ledger, 'segments');
    fs.writeFileSync(path.join(segments, 'empty.jsonl'), '');
    fs.mkdirSync(path.join(segments, 'folder.jsonl'));
    fs.symlinkSync('nowhere', path.join(segments, 'link.jsonl'));
    for (const file of files(commands.ledger, 'texts')) fs.rmSync(file);
    assert.deepEqual((await commands.run(['check'])).code, 0);
    assert.deepEqual(
      (await commands.log()).map(({ id, suggested }) => [id, suggested]),
      [
        ['one', null],
        ['two', null],
      ],
    );
  });

  it('tells what another process forgot', () => {
    const home = temporaryFolder();
    const window = open(home);
    window.append(suggestionRecord({ id: 'one' }), { suggested: 'x' });
    assert.equal(window.isForgotten('one'), false);
    open(home).forget(['one']);
    assert.equal(window.isForgotten('one'), true);
  });

  it('fails at once where no folder can be made', function () {
    if (process.platform !== 'linux') this.skip();
    assert.throws(
      () => open('/proc/no-such-folder').append(suggestionRecord({ id: 'one' })),
      (error) => PairfolioError.is(error, 'ledger-unwritable'),
    );
  });

  it('is asked for by words that say what they mean', async () => {
    const commands = line();
    for (const since of ['5', 'foo 1', '2026-02-31', '2026-13-01'])
      assert.equal((await commands.run(['log', '--since', since])).code, 2, since);
    for (const since of ['2026', '2026-11', '2026-11-22', '2026-11-22T10:00:00Z'])
      assert.equal((await commands.run(['log', '--since', since])).code, 0, since);
    const unknown = await commands.run(['log', '--nope']);
    assert.deepEqual([unknown.code, unknown.err.length], [2, 1]);
    assert.doesNotMatch(unknown.err[0] ?? '', /positional/);
  });
});
