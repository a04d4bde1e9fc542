import assert from 'node:assert/strict';
import { ContinueDevDataReader, type DevDataKind } from '../../../../src/core/recognise/transcripts/continueDevData.ts';
import { ContinueSessionReader } from '../../../../src/core/recognise/transcripts/continueSession.ts';
import type { TranscriptSuggestion } from '../../../../src/core/recognise/transcripts/transcript.ts';
import { fixture, readTranscript, type ReadTranscript } from '../../../support/transcripts.ts';

const created = Date.parse('2026-09-01T10:00:00Z');
const modified = Date.parse('2026-09-03T10:00:00Z');
const read = (document: string, times: object = { created, modified }): ReadTranscript =>
  readTranscript(new ContinueSessionReader('fallback'), [JSON.stringify(times), document]);

interface Call {
  readonly name: string;
  readonly args: object;
  readonly status?: string;
  readonly output?: string;
}

const user = (content: unknown): object => ({ message: { role: 'user', content } });
const agent = (...calls: Call[]): object => ({
  message: { role: 'assistant', content: '', usage: { model: 'model-x' } },
  toolCallStates: calls.map(({ name, args, status = 'done', output = '' }, index) => ({
    toolCallId: `call-${name}-${String(index)}-${JSON.stringify(args).length.toString()}`,
    toolCall: { function: { name, arguments: JSON.stringify(args) } },
    status,
    output: [{ content: output }],
  })),
});
const session = (...history: object[]): readonly TranscriptSuggestion[] =>
  read(JSON.stringify({ sessionId: 's', workspaceDirectory: '/p', history })).suggestions;

describe('Continue sessions', () => {
  it('reads a recorded session', () => {
    const { suggestions, gaps } = read(fixture('continue/session.json'), { created: 1_795_377_320_377 });
    assert.deepEqual(gaps, []);
    const [edit, create] = suggestions;
    assert.deepEqual(edit?.hunks, [{ before: '  return a + b;', suggested: '  const sum = a + b;\n  return sum;' }]);
    assert.equal(edit.file, '/workspace/project/src/math.js');
    assert.deepEqual(
      [create?.created, create?.after],
      [true, 'export const answer = 42;\nexport function twice(x) {\n  return 2 * x;\n}\n'],
    );
    assert.equal(suggestions.length, 2);
    for (const { tool, model, prompt, turn, session, cwd, at, answer } of suggestions)
      assert.deepEqual(
        [tool, model, prompt, turn, session, cwd, at, answer],
        [
          'continue',
          'gpt-4.1',
          'Change add and create new.js',
          0,
          'a2bc48c7-dcf9-4dbf-b87a-86ded9363efe',
          '/workspace/project',
          '2026-11-22T19:55:20.377Z',
          'none',
        ],
      );
  });

  it('gives the first turn the time of the start, and later ones that of the last change', () => {
    const edit = { name: 'Edit', args: { file_path: '/p/a.ts', old_string: 'one', new_string: 'two' } };
    const history = [user('first'), agent(edit), user([{ type: 'text', text: 'second' }]), agent(edit)];
    assert.deepEqual(
      session(...history).map(({ prompt, turn, at }) => [prompt, turn, at]),
      [
        ['first', 0, '2026-09-01T10:00:00.000Z'],
        ['second', 1, '2026-09-03T10:00:00.000Z'],
      ],
    );
    const [only] = read(JSON.stringify({ history: history.slice(0, 2) }), { modified }).suggestions;
    assert.deepEqual([only?.at, only?.session], ['2026-09-03T10:00:00.000Z', 'fallback']);
  });

  it('does not take a failed call for a suggestion, but a refused one', () => {
    const args = { file_path: '/p/a.ts', old_string: 'one', new_string: 'two' };
    const suggestions = session(
      user('go'),
      agent(
        { name: 'Edit', args, status: 'errored' },
        { name: 'Edit', args, status: 'generated' },
        { name: 'Edit', args, status: 'canceled' },
      ),
    );
    assert.deepEqual(
      suggestions.map(({ answer, hunks }) => [answer, hunks]),
      [['rejected', [{ before: 'one', suggested: 'two' }]]],
    );
  });

  it('reads the tools of the editor, and overwritten files by the difference they answer', () => {
    const diff = '--- a\n+++ a\n@@ -1,2 +1,2 @@\n same\n-old\n+new\n';
    const suggestions = session(
      user('go'),
      agent(
        { name: 'create_new_file', args: { filepath: 'file:///p/new.ts', contents: 'const a = 1;\n' } },
        {
          name: 'single_find_and_replace',
          args: { filepath: 'file:///p/new.ts', old_string: 'a = 1', new_string: 'a = 2' },
        },
        {
          name: 'Write',
          args: { filepath: '/p/old.ts', content: 'same\nnew\n' },
          output: `Successfully wrote to file: /p/old.ts\nDiff:\n${diff}`,
        },
      ),
    );
    assert.deepEqual(
      suggestions.map(({ file, created, after, hunks }) => [file, created, after, hunks]),
      [
        ['/p/new.ts', true, 'const a = 2;\n', [{ before: '', suggested: 'const a = 2;' }]],
        ['/p/old.ts', false, null, [{ before: 'old', suggested: 'new' }]],
      ],
    );
  });

  it('says what it could not read', () => {
    assert.deepEqual(read('{"history": [').gaps, [{ line: 2, why: 'cut off' }]);
    assert.deepEqual(read('{"history": [null, 3, {"toolCallStates": [null, {"status": "done"}]}]}'), {
      suggestions: [],
      gaps: [],
    });
  });
});

const start = Date.parse('2026-09-01T10:00:00Z');
const log = (kind: DevDataKind, ...rows: (object | string)[]): ReadTranscript =>
  readTranscript(
    new ContinueDevDataReader(`0.2.0/${kind}`, kind),
    rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))),
  );
const completion = (seconds: number, accepted: boolean | undefined, more: object = {}): object => ({
  timestamp: new Date(start + seconds * 1000).toISOString(),
  accepted,
  completion: `return ${String(seconds)};`,
  prefix: 'function f() {\n  ',
  suffix: '\n}\n',
  filepath: 'file:///p/a.ts',
  modelName: 'codestral',
  completionId: `completion-${String(seconds)}`,
  ...more,
});

describe('Continue development data', () => {
  it('keeps accepted and rejected completions apart, and neighbours together', () => {
    const { suggestions } = log(
      'autocomplete',
      completion(0, true),
      completion(10, true),
      completion(20, false),
      completion(30, false),
      completion(40, true),
      completion(400, true),
      completion(410, true, { filepath: 'file:///p/b.ts' }),
    );
    assert.deepEqual(
      suggestions.map(({ turn, answer }) => [turn, answer]),
      [
        [0, 'accepted'],
        [0, 'accepted'],
        [1, 'rejected'],
        [1, 'rejected'],
        [2, 'accepted'],
        [3, 'accepted'],
        [4, 'accepted'],
      ],
    );
    const [first] = suggestions;
    assert.deepEqual(first?.hunks, [{ before: '', suggested: 'return 0;' }]);
    assert.deepEqual(
      [first.file, first.model, first.surface, first.prompt, first.at, first.language, first.callIds],
      ['/p/a.ts', 'codestral', 'inline', null, '2026-09-01T10:00:00.000Z', 'typescript', ['completion-0']],
    );
  });

  it('gives completions without an id one that stays', () => {
    const rows = [completion(0, true, { completionId: undefined }), completion(0, true, { completionId: undefined })];
    const ids = (...given: object[]): (string | undefined)[] =>
      log('autocomplete', ...given).suggestions.map(({ callIds }) => callIds[0]);
    assert.equal(new Set(ids(...rows)).size, 2);
    assert.deepEqual(ids(...rows, completion(5, true)).slice(0, 2), ids(...rows));
  });

  it('passes over lines that do not say the answer, or no text', () => {
    const { suggestions, gaps } = log(
      'autocomplete',
      completion(0, undefined),
      completion(1, true, { completion: '  ' }),
      completion(2, true, { filepath: undefined }),
      completion(3, false, { aborted: true }),
      'garbage',
      completion(4, true),
      '{"accepted": tr',
    );
    assert.deepEqual(
      suggestions.map(({ callIds }) => callIds[0]),
      ['completion-4'],
    );
    assert.deepEqual(gaps, [
      { line: 5, why: 'not JSON' },
      { line: 7, why: 'cut off' },
    ]);
  });

  it('reads edits and next edits by what they change', () => {
    const [edit] = log('editOutcome', {
      timestamp: '2026-09-01T10:00:00Z',
      accepted: false,
      previousCode: 'one\ntwo\n',
      newCode: 'one\n2\n',
      filepath: 'file:///c%3A/p/a.py',
      modelTitle: 'm',
    }).suggestions;
    assert.deepEqual(
      [edit?.surface, edit?.answer, edit?.file, edit?.hunks],
      ['chat', 'rejected', 'c:/p/a.py', [{ before: 'two', suggested: '2' }]],
    );
    const [next] = log('nextEditOutcome', {
      timestamp: start,
      accepted: true,
      originalEditableRange: 'a\nb\n',
      completion: 'a\nc\n',
      fileUri: 'file:///p/a.py',
      workspaceDirUri: 'file:///p',
      elapsed: 5,
    }).suggestions;
    assert.deepEqual(
      [next?.surface, next?.answer, next?.cwd, next?.at, next?.hunks],
      ['next-edit', 'accepted', '/p', '2026-09-01T10:00:00.000Z', [{ before: 'b', suggested: 'c' }]],
    );
    assert.deepEqual(log('nextEditOutcome', { accepted: true, elapsed: 5, fileUri: 'file:///p/a.py' }).suggestions, []);
  });
});
