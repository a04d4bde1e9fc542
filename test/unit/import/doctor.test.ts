import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { ClaudeSession } from '../../support/claudeSession.ts';
import { CommandLine } from '../../support/commandLine.ts';
import type { Diagnosis } from '../../../src/node/doctor/diagnosis.ts';

const session = (name: string): ClaudeSession =>
  new ClaudeSession({ session: name }).prompt('go').edit('src/a.ts', 'a = 1', 'a = 10', { original: 'const a = 1;\n' });

describe('pairfolio doctor', () => {
  it('says of every tool what was found, what was read, and what could not be and why', async () => {
    const line = new CommandLine('2026-09-02T08:00:00Z');
    const { lines } = session('one').save(line.home);
    const torn = path.join(line.home, '.claude/projects/-gone-shop/torn.jsonl');
    fs.writeFileSync(torn, `${lines.slice(0, -1).join('\n')}\nnot json\n${lines.at(-1) ?? ''}\n{"type":"us`);
    await line.run(['import']);
    const { code, out } = await line.run(['doctor']);
    assert.equal(code, 0);
    const text = out.join('\n');
    assert.match(text, /Claude Code: 2 sessions, 2 edits, newest edit 2026-09-01; 1 in the ledger/);
    assert.match(text, /1 line not read: not JSON/);
    assert.match(text, /1 line not read: cut off/);
    assert.match(text, /Codex CLI: nothing found/);
    assert.match(text, /Ledger: .* \(1 decision\)/);
  });

  it('names what an import would bring, and writes nothing', async () => {
    const line = new CommandLine('2026-09-02T08:00:00Z');
    session('one').save(line.home);
    const { out } = await line.run(['doctor']);
    assert.match(out.join('\n'), /pairfolio import --source claude-code/);
    assert.ok(!fs.existsSync(path.join(line.ledger, 'segments')));
  });

  it('gives the same to a program', async () => {
    const line = new CommandLine('2026-09-02T08:00:00Z');
    session('one').save(line.home);
    const { out } = await line.run(['doctor', '--json']);
    const diagnosis = JSON.parse(out.join('')) as Diagnosis;
    const tool = diagnosis.tools.find(({ name }) => name === 'claude-code');
    assert.deepEqual([diagnosis.schema, tool?.sessions, tool?.edits], ['pairfolio.doctor/1', 1, 1]);
    assert.match(diagnosis.git ?? '', /^\d/);
  });
});
