import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { readAgentTrace } from '../../../src/core/recognise/transcripts/agentTrace.ts';
import type { JsonObject } from '../../../src/core/shared/json.ts';
import { systemClock } from '../../../src/node/clock.ts';
import { allCommands } from '../../../src/node/commands/all.ts';
import { runCommandLine } from '../../../src/node/commands/run.ts';
import { nodeDigest } from '../../../src/node/digest.ts';
import { Ledger } from '../../../src/node/ledger/ledger.ts';
import { agentTraceForm } from '../../support/agentTraceForm.ts';
import { CommandLine } from '../../support/commandLine.ts';
import { GitRepository } from '../../support/gitRepository.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { tell, type Told } from '../../support/portfolioLedger.ts';

const now = '2026-11-22T12:00:00.000Z';

/** Everything a decision can hold of a person's, each text with a word that must not get out. */
const telling: Told = {
  file: 'src/acme/private-file.ts',
  workspace: 'private-workspace',
  surface: 'agent',
  tool: 'claude-code',
  model: 'claude-sonnet-4',
  evidence: 'digest',
  prompt: 'private prompt',
  before: 'private before',
  suggested: 'private suggested',
  kept: 'private kept',
  verdict: 'adapted',
  distance: 0.3,
  stance: 'adapted',
  reasons: ['edge-case'],
  note: 'private note of Acme',
  sha: 'beef'.repeat(10),
  title: 'private title',
  result: 'private result',
};

describe('pairfolio export', () => {
  let line: CommandLine;

  const record = (...told: readonly Told[]): string[] => {
    const ledger = new Ledger(line.ledger, { app: 'test', host: 'cli' }, systemClock, nodeDigest);
    const ids = told.map((one) => tell(ledger, one));
    for (const [index, id] of ids.entries())
      if (told[index]?.prompt !== undefined)
        ledger.append(
          { type: 'practice', at: now, body: { suggestions: [id], kept: true } },
          { title: 'private practice of Acme', prompt: 'private prompt kept' },
        );
    ledger.dispose();
    return ids;
  };
  const rows = (lines: readonly string[]): Record<string, unknown>[] =>
    lines.map((text) => JSON.parse(text) as Record<string, unknown>);
  const written = (name: string): Record<string, unknown>[] => {
    const text = fs.readFileSync(path.join(line.home, name), 'utf8');
    assert.ok(text === '' || text.endsWith('\n'));
    return rows(text.split('\n').filter(Boolean));
  };

  beforeEach(() => {
    line = new CommandLine(now);
  });

  describe('as JSON Lines', () => {
    it('lets no code, prompt, note or path out unless it is asked to, and says what it keeps back', async () => {
      record(telling);
      const { code, err } = await line.run(['export', '--out', 'all.jsonl']);
      assert.deepEqual([code, err], [0, []]);
      const text = fs.readFileSync(path.join(line.home, 'all.jsonl'), 'utf8');
      assert.doesNotMatch(text, /private|beef|acme/i);
      const [row] = written('all.jsonl');
      assert.deepEqual(row?.['withheld'], [
        'workspace',
        'file',
        'turn',
        'prompt',
        'before',
        'suggested',
        'kept',
        'reflection.note',
        'case',
        'commits',
        'practice',
      ]);
      assert.deepEqual(
        [row['schema'], row['verdict'], row['commits'], row['surface']],
        ['pairfolio.decision/1', { label: 'adapted', settled: true }, [], 'agent'],
      );
    });

    it('has the form of `pairfolio log --json`, field by field, with everything where that is asked for', async () => {
      record(telling, { ...telling, file: 'b.ts', verdict: 'overrode' }, { suggested: 'x' });
      const logged = await line.log();
      await line.run(['export', '--out', 'full.jsonl', '--code', 'full']);
      const full = written('full.jsonl');
      for (const [index, decision] of logged.entries()) {
        const { withheld, size, ...rest } = full[index] ?? {};
        assert.deepEqual(rest, decision);
        assert.deepEqual(withheld, []);
        assert.ok(size);
      }
      assert.equal(full.length, 3);
      const { out } = await line.run(['export', '--out', '-']);
      for (const row of rows(out))
        assert.deepEqual(
          Object.keys(row).filter((key) => key !== 'withheld'),
          Object.keys(logged[0] ?? {}),
        );
    });

    it('shows shape and own words, but no code and no prompt, as a signature', async () => {
      record(telling);
      const { out } = await line.run(['export', '--out', '-', '--code', 'signature']);
      assert.match(out.join(), /private-file.*private note.*private title.*beefbeef/);
      assert.doesNotMatch(out.join(), /private (?:prompt|before|suggested|kept)|private-workspace/);
      assert.deepEqual(rows(out)[0]?.['size'], {
        before: { characters: 14, lines: 1 },
        suggested: { characters: 17, lines: 1 },
      });
    });

    it('masks secrets, shortens home folders and replaces listed names, in whatever field', async () => {
      const token = `rubygems_${'0123456789abcdef'.repeat(3)}`; // invented; the record lets its shape through
      record({
        ...telling,
        suggested: `connect("${token}")`,
        prompt: 'look at /home/jane/shop/src',
        model: 'acme-internal-1',
      });
      fs.writeFileSync(path.join(line.home, 'names.txt'), 'Acme = Client\n');
      const args = ['--code', 'full', '--names', 'names.txt'];
      const { out, err } = await line.run(['export', '--out', '-', ...args]);
      assert.doesNotMatch(out.join(), /acme|jane|rubygems_/i);
      assert.match(out.join(), /src\/client\/private-file\.ts.*~\/shop\/src.*\[secret:rubygems-key\].*of Client/);
      assert.match(err.join('\n'), /Secrets were masked in 1 decision\./);
    });

    it('takes a period and a workspace', async () => {
      record(
        { at: '2026-09-30T10:00:00.000Z', workspace: 'shop' },
        { at: '2026-10-01T10:00:00.000Z', workspace: 'shop' },
        { at: '2026-10-02T10:00:00.000Z', workspace: 'other' },
        { at: '2026-10-03T10:00:00.000Z', workspace: 'shop', confidence: 0.4, evidence: 'shape' },
      );
      const of = async (...args: string[]): Promise<number> =>
        (await line.run(['export', '--out', '-', ...args])).out.length;
      assert.equal(await of(), 3); // what is only probable does not count
      assert.equal(await of('--period', '2026-10'), 2);
      assert.equal(await of('--period', '2026-10', '--workspace', 'shop'), 1);
      const none = await line.run(['export', '--out', 'none.jsonl', '--workspace', 'nowhere']);
      assert.equal(none.code, 0);
      assert.match(none.out.join('\n'), /No decision was recorded in this period and workspace/);
      assert.deepEqual(written('none.jsonl'), []);
    });
  });

  describe('to a file', () => {
    const file = (): string => path.join(line.home, 'out.jsonl');

    it('writes over an earlier export, but not over what is not one without being allowed to', async () => {
      record(telling);
      assert.equal((await line.run(['export', '--out', 'out.jsonl'])).code, 0);
      assert.equal((await line.run(['export', '--out', 'out.jsonl', '--format', 'agent-trace'])).code, 0);
      assert.equal((await line.run(['export', '--out', 'out.jsonl'])).code, 0);
      assert.deepEqual(line.asked, []);
      fs.appendFileSync(file(), '{"mine":true}\n');
      const before = fs.readFileSync(file(), 'utf8');
      const refused = await line.run(['export', '--out', 'out.jsonl']);
      assert.equal(refused.code, 1);
      assert.match(refused.err.join(), /^pairfolio: .*out\.jsonl is there already .*say --yes\.$/);
      assert.equal(line.asked.length, 1);
      assert.equal(fs.readFileSync(file(), 'utf8'), before);
      assert.equal((await line.run(['export', '--out', 'out.jsonl', '--yes'])).code, 0);
      assert.equal(written('out.jsonl').length, 1);
      assert.equal(fs.statSync(file()).mode & 0o077, 0);
      assert.deepEqual(fs.readdirSync(line.home), ['out.jsonl']);
    });

    it('leaves the earlier one and nothing else when it is stopped in the middle', async () => {
      record(...Array.from({ length: 600 }, (_, index): Told => ({ suggested: String(index) })));
      fs.writeFileSync(file(), '');
      const stop = new AbortController();
      const noted: string[] = [];
      // On a terminal the clock is asked between any two batches; at the second the user presses Ctrl+C.
      let asked = 0;
      const clock = Object.assign(new ManualClock(now), {
        now: () => {
          if ((asked += 1) === 3) stop.abort();
          return Date.parse(now) + asked * 10_000;
        },
      });
      const code = await runCommandLine(allCommands, ['export', '--out', 'out.jsonl', '--ledger', line.ledger], {
        version: 'test',
        cwd: line.home,
        surroundings: { platform: 'linux', env: {}, homedir: line.home },
        clock,
        digest: nodeDigest,
        print: () => undefined,
        note: (text) => noted.push(text),
        interactive: true,
        ask: () => Promise.resolve(false),
        signal: stop.signal,
      });
      assert.equal(code, 1);
      assert.match(noted[0] ?? '', /^Wrote \d+ of 600 decisions…$/);
      assert.match(noted.at(-1) ?? '', /^pairfolio: The export was cancelled\.$/);
      assert.deepEqual(fs.readdirSync(line.home), ['out.jsonl']);
      assert.equal(fs.readFileSync(file(), 'utf8'), '');
    });

    it('answers wrong use and places it cannot write to with one sentence', async () => {
      record(telling);
      const refused = async (code: number, message: RegExp, ...args: string[]): Promise<void> => {
        const ran = await line.run(['export', ...args]);
        assert.deepEqual([ran.code, ran.out, ran.err.length], [code, [], 1], ran.err.join());
        assert.match(ran.err[0] ?? '', message);
      };
      await refused(2, /where to write/);
      await refused(2, /jsonl or agent-trace/, '--out', 'x', '--format', 'csv');
      await refused(2, /full, signature or none/, '--out', 'x', '--code', 'all');
      await refused(2, /leave out --json/, '--out', '-', '--json');
      await refused(2, /goes with --format agent-trace/, '--out', 'x', '--repo', '.');
      await refused(2, /2026-Q4/, '--out', 'x', '--period', 'soon');
      await refused(1, /names list .*gone cannot be read/, '--out', 'x', '--names', 'gone');
      await refused(1, /no git repository/, '--out', 'x', '--format', 'agent-trace', '--repo', 'gone');
      await refused(1, /is a folder/, '--out', '.');
      await refused(1, /no such folder/, '--out', 'gone/x');
      assert.deepEqual(fs.readdirSync(line.home), []);
      const { out } = await line.run(['export', '--out', 'x.jsonl', '--json']);
      assert.deepEqual(JSON.parse(out.join()), {
        schema: 'pairfolio.decisions-export/1',
        format: 'jsonl',
        code: 'none',
        file: path.join(line.home, 'x.jsonl'),
        decisions: 1,
        written: 1,
        withLines: 0,
        masked: 0,
        leftOut: { 'no-commit': 0, 'no-file': 0, 'not-in-repository': 0, 'path-withheld': 0 },
      });
    });
  });

  describe('as Agent Trace', () => {
    const traces = async (...args: string[]): Promise<Record<string, unknown>[]> => {
      const { code, err, out } = await line.run(['export', '--out', 't.jsonl', '--format', 'agent-trace', ...args]);
      assert.equal(code, 0, [...err, ...out].join('\n'));
      const records = written('t.jsonl');
      for (const one of records) v.parse(agentTraceForm, one);
      return records;
    };
    const rangesOf = (one: Record<string, unknown> | undefined): unknown =>
      v.parse(agentTraceForm, one).files[0]?.conversations[0]?.ranges;
    const metadataOf = (one: Record<string, unknown> | undefined): unknown =>
      v.parse(agentTraceForm, one).metadata?.['pairfolio'];

    it('writes one record for each decision with a commit, with the verdict under metadata and no text of anybody', async () => {
      const [first] = record(telling, { suggested: 'never committed', verdict: 'trusted' });
      const [one, ...more] = await traces();
      assert.deepEqual(more, []);
      const { id, metadata, ...rest } = v.parse(agentTraceForm, one);
      assert.deepEqual(rest, {
        version: '0.1.0',
        timestamp: '2026-10-02T10:00:00.000Z',
        vcs: { type: 'git', revision: 'beef'.repeat(10) },
        tool: { name: 'claude-code' },
        files: [
          {
            path: 'src/acme/private-file.ts',
            conversations: [{ contributor: { type: 'mixed', model_id: 'anthropic/claude-sonnet-4' }, ranges: [] }],
          },
        ],
      });
      assert.deepEqual(metadata, {
        confidence: 0.95,
        pairfolio: {
          schema: 'pairfolio.trace/1',
          decision: first,
          group: first,
          surface: 'agent',
          language: 'typescript',
          kind: null,
          domain: null,
          verdict: { label: 'adapted', settled: true },
          stance: 'adapted',
          reasons: ['edge-case'],
          tippedOff: null,
          survival: [{ at: '600s', distance: 0.3, retained: null, fourGram: null, noRevert: null }],
          distance: 0.3,
          followUp: null,
          evidence: [{ kind: 'digest', confidence: 0.95, source: 'test' }],
          lines: 'not-looked-for',
        },
      });
      assert.doesNotMatch(
        JSON.stringify(one),
        /private (?:prompt|before|suggested|kept|note|title|result)|private-work/,
      );
      assert.equal((await traces())[0]?.['id'], id);
    });

    it('finds the committed lines in a repository, and other tools’ readers find them in the record', async () => {
      const repository = new GitRepository();
      repository.write('src/cart.ts', 'import a;\n\nold();\n');
      repository.commit('before', '2026-10-01T10:00:00Z');
      repository.write('src/cart.ts', 'import a;\n\nif (x) {\n  total();\n}\nold();\nreturn 1;\nimport a;\n');
      const sha = repository.commit('with it', '2026-10-02T10:00:00Z');
      const committed = { file: 'src/cart.ts', sha, tool: 'codex', model: 'gpt-5-codex', before: '' };
      record(
        { ...committed, suggested: 'if (x) {\n  total();\n}', verdict: 'trusted', distance: 0 },
        { ...committed, suggested: 'return 0;', kept: 'return 1;', verdict: 'adapted', distance: 0.2 },
        { ...committed, suggested: 'nowhere();', verdict: 'trusted', distance: 0 },
        { ...committed, suggested: 'old();', kept: '', verdict: 'overrode', distance: 1 },
        { ...committed, suggested: 'import a;', verdict: 'trusted', distance: 0 }, // twice there, once new
        { ...committed, sha: 'beef'.repeat(10), suggested: 'of another repository', verdict: 'trusted', distance: 0 },
        { ...committed, file: '../out.ts', suggested: 'outside', verdict: 'trusted', distance: 0 },
      );
      const found = await traces('--repo', repository.root);
      assert.deepEqual(found.map(rangesOf), [
        [{ start_line: 3, end_line: 5 }],
        [{ start_line: 7, end_line: 7 }],
        [],
        [],
        [{ start_line: 8, end_line: 8 }],
      ]);
      assert.deepEqual(
        found.map((one) => (metadataOf(one) as { lines: string }).lines),
        ['found', 'found', 'not-found', 'not-found', 'found'],
      );
      const { out } = await line.run([
        'export',
        '--out',
        't.jsonl',
        '--format',
        'agent-trace',
        '--repo',
        repository.root,
      ]);
      assert.match(
        out.join('\n'),
        /wrote 5 records .*, 3 with their lines\nLeft out: 1 without a path .*, 1 with commits the repository does not have\./,
      );
      const lines = repository.read('src/cart.ts').split('\n');
      const [read] = readAgentTrace(found[0] as JsonObject);
      assert.deepEqual(read, {
        revision: sha,
        file: 'src/cart.ts',
        lines: [{ first: 3, last: 5 }],
        tool: 'codex',
        model: 'gpt-5-codex',
        session: null,
        at: found[0]?.['timestamp'],
      });
      const hashed = await traces('--repo', repository.root, '--code', 'signature');
      assert.deepEqual(rangesOf(hashed[0]), [
        { start_line: 3, end_line: 5, content_hash: `sha256:${nodeDigest.sha256(lines.slice(2, 5).join('\n'))}` },
      ]);
    });

    it('writes no record whose path a listed name stands in', async () => {
      record(telling, { ...telling, file: 'src/open.ts' });
      fs.writeFileSync(path.join(line.home, 'names.txt'), 'Acme\n');
      const found = await traces('--names', 'names.txt');
      assert.deepEqual(
        found.map((one) => v.parse(agentTraceForm, one).files[0]?.path),
        ['src/open.ts'],
      );
    });
  });
});
