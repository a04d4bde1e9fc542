import assert from 'node:assert/strict';
import path from 'node:path';
import { CopilotCliReader } from '../../../../src/core/recognise/transcripts/copilotCli.ts';
import type { TranscriptSuggestion } from '../../../../src/core/recognise/transcripts/transcript.ts';
import { readTranscript } from '../../../support/transcripts.ts';
import { rangesFit, recordedLines, rows } from '../../../support/transcriptRows.ts';

type Fields = Readonly<Record<string, unknown>>;

const event = (type: string, data: Fields, fields: Fields = {}): string =>
  JSON.stringify({ type, data, timestamp: '2026-09-01T10:00:00.000Z', ...fields });
const start = (copilotVersion: string): string =>
  event('session.start', { sessionId: 'session-1', copilotVersion, context: { cwd: '/workspace/project' } });
const user = (content: string, data: Fields = {}, fields: Fields = {}): string =>
  event('user.message', { content, ...data }, fields);
const begun = (id: string, toolName: string, args: unknown): string =>
  event('tool.execution_start', { toolCallId: id, toolName, arguments: args, model: 'gpt-5.4' });
const done = (id: string, fields: Fields = {}): string =>
  event('tool.execution_complete', { toolCallId: id, success: true, ...fields });
const edit = { path: '/workspace/project/a.ts', old_str: 'a', new_str: 'b' };

const read = (...lines: string[]): readonly TranscriptSuggestion[] =>
  readTranscript(new CopilotCliReader('fallback'), lines).suggestions;

describe('GitHub Copilot CLI sessions', () => {
  it('reads a recorded session in which the model patches', () => {
    const { suggestions, gaps } = readTranscript(
      new CopilotCliReader('fallback'),
      recordedLines('copilot-cli/apply-patch.jsonl'),
    );
    assert.deepEqual(gaps, []);
    assert.deepEqual(rows(suggestions), [
      [
        0,
        'Change add and create new.js',
        'src/math.js',
        'automatic',
        '  return a + b; =>   const sum = a + b;\n  return sum;',
      ],
    ]);
    const [suggestion] = suggestions;
    assert.deepEqual(
      [suggestion?.session, suggestion?.model, suggestion?.at, suggestion?.cwd, suggestion?.file],
      [
        'b3506dbe-d393-47a7-883d-cd2137016b62',
        'gpt-5.4',
        '2026-11-22T19:54:35.907Z',
        '/workspace/project',
        '/workspace/project/src/math.js',
      ],
    );
  });

  it('reads two turns of patches, one of which fails: a new file holds exactly what was written', () => {
    const suggestions = read(...recordedLines('copilot-cli/patch-resumed.jsonl'));
    assert.deepEqual(
      suggestions.map(({ turn, prompt, file, created }) => [turn, prompt, path.basename(file), created]),
      [
        [0, 'Add a subtotal and a tax function', 'cart.ts', false],
        [0, 'Add a subtotal and a tax function', 'tax.ts', true],
        [1, 'Now use concat in addLine', 'cart.ts', false],
      ],
    );
    const written = suggestions[1]?.after ?? '';
    assert.ok(written.endsWith('  return Math.round(net * rate);\n}\n'), 'no line more than the patch has');
    assert.equal(suggestions[1]?.file, '/workspace/project/src/tax.ts');
  });

  it('reads a session in which the user is asked: two turns, a rejection and a failing edit', () => {
    const suggestions = read(...recordedLines('copilot-cli/asked.jsonl'));
    const prompt = 'Change add and create new.js';
    assert.deepEqual(rows(suggestions), [
      [
        0,
        prompt,
        'src/math.js',
        'accepted',
        '  return a + b; =>   const sum = a + b;\n  return sum;',
        '  return a * b; =>   return b * a;',
      ],
      [0, prompt, 'src/new.js', 'rejected', ' => export const answer = 42;'],
      [1, 'Second turn', 'src/math.js', 'accepted', '  return b * a; =>   return a ** b;'],
    ]);
    assert.ok(suggestions[0] && rangesFit(suggestions[0]));
    assert.equal(suggestions[0].suggestions, 2);
  });

  it('goes on counting turns when a session is resumed', () => {
    const turn = (id: string): string[] => [
      user('go', {}, { id: `event ${id}` }),
      event('assistant.turn_start', { turnId: '0' }),
      begun(id, 'edit', edit),
      done(id),
    ];
    const suggestions = read(
      start('1.0.102'),
      ...turn('1'),
      event('session.shutdown', {}),
      event('session.resume', { context: { cwd: '/workspace/other' } }),
      ...turn('2'),
      ...turn('1'),
    );
    assert.deepEqual(
      suggestions.map(({ turn: index, session, cwd }) => [index, session, cwd]),
      [
        [0, 'session-1', '/workspace/project'],
        [1, 'session-1', '/workspace/other'],
      ],
    );
  });

  it('reads several files of one patch, and of one that failed half way what was done', () => {
    const patch =
      '*** Begin Patch\n*** Update File: a.ts\n@@\n-a\n+b\n*** Add File: src/new.ts\n+x\n*** Delete File: c.ts\n*** End Patch\n';
    const diff =
      '\ndiff --git a/workspace/project/a.ts b/workspace/project/a.ts\n--- a/workspace/project/a.ts\n+++ b/workspace/project/a.ts\n@@ -1,1 +1,1 @@\n-a\n+b\n' +
      'diff --git a/workspace/project/src/new.ts b/workspace/project/src/new.ts\n--- a/dev/null\n+++ b/workspace/project/src/new.ts\n@@ -1,0 +1,1 @@\n+x\n' +
      'diff --git a/workspace/project/c.ts b/workspace/project/c.ts\n--- a/workspace/project/c.ts\n+++ b/dev/null\n@@ -1,1 +0,0 @@\n-c\n';
    const fileEdits = ['a.ts', 'src/new.ts', 'c.ts'].map((name) => ({ path: `/workspace/project/${name}` }));
    const whole = read(
      user('go'),
      begun('1', 'apply_patch', patch),
      done('1', { fileEdits, result: { detailedContent: diff } }),
    );
    assert.deepEqual(rows(whole), [
      [0, 'go', 'a.ts', 'none', 'a => b'],
      [0, 'go', 'src/new.ts', 'none', ' => x'],
      [0, 'go', 'c.ts', 'none', 'c => '],
    ]);
    assert.deepEqual(
      whole.map(({ callIds, created }) => [callIds, created]),
      [
        [['1'], false],
        [['1#2'], true],
        [['1#3'], false],
      ],
    );
    const half = done('1', { success: false, fileEdits: fileEdits.slice(0, 1), error: { message: 'No match found' } });
    assert.deepEqual(rows(read(user('go'), begun('1', 'apply_patch', patch), half)), [
      [0, 'go', 'a.ts', 'none', 'a => b'],
    ]);
  });

  it('does not take a failed edit or another tool for a suggestion', () => {
    const failed = done('1', { success: false, error: { message: 'No match found', code: 'failure' } });
    assert.deepEqual(read(user('go'), begun('1', 'edit', edit), failed), []);
    assert.deepEqual(read(user('go'), begun('1', 'bash', { command: 'echo > a.ts' }), done('1')), []);
  });

  it('tells a person’s answer from a policy, and says nothing of versions that do not tell', () => {
    const answered = (version: string, kind: string | null, fields: Fields = {}): unknown =>
      read(
        start(version),
        user('go'),
        begun('1', 'edit', edit),
        ...(kind === null ? [] : [event('permission.completed', { toolCallId: '1', result: { kind }, ...fields })]),
        done('1', kind?.startsWith('denied') ? { success: false, error: { message: 'denied' } } : {}),
      )[0]?.answer;
    assert.equal(answered('1.0.102', 'approved', { decisionSource: 'human_response' }), 'accepted');
    assert.equal(answered('1.0.102', 'approved', { decisionSource: 'host_policy' }), 'automatic');
    assert.equal(answered('1.0.102', 'approved'), 'none');
    assert.equal(answered('1.0.102', 'denied-interactively-by-user'), 'rejected');
    assert.equal(answered('1.0.102', 'denied-by-rules'), undefined);
    assert.equal(answered('1.0.102', null), 'automatic');
    assert.equal(answered('1.1.0-2', null), 'automatic');
    assert.equal(answered('0.0.400', null), 'none');
  });

  it('takes for the prompt what the user wrote, and nothing else', () => {
    const prompt = (...lines: string[]): unknown => read(...lines, begun('1', 'edit', edit), done('1'))[0]?.prompt;
    assert.equal(prompt(user('first'), user('read the PDF so', { source: 'skill-pdf' })), 'first');
    assert.equal(prompt(user('first'), user('do this part', {}, { agentId: 'helper' })), 'first');
    assert.equal(prompt(user('first'), user('continue', { isAutopilotContinuation: true })), 'first');
    assert.equal(prompt(), null);
  });

  it('keeps everything around damaged lines', () => {
    const { suggestions, gaps } = readTranscript(new CopilotCliReader('fallback'), [
      user('go'),
      'garbage',
      begun('1', 'edit', edit),
      done('1'),
      '{"…":"truncated here"}',
      begun('2', 'edit', edit).slice(0, 40),
    ]);
    assert.deepEqual(rows(suggestions), [[0, 'go', 'a.ts', 'none', 'a => b']]);
    assert.deepEqual(gaps, [
      { line: 2, why: 'not JSON' },
      { line: 6, why: 'cut off' },
    ]);
  });
});
