import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Texts } from '../../../src/core/ledger/port.ts';
import { systemClock } from '../../../src/node/clock.ts';
import { nodeDigest } from '../../../src/node/digest.ts';
import { Ledger } from '../../../src/node/ledger/ledger.ts';
import { ClaudeSession } from '../../support/claudeSession.ts';
import { CommandLine } from '../../support/commandLine.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { suggestionRecord } from '../../support/records.ts';

const at = '2026-11-22T12:00:00.000Z';

/** Everything on disk below a folder, as one text. */
function bytesOf(folder: string): string {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => fs.readFileSync(path.join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}

describe('pairfolio forget', () => {
  let line: CommandLine;

  function write(work: (ledger: Ledger) => void): void {
    const ledger = new Ledger(line.ledger, { app: 'test', host: 'cli' }, systemClock, nodeDigest);
    work(ledger);
    ledger.dispose();
  }

  /** A decision all of whose texts hold `marker`. */
  function decide(ledger: Ledger, id: string, marker: string, texts: Texts = {}, when = at): void {
    const named = { file: `src/${marker}.ts`, workspace: 'shop', ...texts };
    ledger.append(suggestionRecord({ id, answer: 'accepted' }, when), {
      ...named,
      before: `${marker} before`,
      suggested: `${marker} suggested`,
      prompt: `${marker} prompt`,
    });
    const body = { suggestion: id, label: 'trusted', settled: true, because: 'distance' } as const;
    ledger.append({ type: 'verdict', at: when, body }, { kept: `${marker} kept` });
    ledger.append(
      { type: 'survival', at: when, body: { suggestion: id, checkpoint: '30s', ...measured } },
      { kept: `${marker} after 30 s` },
    );
    ledger.append({ type: 'commit', at: when, body: { suggestion: id, distance: 0 } }, { sha: `${marker}c0ffee` });
    ledger.append(
      {
        type: 'reflection',
        at: when,
        body: { suggestions: [id], stance: 'trusted', reasons: ['tests-pass'], tippedOff: null },
      },
      { note: `${marker} note` },
    );
    ledger.append(
      { type: 'case', at: when, body: { suggestion: id } },
      { title: `${marker} title`, impact: `${marker} impact` },
    );
  }

  const ids = async (): Promise<string[]> => (await line.log('--all')).map(({ id }) => id).sort();

  beforeEach(() => {
    line = new CommandLine('2026-11-23T12:00:00.000Z');
    write((ledger) => {
      decide(ledger, 'one', 'xyzzy');
      decide(ledger, 'two', 'plugh', {}, '2026-11-20T12:00:00.000Z');
      decide(ledger, 'three', 'plugh', {}, '2026-11-20T12:30:00.000Z');
    });
  });

  it('leaves nothing of a decision in any output or file, and the ledger whole', async () => {
    // A backup that was put back beside the original, under a name of its own.
    for (const folder of ['segments', 'texts']) {
      const [name = ''] = fs.readdirSync(path.join(line.ledger, folder));
      fs.copyFileSync(path.join(line.ledger, folder, name), path.join(line.ledger, folder, `copy-${name}`));
    }
    assert.match(bytesOf(line.ledger), /xyzzy/);
    const { code, out } = await line.run(['forget', 'one', '--yes']);
    assert.deepEqual([code, out], [0, ['forgotten one']]);
    assert.doesNotMatch(bytesOf(line.ledger), /xyzzy/);
    const folder = path.join(temporaryFolder(), 'out');
    const outputs = await Promise.all(
      [
        ['log'],
        ['log', '--json'],
        ['log', '--json', '--all'],
        ['check'],
        ['check', '--json'],
        ['doctor', '--json'],
        ['stored', 'src/xyzzy.ts'],
      ].map(async (args) => [args.join(' '), await line.run(args)] as const),
    );
    for (const [args, { code, out, err }] of outputs) {
      assert.equal(code, 0, args);
      const said = [...out, ...err].join('\n').replaceAll('src/xyzzy.ts', '').replaceAll('xyzzy.ts`', '');
      assert.doesNotMatch(said, /xyzzy/, args);
    }
    assert.equal((await line.run(['portfolio', '--out', folder, '--cases', 'two'])).code, 0);
    assert.ok(fs.existsSync(path.join(folder, 'portfolio.html')) || fs.existsSync(path.join(folder, 'portfolio.md')));
    assert.doesNotMatch(bytesOf(folder), /xyzzy/);
    assert.match(bytesOf(folder), /plugh/, 'the others are still there');
  });

  it('does not bring back on import what was forgotten', async () => {
    new ClaudeSession()
      .prompt('marker prompt')
      .edit('src/a.ts', 'a = 1', 'a = 424242', { original: 'a = 1;\n' })
      .save(line.home);
    await line.run(['import']);
    const imported = (await ids()).find((id) => !['one', 'two', 'three'].includes(id)) ?? '';
    assert.ok(imported);
    await line.run(['forget', imported, '--yes']);
    const { out } = await line.run(['import', '--json']);
    assert.equal((JSON.parse(out[0] ?? '') as { leftOut: { forgotten: number } }).leftOut.forgotten, 1);
    assert.deepEqual(await ids(), ['one', 'three', 'two']);
    assert.doesNotMatch(bytesOf(line.ledger), /424242|marker prompt/);
  });

  it('forgets all of a file, by its path or by the name the log prints', async () => {
    const { code, out } = await line.run(['forget', '--file', 'src/plugh.ts', '--yes']);
    assert.deepEqual([code, out[0]], [0, 'Forgotten: 2 decisions. `pairfolio check` verifies what stays.']);
    assert.deepEqual(await ids(), ['one']);
    const gone = await line.run(['forget', '--file', path.join('/somewhere/shop/src/xyzzy.ts'), '--yes', '--json']);
    assert.deepEqual(JSON.parse(gone.out[0] ?? ''), {
      schema: 'pairfolio.forget/1',
      forgotten: ['one'],
      stopped: false,
    });
  });

  it('keeps files of the same name in projects of the same name apart', async () => {
    const [here, there] = [temporaryFolder(), temporaryFolder()];
    for (const root of [here, there]) fs.mkdirSync(path.join(root, 'shop/src'), { recursive: true });
    write((ledger) => {
      decide(ledger, 'here', 'same', { repository: path.join(here, 'shop') });
      decide(ledger, 'there', 'same', { repository: path.join(there, 'shop') });
    });
    const named = await line.run(['forget', '--file', 'src/same.ts', '--yes']);
    assert.equal(named.code, 2);
    assert.match(named.err.join(), /Several projects have a file/);
    await line.run(['forget', '--file', path.join(here, 'shop/src/same.ts'), '--yes']);
    assert.deepEqual(await ids(), ['one', 'there', 'three', 'two']);
  });

  it('forgets a day', async () => {
    assert.equal((await line.run(['forget', '--day', '2026-11-20', '--yes'])).code, 0);
    assert.deepEqual(await ids(), ['one']);
    const nothing = await line.run(['forget', '--day', '2026-11-19', '--yes']);
    assert.deepEqual(
      [nothing.code, nothing.out],
      [0, ['There is nothing to forget: no such decision is in the record.']],
    );
  });

  it('forgets everything: also what a crash cut off and what no record names', async () => {
    const [name = ''] = fs.readdirSync(path.join(line.ledger, 'texts'));
    const file = path.join(line.ledger, 'texts', name);
    fs.appendFileSync(
      file,
      `{"v":1,"ref":"${'0'.repeat(64)}","key":"","texts":{"note":"xyzzy orphan"}}\n{"v":1,"ref":"xyzzy torn`,
    );
    const size = fs.statSync(file).size;
    assert.equal((await line.run(['forget', '--all', '--yes'])).code, 0);
    assert.deepEqual(await ids(), []);
    assert.doesNotMatch(bytesOf(path.join(line.ledger, 'texts')), /\S/);
    assert.equal(fs.statSync(file).size, size, 'a window that appends to it goes on');
    const { code, out } = await line.run(['check']);
    assert.equal(code, 0, out.join());
    write((ledger) => decide(ledger, 'later', 'new'));
    assert.deepEqual(await ids(), ['later']);
  });

  it('says what would go before it asks, and erases nothing without a yes', async () => {
    write((ledger) => {
      const body = { suggestions: ['one', 'two'], stance: 'trusted', reasons: [], tippedOff: null } as const;
      const late = '2026-11-22T13:00:00.000Z';
      ledger.append(
        { type: 'reflection', at: late, body: { ...body, suggestions: ['one', 'two'], reasons: [] } },
        { note: 'both' },
      );
    });
    const before = bytesOf(line.ledger);
    const { code, err } = await line.run(['forget', 'one']);
    assert.equal(code, 1);
    assert.match(err.join(), /Nothing was erased/);
    assert.match(line.asked.join(), /of 1 decision for good\? A note shared with 1 decision that stay goes, too\./);
    assert.equal(bytesOf(line.ledger), before);
  });

  it('refuses two scopes at once, none, and a day there is not', async () => {
    for (const args of [
      [],
      ['one', '--all'],
      ['--file', 'a.ts', '--day', '2026-11-20'],
      ['--day', '2026-02-31'],
      ['--day', 'today'],
    ]) {
      const { code, err } = await line.run(['forget', ...args, '--yes']);
      assert.deepEqual([code, err.length], [2, 1], args.join(' '));
    }
    assert.equal((await ids()).length, 3);
  });

  it('erases again what a backup brought back', async () => {
    const texts = path.join(line.ledger, 'texts');
    const [name = ''] = fs.readdirSync(texts);
    const backup = fs.readFileSync(path.join(texts, name));
    await line.run(['forget', 'one', '--yes']);
    fs.writeFileSync(path.join(texts, name), backup);
    assert.deepEqual(await ids(), ['three', 'two'], 'it is not listed');
    assert.match(bytesOf(texts), /xyzzy/);
    assert.equal((await line.run(['forget', 'one', '--yes'])).code, 0);
    assert.doesNotMatch(bytesOf(texts), /xyzzy/);
  });

  it('writes no text of what was forgotten any more', async () => {
    write((ledger) => {
      ledger.forget(['one']);
      decide(ledger, 'one', 'xyzzy');
    });
    assert.doesNotMatch(bytesOf(line.ledger), /xyzzy/);
    assert.equal((await line.run(['check'])).code, 0);
  });

  it('stops when asked to: what it did is done wholly, the rest is untouched', async () => {
    write((ledger) => {
      for (let i = 0; i < 2500; i++)
        ledger.append(suggestionRecord({ id: `many-${String(i)}` }), {
          file: 'many.ts',
          suggested: `many ${String(i)};`,
        });
    });
    const stop = new AbortController();
    const ledger = new Ledger(line.ledger, { app: 'test', host: 'cli' }, systemClock, nodeDigest);
    const many = ledger.states().filter(({ id }) => id.startsWith('many-'));
    const { ids: forgotten, stopped } = await ledger.forgetMany(
      many.map(({ id }) => id),
      { signal: stop.signal, onProgress: (done) => done >= 1000 && stop.abort() },
    );
    assert.deepEqual([stopped, forgotten.length], [true, 1000]);
    const left = ledger.decisions().filter(({ suggested }) => suggested?.startsWith('many') === true);
    assert.equal(left.length, 1500);
    assert.equal([...bytesOf(path.join(line.ledger, 'texts')).matchAll(/many \d+;/g)].length, 1500);
    ledger.dispose();
    assert.equal((await line.run(['check'])).code, 0);
  });
});

const measured = { distance: 0, retained: 1, fourGram: 1, noRevert: 1 };
