import assert from 'node:assert/strict';
import { QwenCodeReader } from '../../../../src/core/recognise/transcripts/qwenCode.ts';
import type { TranscriptSuggestion } from '../../../../src/core/recognise/transcripts/transcript.ts';
import { readTranscript } from '../../../support/transcripts.ts';
import { rangesFit, recordedLines, rows } from '../../../support/transcriptRows.ts';

type Fields = Readonly<Record<string, unknown>>;

const file = '/workspace/project/a.ts';
const record = (type: string, fields: Fields): string =>
  JSON.stringify({
    sessionId: 'session-1',
    timestamp: '2026-09-01T10:00:00.000Z',
    type,
    cwd: '/workspace/project',
    ...fields,
  });
const user = (text: string, fields: Fields = {}): string =>
  record('user', { message: { role: 'user', parts: [{ text }] }, ...fields });
const call = (id: string, args: Fields, name = 'edit'): string =>
  record('assistant', {
    model: 'qwen3-coder',
    message: { role: 'model', parts: [{ functionCall: { id, name, args: { file_path: file, ...args } } }] },
  });
const decided = (decision: string, name = 'edit'): string =>
  record('system', {
    subtype: 'ui_telemetry',
    systemPayload: { uiEvent: { function_name: name, function_args: { file_path: file }, decision } },
  });
const result = (id: string, resultDisplay: unknown, status = 'success'): string =>
  record('tool_result', { message: { parts: [] }, toolCallResult: { callId: id, status, resultDisplay } });
const edited = (base: string, after: string, stat: Fields = {}): Fields => ({
  originalContent: base,
  newContent: after,
  diffStat: stat,
});

const read = (...lines: string[]): readonly TranscriptSuggestion[] =>
  readTranscript(new QwenCodeReader('fallback'), lines).suggestions;

describe('Qwen Code sessions', () => {
  it('reads a recorded session', () => {
    const { suggestions, gaps } = readTranscript(
      new QwenCodeReader('fallback'),
      recordedLines('qwen-code/edit-and-create.jsonl'),
    );
    assert.deepEqual(gaps, []);
    const prompt = 'Change add and create new.js';
    assert.deepEqual(rows(suggestions), [
      [0, prompt, 'src/math.js', 'automatic', '  return a + b; =>   const sum = a + b;\n  return sum;'],
      [
        0,
        prompt,
        'src/new.js',
        'automatic',
        ' => export const answer = 42;\nexport function twice(x) {\n  return 2 * x;\n}',
      ],
    ]);
    const [edit, create] = suggestions;
    assert.deepEqual(
      [edit?.session, edit?.model, edit?.at, edit?.cwd, edit?.created, create?.created],
      [
        'bc3a588a-d946-436c-953b-0b7038bdddf4',
        'qwen3-coder',
        '2026-11-22T19:52:17.149Z',
        '/workspace/project',
        false,
        true,
      ],
    );
    assert.ok(suggestions.every(rangesFit));
  });

  it('reads a session with failing edits, a rejected one, one the user changed and one they accepted', () => {
    const suggestions = read(...recordedLines('qwen-code/modified-rejected.jsonl'));
    assert.deepEqual(rows(suggestions), [
      [0, 'Change add and create new.js', 'src/new.js', 'rejected', ' => export const answer = 42;'],
      // What the model proposed, not the names the user gave.
      [1, 'Second turn', 'src/math.js', 'modified', '  return a + b; =>   const sum = a + b;\n  return sum;'],
      [1, 'Second turn', 'src/math.js', 'accepted', '  return a * b; =>   return b * a;'],
    ]);
  });

  it('does not take a failed edit for a suggestion', () => {
    const args = { old_string: 'a', new_string: 'b' };
    assert.deepEqual(read(user('go'), call('1', args), result('1', 'No occurrences found', 'error')), []);
    assert.deepEqual(read(user('go'), call('1', args)), []);
    assert.deepEqual(read(user('go'), result('1', edited('a\n', 'b\n'))), []);
  });

  it('tells the user’s answer where the record does, for each call its own', () => {
    const answers = read(
      user('go'),
      call('1', { old_string: 'a', new_string: 'b' }),
      call('2', { content: 'x\n' }, 'write_file'),
      decided('accept'),
      result('1', edited('a\n', 'b\n')),
      decided('auto_accept', 'write_file'),
      result('2', edited('', 'x\n')),
      user('next'),
      call('3', { old_string: 'a', new_string: 'b' }),
      result('3', edited('a\n', 'b\n')),
    ).map(({ answer }) => answer);
    // Of one turn's edits to one file a person answered only if they answered every time.
    assert.deepEqual(answers, ['automatic', 'none']);
  });

  it('counts a record once that a resumed session repeats', () => {
    const lines = [
      user('go', { uuid: 'u1' }),
      call('1', { old_string: 'a', new_string: 'b' }),
      result('1', edited('a\n', 'b\n')),
    ];
    assert.deepEqual(rows(read(...lines, ...lines, user('more', { uuid: 'u2' }))), [
      [0, 'go', 'a.ts', 'none', 'a => b'],
    ]);
  });

  it('takes for the prompt what the user wrote, and nothing else', () => {
    const edit = [call('1', { old_string: 'a', new_string: 'b' }), result('1', edited('a\n', 'b\n'))];
    const prompt = (...lines: string[]): unknown => read(...lines, ...edit)[0]?.prompt;
    assert.equal(prompt(user('first'), user('Job done', { subtype: 'notification' })), 'first');
    assert.equal(prompt(user('<system-reminder>be good</system-reminder>fix it')), 'fix it');
    assert.equal(prompt(user('fix @b.ts\n--- Content from referenced files ---\nsecret')), 'fix @b.ts');
    assert.equal(prompt(user('')), null);
  });

  it('keeps everything around damaged lines', () => {
    const { suggestions, gaps } = readTranscript(new QwenCodeReader('fallback'), [
      user('go'),
      'garbage',
      call('1', { old_string: 'a', new_string: 'b' }),
      result('1', edited('a\r\n', 'b\r\n')),
      record('tool_result', {}),
      result('2', edited('b', 'c')).slice(0, 50),
    ]);
    assert.deepEqual(rows(suggestions), [[0, 'go', 'a.ts', 'none', 'a => b']]);
    assert.deepEqual(gaps, [
      { line: 2, why: 'not JSON' },
      { line: 6, why: 'cut off' },
    ]);
  });
});
