import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { contributionText, readContribution, type Contribution } from '../../../src/core/team/contribution.ts';
import { blocks, slots, vectorLength, votesOf } from '../../../src/core/team/layout.ts';
import { parseJson, asObject } from '../../../src/core/shared/json.ts';
import { allCommands } from '../../../src/node/commands/all.ts';
import { runCommandLine } from '../../../src/node/commands/run.ts';
import { nodeDigest } from '../../../src/node/digest.ts';
import { CommandLine } from '../../support/commandLine.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { memberLedger, teamNow, teamWindow, type Decided } from '../../support/teamLedger.ts';

const many = (count: number, decided: Decided): Decided[] => Array.from({ length: count }, () => decided);

/** What a member with these decisions gives, through the command line. */
async function contribute(decisions: readonly Decided[], ...more: string[]): Promise<Contribution> {
  const line = new CommandLine(teamNow);
  memberLedger(decisions, line.ledger);
  const file = path.join(line.home, 'mine.json');
  const { code, err } = await line.run(['contribute', '--window', teamWindow, '--out', file, ...more]);
  assert.equal(code, 0, err.join('\n'));
  return read(file);
}

function read(file: string): Contribution {
  const found = readContribution(fs.readFileSync(file, 'utf8'));
  assert.ok(found.kind === 'contribution', found.kind);
  return found.contribution;
}

/** Votes of a block by option, those without votes left out; undefined where the block is absent. */
function votes({ vector }: Contribution, block: string): Record<string, number> | undefined {
  const own = votesOf(vector).get(block);
  const options = blocks.find(({ id }) => id === block)?.options ?? [];
  const named = options.map(({ id }, index): [string, number] => [id, own?.[index] ?? 0]);
  return own && Object.fromEntries(named.filter(([, vote]) => vote !== 0));
}

describe('a contribution', () => {
  it('holds twenty votes on what was observed, whatever the member says', async () => {
    const given = await contribute([
      ...many(5, { verdict: 'trusted', kind: 'test' }),
      ...many(3, { verdict: 'adapted', language: 'python' }),
      ...many(2, { verdict: 'overrode', language: 'python', stance: 'trusted' }),
      ...many(9, { verdict: 'undecided' }),
    ]);
    assert.deepEqual(votes(given, 'verdict'), { trusted: 10, adapted: 6, overrode: 4 });
    assert.deepEqual(votes(given, 'verdict.kind.test'), { trusted: 20 });
    assert.deepEqual(votes(given, 'verdict.language.python'), { adapted: 12, overrode: 8 });
    assert.deepEqual(votes(given, 'language'), { javascript: 10, python: 10 });
    assert.equal(votes(given, 'verdict.kind.fix'), undefined);
  });

  it('counts decisions, not suggestions, and only those of the window', async () => {
    const given = await contribute([
      ...many(8, { verdict: 'trusted', group: 'one turn' }),
      { verdict: 'overrode' },
      { verdict: 'overrode', at: '2026-11-02T00:00:00.000Z' },
      { verdict: 'overrode', at: '2026-10-04T23:59:59.999Z' },
    ]);
    assert.deepEqual(votes(given, 'verdict'), { trusted: 10, overrode: 10 });
  });

  it('says what fourteen days showed, why suggestions were overridden, and how they were checked', async () => {
    const given = await contribute([
      ...many(3, {
        verdict: 'trusted',
        outcome: 'stood',
        check: { kind: 'terminal', result: 'passed', check: 'test' },
      }),
      { verdict: 'trusted', outcome: 'over-reliance', check: { kind: 'diff', result: 'opened', check: null } },
      { verdict: 'overrode', outcome: 'good-override', stance: 'overrode', reasons: ['invented-api', 'my-own-chip'] },
      { verdict: 'overrode', outcome: 'under-reliance', stance: 'adapted', reasons: ['wrong-api'] },
    ]);
    assert.deepEqual(votes(given, 'after-14-days.trusted'), { stood: 15, 'over-reliance': 5 });
    assert.deepEqual(votes(given, 'after-14-days.overrode'), { 'good-override': 10, 'under-reliance': 10 });
    assert.deepEqual(votes(given, 'overrode.reason'), { 'invented-api': 10, other: 10 });
    assert.deepEqual(votes(given, 'checked-by'), { test: 10, diff: 3, 'none-seen': 7 });
  });

  it('guesses how the work was shared, and takes the word of the member instead', async () => {
    const turn = (session: string, index: number): Pick<Decided, 'turn' | 'surface'> => ({
      surface: 'agent',
      turn: { session, index },
    });
    const decisions: Decided[] = [
      { verdict: 'trusted', ...turn('alone', 0) },
      {
        verdict: 'trusted',
        ...turn('again', 0),
        check: { kind: 'terminal', result: 'failed', check: 'test' },
        at: '2026-10-07T10:00:00.000Z',
      },
      { verdict: 'trusted', ...turn('again', 1), at: '2026-10-07T11:00:00.000Z' },
      { verdict: 'overrode', ...turn('other', 0), stance: 'overrode', reasons: ['to-learn'] },
      { verdict: 'trusted', surface: 'next-edit' },
    ];
    const derived = { directive: 4, 'feedback-loop': 4, iteration: 4, learning: 4, validation: 4 };
    assert.deepEqual(votes(await contribute(decisions), 'pattern'), derived);
    const stated = await contribute(decisions, '--pattern', 'learning=3,directive=1');
    assert.deepEqual(votes(stated, 'pattern'), { directive: 5, learning: 15 });
    assert.deepEqual(votes(stated, 'verdict'), { trusted: 16, overrode: 4 });
  });

  it('is given also without any decision, and is then all zeros', async () => {
    const { vector } = await contribute([]);
    assert.ok(vector.every((entry) => entry === 0));
    assert.equal(vector.length, vectorLength);
  });

  it('has its slots named once each', () => {
    assert.equal(slots.length, vectorLength);
    assert.equal(new Set(slots.map(({ name }) => name)).size, vectorLength);
  });

  it('has one tag per member and window: the same again, another in another window or for somebody else', async () => {
    const line = new CommandLine(teamNow);
    const tag = async (window: string): Promise<string> => {
      const file = path.join(line.home, `${window}.json`);
      assert.equal((await line.run(['contribute', '--window', window, '--out', file])).code, 0);
      return read(file).tag;
    };
    const first = await tag(teamWindow);
    assert.equal(await tag(teamWindow), first);
    assert.notEqual(await tag('2026-W37..W40'), first);
    assert.notEqual((await contribute([])).tag, first);
    const secret = path.join(line.ledger, 'team-secret');
    assert.equal(fs.statSync(secret).mode & 0o777, 0o600);
    const bytes = fs.readFileSync(path.join(line.home, `${teamWindow}.json`), 'utf8');
    assert.ok(!bytes.includes(fs.readFileSync(secret, 'utf8').trim()));
  });
});

describe('pairfolio contribute', () => {
  let line: CommandLine;
  const run = (...args: string[]): ReturnType<CommandLine['run']> => line.run(['contribute', ...args]);

  beforeEach(() => {
    line = new CommandLine(teamNow);
    memberLedger([{ verdict: 'trusted' }, { verdict: 'overrode', language: 'go' }], line.ledger);
  });

  it('shows words and the exact bytes before it writes, and who can read them', async () => {
    const { out } = await run('--window', teamWindow, '--out', 'mine.json', '--cohort', 'pilot');
    const bytes = fs.readFileSync(path.join(line.home, 'mine.json'), 'utf8');
    assert.ok(out.includes(bytes.trimEnd()));
    assert.ok(out.some((words) => words.includes('kept as offered (trusted) 10')));
    assert.ok(out.some((words) => words.includes('whoever can open the folder')));
    assert.match(out.at(-1) ?? '', /^wrote /);
    assert.deepEqual(Object.keys(asObject(parseJson(bytes))), ['cohort', 'schema', 'tag', 'vector', 'window']);
  });

  it('asks on a terminal, after it showed everything, and writes nothing without a yes', async () => {
    for (const yes of [false, true]) {
      const said: string[] = [];
      const file = path.join(line.home, `asked-${String(yes)}.json`);
      const code = await runCommandLine(
        allCommands,
        ['contribute', '--window', teamWindow, '--out', file, '--ledger', line.ledger],
        {
          version: '0.0.0',
          cwd: line.home,
          surroundings: { platform: 'linux', env: {}, homedir: line.home },
          clock: line.clock,
          digest: nodeDigest,
          print: (words) => said.push(words),
          note: () => undefined,
          interactive: true,
          ask: (question) => {
            assert.ok(said.includes('The exact bytes:') && question.includes(file) && !fs.existsSync(file));
            return Promise.resolve(yes);
          },
          signal: new AbortController().signal,
        },
      );
      assert.deepEqual([code, fs.existsSync(file)], yes ? [0, true] : [1, false]);
    }
  });

  it('answers a program in JSON, and shows the bytes on standard error', async () => {
    const { out, err } = await run('--window', teamWindow, '--out', 'mine.json', '--json');
    const answer = asObject(parseJson(out.join('\n')));
    assert.equal(answer['schema'], 'pairfolio.contribute/1');
    const given = asObject(answer['given']) as unknown as Contribution;
    const bytes = fs.readFileSync(path.join(line.home, 'mine.json'), 'utf8');
    assert.equal(contributionText({ ...given, cohort: null }), bytes);
    assert.ok(err.includes(bytes.trimEnd()));
  });

  it('refuses an open window, and names the last that is over', async () => {
    const { code, err } = await run('--window', '2026-W45..W48', '--out', 'mine.json');
    assert.equal(code, 2);
    assert.match(err.join(''), /open until 2026-11-30; the last that is over is 2026-W41\.\.W44/);
    assert.ok(!fs.existsSync(path.join(line.home, 'mine.json')));
  });

  it('takes only labels that cannot hold a message', async () => {
    for (const label of ['Pilot', 'a b', '', 'x'.repeat(25), '-x', 'añ', 'a_b']) {
      const { code, err } = await run('--window', teamWindow, '--out', 'mine.json', `--cohort=${label}`);
      assert.equal(code, 2, label);
      assert.match(err.join(''), /24 lower-case letters/);
    }
  });

  it('takes only patterns there are', async () => {
    for (const pattern of ['', 'magic=3', 'directive=1,directive=2', 'directive', 'directive=0', 'directive=-1']) {
      const { code, err } = await run('--window', teamWindow, '--out', 'mine.json', `--pattern=${pattern}`);
      assert.equal(code, 2, pattern);
      assert.match(err.join(''), /^pairfolio: A pattern /);
    }
  });

  it('replaces its own file and no other', async () => {
    const args = ['--window', teamWindow, '--out', 'mine.json'];
    assert.equal((await run(...args)).code, 0);
    assert.equal((await run(...args, '--cohort', 'pilot')).code, 0);
    const other = path.join(line.home, 'notes.json');
    fs.writeFileSync(other, '{}');
    assert.equal((await run('--window', teamWindow, '--out', other)).code, 1);
    assert.equal(fs.readFileSync(other, 'utf8'), '{}');
  });

  it('names the file itself where a folder is given, after nobody', async () => {
    const folder = temporaryFolder();
    assert.equal((await run('--window', teamWindow, '--out', folder)).code, 0);
    assert.match(fs.readdirSync(folder).join(), /^2026-W41\.\.W44-[0-9a-f]{12}\.json$/);
  });

  it('makes the folder where what is named ends like one', async () => {
    const folder = path.join(line.home, 'given');
    const { code } = await line.run(['contribute', '--window', teamWindow, '--out', `${folder}/`]);
    assert.equal(code, 0);
    assert.match(fs.readdirSync(folder).join(), /^2026-W41\.\.W44-[0-9a-f]{12}\.json$/);
  });

  it('says that a file of another name would not be counted', async () => {
    const named = async (name: string): Promise<string> =>
      (await line.run(['contribute', '--window', teamWindow, '--out', path.join(line.home, name)])).err.join('\n');
    assert.match(await named('mine'), /counts files that end with \.json only, and mine does not/);
    assert.equal(await named('mine.json'), '');
  });

  it('says how to use it where window or file are missing', async () => {
    assert.match((await run('--out', 'x')).err.join(''), /--window 2026-W41\.\.W44 --out FILE/);
    assert.equal((await run('--window', teamWindow)).code, 2);
  });

  it('takes back all or nothing', async () => {
    for (const more of [
      ['--cohort', 'pilot'],
      ['--pattern', 'directive=1'],
    ]) {
      const out = path.join(line.home, 'back.json');
      const { code, err } = await line.run(['contribute', '--window', teamWindow, '--out', out, '--withdraw', ...more]);
      assert.equal(code, 2);
      assert.match(err.join('\n'), /takes back the whole contribution/);
      assert.ok(!fs.existsSync(out));
    }
  });

  it('gives a withdrawal that holds window and tag alone', async () => {
    await run('--window', teamWindow, '--out', 'mine.json');
    await run('--window', teamWindow, '--out', 'back.json', '--withdraw');
    const back = readContribution(fs.readFileSync(path.join(line.home, 'back.json'), 'utf8'));
    assert.ok(back.kind === 'withdrawal');
    assert.deepEqual(
      { ...back.withdrawal },
      { schema: 'pairfolio.withdrawal/1', window: teamWindow, tag: read(path.join(line.home, 'mine.json')).tag },
    );
  });
});

describe('a contribution that was edited by hand', () => {
  let whole: Contribution;
  before(async () => {
    whole = await contribute([...many(3, { verdict: 'trusted', kind: 'test' }), { verdict: 'overrode' }]);
  });
  const changed = (name: string, value: number): string => {
    const vector = whole.vector.map((entry, place) => (slots[place]?.name === name ? value : entry));
    return contributionText({ ...whole, vector });
  };

  for (const [name, value] of [
    ['verdict/trusted/votes', 16],
    ['verdict/trusted/present', 0],
    ['verdict/trusted/elsewhere', 0],
    ['verdict/present', 0],
    ['verdict.kind.fix/present', 1],
    ['verdict.kind.fix/trusted/votes', 3],
  ] as const)
    it(`is known for one: ${name} = ${String(value)}`, () => {
      assert.equal(readContribution(changed(name, value)).kind, 'impossible');
    });

  it('is known for damaged where entries are missing, too many, broken or too large', () => {
    for (const vector of [
      whole.vector.slice(1),
      [...whole.vector, 0],
      whole.vector.map((n) => n / 2),
      whole.vector.map((n) => -n),
      whole.vector.map((n) => n * 21),
    ])
      assert.equal(readContribution(contributionText({ ...whole, vector })).kind, 'damaged');
    assert.equal(readContribution(contributionText(whole).slice(0, -20)).kind, 'damaged');
    assert.equal(readContribution(contributionText({ ...whole, window: '2026-W42..W45' })).kind, 'damaged');
    assert.equal(readContribution(contributionText({ ...whole, cohort: 'Anna Example' })).kind, 'damaged');
  });

  it('is told from files of a newer version and from other files', () => {
    const text = contributionText(whole);
    assert.equal(readContribution(text.replace('contribution/1', 'contribution/2')).kind, 'newer');
    assert.equal(readContribution('{"name":"package"}').kind, 'foreign');
    assert.equal(readContribution('[1,2]').kind, 'foreign');
    assert.equal(readContribution('').kind, 'damaged');
  });

  it('keeps what it is, with fields a later version may add', () => {
    const text = contributionText(whole).replace('{"schema"', '{"later":1,"schema"');
    assert.equal(readContribution(text).kind, 'contribution');
  });
});
