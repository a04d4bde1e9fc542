import assert from 'node:assert/strict';
import { CodexReader } from '../../../../src/core/recognise/transcripts/codex.ts';
import type { TranscriptSuggestion } from '../../../../src/core/recognise/transcripts/transcript.ts';
import { readTranscript } from '../../../support/transcripts.ts';
import { rangesFit, recordedLines, rows } from '../../../support/transcriptRows.ts';

type Fields = Readonly<Record<string, unknown>>;

const record = (type: string, payload: Fields): string =>
  JSON.stringify({ timestamp: '2026-09-01T10:00:00.000Z', type, payload });
const event = (type: string, fields: Fields): string => record('event_msg', { type, ...fields });
const item = (type: string, fields: Fields): string => record('response_item', { type, ...fields });
const said = (message: string): string => event('user_message', { message });
const context = (fields: Fields = {}): string =>
  record('turn_context', { cwd: '/workspace/project', model: 'gpt-5', approval_policy: 'on-request', ...fields });
const changed = (id: string, changes: Fields, fields: Fields = {}): string =>
  event('item_completed', { item: { type: 'FileChange', id, changes, status: 'completed', ...fields } });
const update = (old: string, now: string, at = 1): Fields => ({
  type: 'update',
  unified_diff: `@@ -${String(at)} +${String(at)} @@\n-${old}\n+${now}\n`,
});
const patch = (file: string, old: string, now: string): string =>
  `*** Begin Patch\n*** Update File: ${file}\n@@\n-${old}\n+${now}\n*** End Patch\n`;

const read = (...lines: string[]): readonly TranscriptSuggestion[] =>
  readTranscript(new CodexReader('fallback'), lines).suggestions;

describe('Codex rollouts', () => {
  it('reads a recorded session in which the model patches directly', () => {
    const { suggestions, gaps } = readTranscript(new CodexReader('fallback'), recordedLines('codex/direct.jsonl'));
    assert.deepEqual(gaps, []);
    const prompt = 'Change add and create new.js';
    const created = 'export const answer = 42;\nexport function twice(x) {\n  return 2 * x;\n}';
    assert.deepEqual(rows(suggestions), [
      [0, prompt, 'src/math.js', 'automatic', '  return a + b; =>   const sum = a + b;\n  return sum;'],
      [0, prompt, 'src/new.js', 'automatic', ` => ${created}`],
    ]);
    const [edit, create] = suggestions;
    assert.deepEqual(
      [edit?.model, edit?.session, edit?.cwd, edit?.at, edit?.created, edit?.after],
      [
        'gpt-5.5',
        '01a204e8-96ca-7511-bb2a-3db2fe7577f3',
        '/workspace/project',
        '2026-11-22T20:18:01.792Z',
        false,
        null,
      ],
    );
    assert.deepEqual([create?.created, create?.after], [true, `${created}\n`]);
    assert.ok(create && rangesFit(create));
  });

  it('reads patches made by a script, several files at once, and by the shell', () => {
    const suggestions = read(...recordedLines('codex/code-mode.jsonl'));
    assert.deepEqual(
      suggestions.map(({ file, model, suggestions: edits }) => [file.replace('/workspace/project/', ''), model, edits]),
      [
        ['src/new.js', 'gpt-6-sol', 1],
        ['src/math.js', 'gpt-6-sol', 2],
      ],
    );
    assert.deepEqual(suggestions[1]?.hunks, [
      { before: '  return a + b;', suggested: '  const sum = a + b;\n  return sum;' },
      { before: '  return a * b;', suggested: '  return b * a;' },
    ]);
    // Every file of one patch is a suggestion of its own.
    assert.equal(new Set(suggestions.flatMap(({ callIds }) => callIds)).size, 3);
  });

  it('reads a session with answers, a failing patch, a rejected one, another model after a resume, a move', () => {
    const { suggestions, gaps } = readTranscript(
      new CodexReader('fallback'),
      recordedLines('codex/asked-resumed-moved.jsonl'),
    );
    assert.deepEqual(gaps, []);
    const prompt = 'Change add and create new.js';
    assert.deepEqual(rows(suggestions), [
      [0, prompt, 'src/math.js', 'accepted', '  return a + b; =>   const total = a + b;\n  return total;'],
      [0, prompt, 'src/new.js', 'accepted', ' => export const answer = 42;'],
      [0, prompt, 'src/other.js', 'rejected', ' => export const other = 1;'],
      [2, 'Third turn', 'src/new.js', 'automatic', 'export const answer = 42; => '],
      [2, 'Third turn', 'src/calc.js', 'automatic', '  return a * b; =>   return b * a;'],
    ]);
    assert.deepEqual(
      suggestions.map(({ model }) => model),
      ['gpt-5.5', 'gpt-5.5', 'gpt-5.5', 'gpt-6-sol', 'gpt-6-sol'],
    );
  });

  it('reads the patches of older rollouts from the calls, in each of their forms', () => {
    const done = (id: string, output: unknown, type = 'function_call_output'): string =>
      item(type, { call_id: id, output });
    const heredoc = `apply_patch <<'EOF'\n${patch('c.ts', 'c', 'C')}EOF`;
    const suggestions = read(
      record('session_meta', { id: 's', cwd: '/workspace/project' }),
      context(),
      item('message', { role: 'user', content: [{ type: 'input_text', text: 'go' }] }),
      said('go'),
      item('custom_tool_call', { name: 'apply_patch', call_id: '1', input: patch('a.ts', 'a', 'A') }),
      done('1', JSON.stringify({ output: 'Success.', metadata: { exit_code: 0 } }), 'custom_tool_call_output'),
      item('function_call', {
        name: 'apply_patch',
        call_id: '2',
        arguments: JSON.stringify({ input: patch('b.ts', 'b', 'B') }),
      }),
      done('2', { content: 'Success. Updated the following files:\nM b.ts\n', success: true }),
      item('function_call', {
        name: 'shell',
        call_id: '3',
        arguments: JSON.stringify({ command: ['bash', '-lc', heredoc] }),
      }),
      done('3', 'Exit code: 0\nWall time: 0 seconds\nOutput:\nSuccess. Updated the following files:\nM c.ts\n'),
      item('local_shell_call', { call_id: '4', action: { command: ['apply_patch', patch('d.ts', 'd', 'D')] } }),
      done('4', JSON.stringify({ output: 'error: no such lines', metadata: { exit_code: 1 } })),
      item('function_call', { name: 'shell', call_id: '5', arguments: '{"command":["ls"]}' }),
      done('5', 'a.ts'),
    );
    assert.deepEqual(rows(suggestions), [
      [0, 'go', 'a.ts', 'none', 'a => A'],
      [0, 'go', 'b.ts', 'none', 'b => B'],
      [0, 'go', 'c.ts', 'none', 'c => C'],
    ]);
  });

  it('counts a patch once that is told of by the call and by the record of the change', () => {
    const call = item('function_call', {
      name: 'exec_command',
      call_id: '1',
      arguments: JSON.stringify({ cmd: `apply_patch <<'EOF'\n${patch('a.ts', 'a', 'A')}EOF` }),
    });
    const output = item('function_call_output', { call_id: '1', output: 'Exit code: 0\nOutput:\nSuccess.' });
    const recorded = changed('another id', { '/workspace/project/a.ts': update('a', 'A') });
    assert.equal(read(context(), said('go'), call, recorded, output).length, 1);
    assert.equal(read(context(), said('go'), call, recorded, output, recorded)[0]?.suggestions, 1);
  });

  it('takes a patch for rejected that the user stopped while being asked, and no other', () => {
    const stopped = [
      said('go'),
      item('custom_tool_call', { name: 'apply_patch', call_id: '1', input: patch('a.ts', 'a', 'A') }),
      item('custom_tool_call_output', { call_id: '1', output: 'aborted by user after 3.1s' }),
    ];
    assert.equal(read(context({ sandbox_policy: { type: 'read-only' } }), ...stopped)[0]?.answer, 'rejected');
    assert.deepEqual(read(context({ approval_policy: 'never' }), ...stopped), []);
  });

  it('reads the change events of versions in between, and whom they asked', () => {
    const applied = (id: string, asked: boolean, ...more: string[]): string[] => [
      event('patch_apply_begin', { call_id: id, auto_approved: !asked }),
      event('patch_apply_end', {
        call_id: id,
        success: true,
        changes: { [`/workspace/project/${id}.ts`]: { update: { unified_diff: '@@ -1 +1 @@\n-a\n+A\n' } } },
      }),
      ...more,
    ];
    const failed = event('patch_apply_end', { call_id: 'f', success: false, status: 'failed', changes: {} });
    assert.deepEqual(rows(read(context(), said('go'), ...applied('one', true), ...applied('two', false, failed))), [
      [0, 'go', 'one.ts', 'accepted', 'a => A'],
      [0, 'go', 'two.ts', 'automatic', 'a => A'],
    ]);
  });

  it('tells a person’s answer from a setting', () => {
    const answer = (fields: Fields): unknown =>
      read(context(fields), said('go'), changed('1', { '/a.ts': update('a', 'A') }))[0]?.answer;
    assert.equal(answer({ approval_policy: 'never' }), 'automatic');
    assert.equal(answer({ approval_policy: 'untrusted' }), 'accepted');
    assert.equal(answer({ sandbox_policy: { type: 'read-only' } }), 'accepted');
    assert.equal(answer({ sandbox_policy: { type: 'workspace-write' } }), 'automatic');
    assert.equal(answer({ sandbox_policy: { mode: 'danger-full-access' } }), 'automatic');
    assert.equal(answer({ sandbox_policy: { type: 'read-only' }, approvals_reviewer: 'auto_review' }), 'automatic');
    const entries = [{ access: 'read' }, { access: 'write' }];
    assert.equal(
      answer({ permission_profile: { type: 'managed', file_system: { type: 'restricted', entries } } }),
      'automatic',
    );
    assert.equal(answer({ approval_policy: 'of the future' }), 'none');
    assert.equal(
      read(context(), said('go'), changed('1', { '/a.ts': update('a', 'A') }, { status: 'declined' }))[0]?.answer,
      'rejected',
    );
    assert.deepEqual(
      read(context(), said('go'), changed('1', { '/a.ts': update('a', 'A') }, { status: 'failed' })),
      [],
    );
  });

  it('takes for the prompt what the user wrote, and nothing else', () => {
    const message = (text: string): string => item('message', { role: 'user', content: [{ text }] });
    const prompts = (...lines: string[]): unknown[] =>
      read(context(), ...lines, changed('1', { '/a.ts': update('a', 'A') })).map(({ prompt, turn }) => [prompt, turn]);
    assert.deepEqual(prompts(message('<environment_context>x</environment_context>'), message('fix it')), [
      ['fix it', 0],
    ]);
    assert.deepEqual(
      prompts(said('# Context from my IDE setup:\n\n## Open tabs:\n- a.ts\n\n## My request for Codex:\nfix it')),
      [['fix it', 0]],
    );
    assert.deepEqual(prompts(message('fix it'), said('fix it'), message('fix it')), [['fix it', 0]]);
    assert.deepEqual(
      prompts(said('first'), message('# AGENTS.md instructions for /x\n\n<INSTRUCTIONS>'), said('next')),
      [['next', 1]],
    );
    assert.deepEqual(prompts(said('first'), message('<of_the_future>x</of_the_future>')), [['first', 0]]);
    assert.deepEqual(
      prompts(said('first'), record('compacted', { message: 'summary', replacement_history: [{ role: 'user' }] })),
      [['first', 0]],
    );
    const subAgent = record('session_meta', { id: 'child', source: { subagent: { thread_spawn: {} } } });
    assert.deepEqual(prompts(subAgent, said('You are a sub-agent.')), [[null, 0]]);
  });

  it('joins what one turn did to a file it created', () => {
    const [suggestion, ...others] = read(
      context(),
      said('go'),
      changed('1', { '/a.ts': { type: 'add', content: 'one\r\ntwo\r\n' } }),
      changed('2', { '/a.ts': update('two', 'zwei', 2) }),
    );
    assert.deepEqual(others, []);
    assert.deepEqual(
      [suggestion?.after, suggestion?.hunks, suggestion?.created, suggestion?.suggestions],
      ['one\nzwei\n', [{ before: '', suggested: 'one\nzwei' }], true, 2],
    );
  });

  it('keeps everything around damaged lines', () => {
    const whole = changed('2', { '/b.ts': update('b', 'B') });
    const { suggestions, gaps } = readTranscript(new CodexReader('fallback'), [
      said('go'),
      'garbage',
      '',
      changed('1', { '/a.ts': update('a', 'A') }),
      whole.slice(0, 60),
    ]);
    assert.deepEqual(rows(suggestions), [[0, 'go', '/a.ts', 'none', 'a => A']]);
    assert.deepEqual(gaps, [
      { line: 2, why: 'not JSON' },
      { line: 5, why: 'cut off' },
    ]);
    assert.deepEqual(
      read('{}', '[]', '7', 'null', event('item_completed', {}), changed('x', { '/a.ts': 7 }), record('event_msg', {})),
      [],
    );
  });
});
