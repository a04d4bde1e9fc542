import assert from 'node:assert/strict';
import type { Decision } from '../../../src/core/ledger/decision.ts';
import { ClaudeSession } from '../../support/claudeSession.ts';
import { CommandLine } from '../../support/commandLine.ts';
import { GitRepository } from '../../support/gitRepository.ts';

const cart = `export interface Item {
  price: number;
}

export function total(items: Item[]): number {
  let sum = 0;
  for (const item of items) {
    sum += item.price;
  }
  return sum;
}
`;

const discount = `export function discount(total: number, percent: number): number {
  if (percent < 0 || percent > 100) {
    throw new RangeError('percent');
  }
  const factor = 1 - percent / 100;
  const reduced = total * factor;
  return Math.round(reduced * 100) / 100;
}
`;

const report = `def report(rows):
    lines = []
    for row in rows:
        lines.append(row.name)
    return lines
`;

const files = ['kept', 'adapted', 'rewritten', 'removed', 'reverted', 'restored', 'indented', 'größe/日本'];

/** A repository in which an agent worked for two turns and its user went over the result and committed. */
async function scenario(): Promise<{ repository: GitRepository; line: CommandLine; log: Decision[]; sha: string }> {
  const repository = new GitRepository();
  for (const name of files) repository.write(`src/${name}.ts`, cart);
  repository.write('src/windows.ts', cart.replaceAll('\n', '\r\n'));
  for (const name of ['moved', 'dedented']) repository.write(`lib/${name}.py`, report);
  repository.commit('Start', '2026-09-01T09:00:00Z');

  const session = new ClaudeSession({ cwd: repository.root }).prompt('Add a discount everywhere');
  for (const name of files.filter((one) => one !== 'reverted'))
    session.edit(`src/${name}.ts`, '  return sum;\n}\n', `  return sum;\n}\n\n${discount}`);
  session.edit('src/reverted.ts', 'sum += item.price;', 'sum += item.cost;');
  session.edit('src/windows.ts', 'let sum = 0;', 'let sum = Number(0n);');
  session.write('src/fresh.ts', discount).write('src/stays.ts', discount);
  for (const name of ['moved', 'dedented']) {
    session.edit(
      `lib/${name}.py`,
      '    return lines\n',
      '    for line in lines:\n        print(line)\n        log(line)\n    return lines\n',
    );
  }
  session.fail('src/kept.ts', 'not there', 'nothing');
  session.prompt('And a second thing').edit('src/kept.ts', 'price: number;', 'readonly price: number;');
  session.reject('Edit', {
    file_path: `${repository.root}/src/kept.ts`,
    old_string: 'let sum = 0;',
    new_string: 'let sum = 0n;',
  });

  // The user goes over it.
  repository.change('src/adapted.ts', (text) =>
    text
      .replace("throw new RangeError('percent')", 'return total')
      .replace('Math.round(reduced * 100) / 100', 'roundToCents(reduced)'),
  );
  repository.write(
    'src/rewritten.ts',
    `${cart}\n/** @param share 0 to 1 */\nexport const lower = (cents: bigint, share: Fraction): bigint =>\n  cents - share.of(cents);\n`,
  );
  repository.write('src/removed.ts', `// a note of the user's\n${cart}`);
  repository.change('src/reverted.ts', (text) => `// still the price\n${text.replace('item.cost', 'item.price')}`);
  repository.write('src/restored.ts', cart);
  repository.change('src/indented.ts', (text) => text.replace(/^ +/gm, (space) => '\t'.repeat(space.length / 2)));
  repository.remove('src/fresh.ts');
  repository.change('lib/moved.py', (text) =>
    text
      .replace(/^/gm, '    ')
      .replace(/^ {4}(?=def )/m, 'class Report:\n    ')
      .trimEnd(),
  );
  repository.change('lib/dedented.py', (text) => text.replace('        log(line)', '    log(line)'));
  const sha = repository.commit('Discounts, gone over', '2026-09-01T11:00:00Z');

  const line = new CommandLine('2026-09-02T08:00:00Z');
  session.save(line.home);
  const said = await line.run(['import']);
  assert.deepEqual([said.code, said.err], [0, []]);
  return { repository, line, log: await line.log(), sha };
}

describe('import', () => {
  it('reads from git what became of each edit', async () => {
    const { log, sha } = await scenario();
    const verdicts = Object.fromEntries(
      log
        .filter(({ turn }) => turn?.index === 0)
        .map(({ file, verdict }) => [file ?? '', `${verdict.label}${verdict.settled ? '' : '?'}`]),
    );
    assert.deepEqual(verdicts, {
      'lib/dedented.py': 'adapted',
      'lib/moved.py': 'trusted',
      'src/adapted.ts': 'adapted',
      'src/fresh.ts': 'overrode',
      'src/größe/日本.ts': 'trusted',
      'src/indented.ts': 'trusted',
      'src/kept.ts': 'trusted',
      'src/removed.ts': 'overrode',
      'src/restored.ts': 'overrode',
      'src/reverted.ts': 'overrode',
      'src/rewritten.ts': 'overrode',
      'src/stays.ts': 'trusted',
      'src/windows.ts': 'trusted',
    });
    const byFile = (name: string, turn = 0): Decision | undefined =>
      log.find(({ file, turn: of }) => file === name && of?.index === turn);
    const kept = byFile('src/kept.ts');
    assert.equal(kept?.workspace, 'shop');
    assert.equal(kept.prompt, 'Add a discount everywhere');
    assert.deepEqual(kept.tool, { name: 'claude-code', model: 'claude-opus-4-8' });
    assert.deepEqual(kept.commits, [{ sha, distance: 0 }]);
    assert.deepEqual(kept.survival, [{ at: 'commit', distance: 0, retained: 1, fourGram: 1, noRevert: 1 }]);
    assert.equal(kept.kept, kept.suggested);
    assert.equal(kept.group, byFile('src/stays.ts')?.group);
    assert.deepEqual(byFile('src/stays.ts')?.evidence, [
      { kind: 'digest', confidence: 0.99, source: 'claude-code transcript' },
    ]);
    assert.equal(byFile('src/removed.ts')?.kept, '');
    const adapted = byFile('src/adapted.ts')?.survival[0]?.distance ?? 0;
    assert.ok(adapted > 0.1 && adapted < 0.4, String(adapted));
    // Put back before any commit: no commit holds it, yet it is settled.
    assert.deepEqual(byFile('src/restored.ts')?.commits, []);
    const second = log.filter(({ turn }) => turn?.index === 1);
    assert.deepEqual(
      second.map(({ prompt, verdict }) => [prompt, verdict.label, verdict.settled]),
      [
        ['And a second thing', 'trusted', true],
        ['And a second thing', 'overrode', true],
      ],
    );
    assert.notEqual(second[0]?.group, kept.group);
  });

  it('adds nothing when it is repeated', async () => {
    const { line, log } = await scenario();
    const before = (await line.run(['check', '--json'])).out.join();
    const said = await line.run(['import', '--json']);
    assert.equal(said.out.length, 1);
    const summary = JSON.parse(said.out[0] ?? '') as { added: number; updated: number; unchanged: number };
    assert.deepEqual([summary.added, summary.updated, summary.unchanged], [0, 0, log.length]);
    assert.deepEqual(await line.log(), log);
    assert.equal((await line.run(['check', '--json'])).out.join(), before);
  });

  it('judges for now by the work tree, and settles at the commit', async () => {
    const repository = new GitRepository();
    repository.write('a.ts', cart);
    repository.commit('Start', '2026-09-01T09:00:00Z');
    const line = new CommandLine('2026-09-01T10:30:00Z');
    const session = new ClaudeSession({ cwd: repository.root })
      .prompt('go')
      .edit('a.ts', 'let sum = 0;', 'let sum = start(items);');
    session.save(line.home);
    const verdict = async (): Promise<unknown> => {
      assert.equal((await line.run(['import'])).code, 0);
      const [decision] = await line.log();
      return [decision?.verdict.label, decision?.verdict.settled, decision?.survival.length, decision?.commits.length];
    };
    assert.deepEqual(await verdict(), ['trusted', false, 0, 0]);
    repository.write('a.ts', cart);
    assert.deepEqual(await verdict(), ['overrode', false, 0, 0]); // put back, but nothing was committed since
    repository.change('a.ts', (text) => text.replace('let sum = 0;', 'let sum = startOf(items);'));
    repository.commit('Done', '2026-09-01T10:40:00Z');
    line.clock.advance(3_600_000);
    assert.deepEqual(await verdict(), ['adapted', true, 1, 1]);
    repository.write('a.ts', 'gone\n');
    repository.commit('Another day', '2026-09-05T10:00:00Z');
    assert.deepEqual(await verdict(), ['adapted', true, 1, 1]);
    // After fourteen days what stands then is measured, and the verdict stays what it was.
    line.clock.advance(20 * 24 * 3_600_000);
    assert.deepEqual(await verdict(), ['adapted', true, 2, 1]);
    assert.deepEqual(
      (await line.log())[0]?.survival.map(({ at }) => at),
      ['commit', '14d'],
    );
  });

  it('follows a file that was renamed in the commit, and a branch that is not checked out', async () => {
    const repository = new GitRepository();
    repository.write('a.ts', cart);
    repository.commit('Start', '2026-09-01T09:00:00Z');
    const line = new CommandLine('2026-09-02T10:00:00Z');
    new ClaudeSession({ cwd: repository.root })
      .prompt('go')
      .edit('a.ts', 'let sum = 0;', 'let sum = start(items);')
      .save(line.home);
    repository.git('switch', '--quiet', '--create', 'work');
    repository.git('mv', 'a.ts', 'b.ts');
    repository.commit('Rename', '2026-09-01T11:00:00Z');
    repository.git('switch', '--quiet', 'main');
    await line.run(['import']);
    assert.deepEqual(
      (await line.log()).map(({ verdict }) => verdict),
      [{ label: 'trusted', settled: true }],
    );
  });

  it('does not take the commit the edit started from for its fate, though both fall into one second', async () => {
    const repository = new GitRepository();
    repository.write('a.ts', cart);
    repository.commit('Start', '2026-09-01T10:00:02Z'); // the edit is made at 10:00:02.000, git keeps whole seconds
    const line = new CommandLine('2026-09-02T10:00:00Z');
    new ClaudeSession({ cwd: repository.root })
      .prompt('go')
      .edit('a.ts', 'let sum = 0;', 'let sum = start(items);')
      .save(line.home);
    repository.commit('Done', '2026-09-01T10:05:00Z');
    await line.run(['import']);
    assert.deepEqual(
      (await line.log()).map(({ verdict }) => verdict.label),
      ['trusted'],
    );
  });

  it('settles a file that was created and deleted again though nothing was committed', async () => {
    const repository = new GitRepository();
    const line = new CommandLine('2026-09-01T10:30:00Z');
    new ClaudeSession({ cwd: repository.root })
      .prompt('go')
      .write('new.ts', cart)
      .write('other.ts', cart)
      .save(line.home);
    repository.remove('new.ts');
    await line.run(['import']);
    const verdicts = (await line.log()).map(({ file, verdict }) => [file, verdict.label, verdict.settled]);
    assert.deepEqual(verdicts, [
      ['new.ts', 'overrode', true],
      ['other.ts', 'trusted', false],
    ]);
  });

  it('judges an edit whose file contents were not recorded by its own text', async () => {
    const repository = new GitRepository();
    repository.write('a.ts', cart);
    repository.commit('Start', '2026-09-01T09:00:00Z');
    const line = new CommandLine('2026-09-02T10:00:00Z');
    const edit = {
      file_path: `${repository.root}/a.ts`,
      old_string: '  let sum = 0;',
      new_string: '  let sum = start(items);',
    };
    new ClaudeSession({ cwd: repository.root }).prompt('go').call('Edit', edit, {}).save(line.home);
    repository.change('a.ts', (text) => text.replace('let sum = 0;', 'let sum = start(items, 1);'));
    repository.commit('Done', '2026-09-01T11:00:00Z');
    await line.run(['import']);
    assert.deepEqual(
      (await line.log()).map(({ verdict, kept }) => [verdict.label, kept]),
      [['adapted', '  let sum = start(items, 1);']],
    );
  });
});
