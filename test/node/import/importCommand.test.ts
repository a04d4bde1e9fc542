import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { ClaudeSession } from '../../support/claudeSession.ts';
import { CommandLine } from '../../support/commandLine.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { GitRepository } from '../../support/gitRepository.ts';

const file = 'const a = 1;\nconst b = 2;\n';
const commandLine = (): CommandLine => new CommandLine('2026-09-02T08:00:00Z');
const session = (options: ConstructorParameters<typeof ClaudeSession>[0] = {}): ClaudeSession =>
  new ClaudeSession(options).prompt('go').edit('src/a.ts', 'a = 1', 'a = 10', { original: file });

async function summaryOf(line: CommandLine, ...args: string[]): Promise<Record<string, unknown>> {
  const { code, out } = await line.run(['import', '--json', ...args]);
  assert.equal(code, 0);
  return JSON.parse(out[0] ?? '') as Record<string, unknown>;
}

describe('pairfolio import', () => {
  it('says where it looked when there is nothing', async () => {
    const line = commandLine();
    const { code, out } = await line.run(['import']);
    assert.equal(code, 0);
    assert.match(out.join(), /^No transcripts of Claude Code,.* were found under /);
    assert.ok(out.join().includes(line.home));
  });

  it('keeps a suggestion whose repository is gone, with what the tool recorded', async () => {
    const line = commandLine();
    session().save(line.home);
    session({ session: 'other', mode: 'acceptEdits' }).save(line.home);
    const { out } = await line.run(['import']);
    assert.deepEqual(out, [
      '2 suggestions in 1 file over 2 turns, from 2 sessions of Claude Code: 2 new, 0 brought up to date, 0 known already.',
      'What became of them: 1 trusted, 1 undecided (2 may still change).',
      'For 2 the file or its repository is gone; only what the tool recorded is known.',
      '`pairfolio log` lists them.',
    ]);
    const [decision] = await line.log();
    assert.deepEqual([decision?.file, decision?.workspace, decision?.kept], ['src/a.ts', 'shop', null]);
    assert.deepEqual(decision?.survival, [
      { at: 'commit', distance: null, retained: null, fourGram: null, noRevert: null },
    ]);
  });

  it('takes a rejection for the verdict, whatever stands in the file', async () => {
    const line = commandLine();
    new ClaudeSession()
      .prompt('go')
      .reject('Edit', { file_path: '/gone/a.ts', old_string: 'a', new_string: 'b' })
      .save(line.home);
    await line.run(['import']);
    assert.deepEqual(
      (await line.log()).map(({ verdict, suggestions, survival }) => [verdict, suggestions, survival]),
      [[{ label: 'overrode', settled: true }, 1, []]],
    );
  });

  it('reads another home folder, and only what is asked for', async () => {
    const line = commandLine();
    const home = temporaryFolder();
    session().save(home);
    assert.deepEqual((await summaryOf(line, '--from', home, '--since', '2026-09-02'))['leftOut'], {
      otherRepository: 0,
      notToBeRecorded: 0,
      tooOld: 1,
      forgotten: 0,
      repeated: 0,
    });
    assert.equal(
      (await summaryOf(line, '--from', home, '--source', 'claude-code', '--since', '2026-08-31'))['added'],
      1,
    );
  });

  it('skips and counts other repositories with --repo', async () => {
    const line = commandLine();
    const [wanted, other] = [new GitRepository('wanted'), new GitRepository('other')];
    for (const repository of [wanted, other]) {
      repository.write('src/a.ts', file);
      repository.commit('Start', '2026-09-01T09:00:00Z');
      session({ cwd: repository.root, session: path.basename(repository.root) }).save(line.home);
    }
    session({ session: 'gone' }).save(line.home);
    const summary = await summaryOf(line, '--repo', path.join(wanted.root, 'src'));
    assert.deepEqual([summary['added'], (summary['leftOut'] as { otherRepository: number }).otherRepository], [1, 2]);
    assert.deepEqual(
      (await line.log()).map(({ workspace }) => workspace),
      ['wanted'],
    );
  });

  it('calls wrong use by its name', async () => {
    const line = commandLine();
    const refused = async (...args: string[]): Promise<unknown> => {
      const { code, out, err } = await line.run(['import', ...args]);
      assert.deepEqual([out, err.length], [[], 1]);
      return [code, err[0]];
    };
    const [code, said] = (await refused('--source', 'nobody')) as [number, string];
    assert.equal(code, 2);
    assert.match(said, /^pairfolio: There is no source “nobody”; known: claude-code, /);
    assert.deepEqual(await refused('--since', 'someday'), [
      2,
      'pairfolio: --since takes a date like 2026-09-01, not “someday”.',
    ]);
    assert.equal(((await refused('extra')) as [number])[0], 2);
    const nowhere = path.join(line.home, 'nowhere');
    assert.deepEqual(await refused('--from', nowhere), [1, `pairfolio: There is no folder ${nowhere}.`]);
    assert.deepEqual(await refused('--repo', nowhere), [1, `pairfolio: There is no git repository at ${nowhere}.`]);
    assert.ok(!fs.existsSync(path.join(line.ledger, 'segments')));
  });

  it('leaves forgotten suggestions forgotten', async () => {
    const line = commandLine();
    session().save(line.home);
    await line.run(['import']);
    const [decision] = await line.log();
    assert.equal((await line.run(['forget', decision?.id ?? '', '--yes'])).code, 0);
    const summary = await summaryOf(line);
    assert.equal((summary['leftOut'] as { forgotten: number }).forgotten, 1);
    assert.deepEqual(await line.log('--all'), []);
  });

  it('takes up a turn that went on after the last import', async () => {
    const line = commandLine();
    const running = session().save(line.home);
    await line.run(['import']);
    running.edit('src/a.ts', 'b = 2', 'b = 20', { original: file.replace('a = 1', 'a = 10') }).save(line.home);
    assert.deepEqual([(await summaryOf(line))['updated'], (await summaryOf(line))['updated']], [1, 0]);
    const log = await line.log();
    assert.deepEqual(
      log.map(({ suggestions, suggested }) => [suggestions, suggested]),
      [[2, 'const a = 10;\nconst b = 20;']],
    );
  });

  it('knows a call again that a session under another name repeats, in one import and the next', async () => {
    const line = commandLine();
    const first = session();
    first.save(line.home);
    const copy = new ClaudeSession({ session: 'copy', start: '2026-09-01T12:00:00.000Z' });
    copy.lines.push(...first.lines.map((record) => record.replaceAll('"sessionId":"session-1"', '"sessionId":"copy"')));
    copy.prompt('more').edit('src/b.ts', 'a = 1', 'a = 10', { original: file }).save(line.home);
    const later = new Date('2026-09-01T13:00:00Z');
    fs.utimesSync(path.join(line.home, '.claude/projects/-gone-shop/copy.jsonl'), later, later);
    const earlier = new Date('2026-09-01T12:00:00Z');
    fs.utimesSync(path.join(line.home, '.claude/projects/-gone-shop/session-1.jsonl'), earlier, earlier);
    await line.run(['import']);
    const log = await line.log();
    assert.deepEqual(
      log.map(({ file: name, turn }) => [name, turn?.session]),
      [
        ['src/a.ts', 'session-1'],
        ['src/b.ts', 'copy'],
      ],
    );
    fs.rmSync(path.join(line.home, '.claude/projects/-gone-shop/session-1.jsonl'));
    await line.run(['import']);
    assert.deepEqual(await line.log(), log);
  });

  it('counts sub-agents in files of their own to the turn that was running', async () => {
    const line = commandLine();
    const main = session({ session: 'main', start: '2026-09-01T10:00:00.000Z' });
    main.prompt('second').save(line.home);
    const helper = (start: string): ClaudeSession =>
      new ClaudeSession({ session: 'main', start }).prompt('Your task', { isSidechain: true });
    const edit = (agent: ClaudeSession, name: string): ClaudeSession =>
      agent.call(
        'Write',
        { file_path: `/gone/shop/${name}`, content: 'x\n' },
        { type: 'create', filePath: `/gone/shop/${name}`, content: 'x\n' },
        { isSidechain: true },
      );
    // The ids of the two helpers' calls must differ, as they do in real transcripts.
    const rename = (agent: ClaudeSession, id: string): ClaudeSession => {
      agent.lines.splice(
        0,
        agent.lines.length,
        ...agent.lines.map((record) => record.replaceAll('main-call-', `${id}-call-`)),
      );
      return agent;
    };
    rename(edit(helper('2026-09-01T10:00:00.500Z'), 'one.ts'), 'x').save(
      line.home,
      path.join('main', 'subagents', 'agent-x.jsonl'),
    );
    rename(edit(helper('2026-09-01T10:30:00.000Z'), 'two.ts'), 'y').save(line.home, 'agent-y.jsonl');
    await line.run(['import']);
    assert.deepEqual((await line.log()).map(({ file: name, prompt, turn }) => [name, prompt, turn?.index]).sort(), [
      ['one.ts', 'go', 0],
      ['src/a.ts', 'go', 0],
      ['two.ts', 'second', 1],
    ]);
  });

  it('reads on after damaged lines, bytes that are no text, and links that go in circles', async () => {
    const line = commandLine();
    const folder = path.join(line.home, '.claude', 'projects', '-gone-shop');
    session().save(line.home);
    fs.symlinkSync(path.join(line.home, '.claude'), path.join(folder, 'circle'));
    fs.symlinkSync('self', path.join(folder, 'self'));
    fs.mkdirSync(path.join(folder, 'folder.jsonl'));
    fs.writeFileSync(path.join(folder, 'noise.jsonl'), Buffer.from([0xff, 0xfe, 0x00, 0x0a, 0xc3, 0x28, 0x0a]));
    const torn = fs
      .readFileSync(path.join(folder, 'session-1.jsonl'), 'utf8')
      .replaceAll('session-1', 'torn')
      .slice(0, -40);
    fs.writeFileSync(path.join(folder, 'torn.jsonl'), torn);
    const { code, out } = await line.run(['import']);
    assert.equal(code, 0);
    assert.ok(
      out.includes('Lines that could not be read: 2 cut off, 1 damaged; what they held is missing here.'),
      out.join('\n'),
    );
    assert.equal((await line.log()).length, 1);
  });

  it('stops when asked to, and goes on from there', async () => {
    const line = commandLine();
    session().save(line.home);
    const stopped = await line.run(['import'], AbortSignal.abort());
    assert.equal(stopped.code, 1);
    assert.ok(
      stopped.out.includes('Stopped before the end; the next import goes on from here.'),
      stopped.out.join('\n'),
    );
    assert.equal((await line.run(['check'])).code, 0);
    await line.run(['import']);
    assert.equal((await line.log()).length, 1);
  });

  it('never writes a prompt or code into the chain', async () => {
    const line = commandLine();
    new ClaudeSession()
      .prompt('a very private wish')
      .edit('secret.ts', 'a = 1', 'a = 10', { original: file })
      .save(line.home);
    await line.run(['import']);
    const segments = path.join(line.ledger, 'segments');
    const chain = fs
      .readdirSync(segments)
      .map((name) => fs.readFileSync(path.join(segments, name), 'utf8'))
      .join();
    assert.ok(!/private wish|secret|a = 10|gone/.test(chain));
  });
});
