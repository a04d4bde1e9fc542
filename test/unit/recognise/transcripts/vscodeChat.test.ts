import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import type { TranscriptSuggestion } from '../../../../src/core/recognise/transcripts/transcript.ts';
import { VscodeChatReader } from '../../../../src/core/recognise/transcripts/vscodeChat.ts';
import { fixture, readTranscript, type ReadTranscript } from '../../../support/transcripts.ts';

const sha1 = (text: string): string => hash('sha1', text, 'hex');
const read = (...lines: string[]): ReadTranscript => readTranscript(new VscodeChatReader('fallback', sha1), lines);
const lines = (name: string): string[] => fixture(`vscode-chat/${name}`).split('\n');
const standing = (suggestion: TranscriptSuggestion | undefined): (string | undefined)[] | undefined =>
  suggestion?.ranges?.map(({ start, end }) => suggestion.after?.slice(start, end));

const uri = (file: string): object => ({
  $mid: 1,
  fsPath: file,
  external: `file://${file}`,
  path: file,
  scheme: 'file',
});
const range = (...at: [number, number, number, number]): object => ({
  startLineNumber: at[0],
  startColumn: at[1],
  endLineNumber: at[2],
  endColumn: at[3],
});

/** A request whose answer changed files by `create_file` and `replace_string_in_file`, as the session's log has it. */
function request(id: string, files: readonly string[], more: object = {}): object {
  return {
    requestId: id,
    timestamp: Date.parse('2026-09-01T10:00:00Z'),
    message: { text: `do ${id}` },
    modelId: 'copilot/gpt-5',
    modeInfo: { kind: 'agent' },
    response: files.flatMap((file, index) => [
      {
        kind: 'toolInvocationSerialized',
        toolCallId: `${id}-call-number-${String(index)}`,
        toolId: 'copilot_createFile',
      },
      { kind: 'textEditGroup', uri: uri(file), edits: [[{ text: `// ${id}\n`, range: range(1, 1, 1, 1) }], []] },
    ]),
    ...more,
  };
}

const session = (...requests: object[]): string => JSON.stringify({ kind: 0, v: { sessionId: 's', requests } });
const answers = (...logs: string[]): [string, string][] =>
  read(...logs).suggestions.map(({ callIds, answer }) => [callIds[0] ?? '', answer]);
const kept = (file: string, eventKind: number): object => ({ uri: uri(file), eventKind });

describe('VS Code chat', () => {
  it('reads a recorded agent session with its transcript', () => {
    const { suggestions, gaps } = read(...lines('transcript.jsonl'), ...lines('chat-session.jsonl'));
    assert.deepEqual(gaps, []);
    const [edit, create] = suggestions;
    assert.deepEqual(edit?.hunks, [
      {
        before: '  return a + b;',
        suggested:
          '  const sum = a + b;\n  if (Number.isNaN(sum)) {\n    throw new Error("not a number");\n  }\n  return sum;',
      },
    ]);
    assert.equal(edit.file, '/workspace/project/src/math.js');
    assert.equal(edit.at, '2026-11-22T20:02:25.851Z');
    assert.equal(create?.after, 'export const answer = 42;\nexport function twice(x) {\n  return 2 * x;\n}\n');
    assert.equal(create.created, true);
    assert.equal(suggestions.length, 2);
    for (const { tool, model, prompt, turn, surface, answer, session } of suggestions)
      assert.deepEqual(
        [tool, model, prompt, turn, surface, answer, session],
        [
          'github-copilot',
          'stub-model',
          'Change add and create new.js',
          1,
          'agent',
          'none',
          'c3c751e3-6b08-4287-9b63-b83a83a62fca',
        ],
      );
  });

  it('gives the same edits the same ids whichever of its records is there', () => {
    const ids = (...given: string[]): string[] => read(...given).suggestions.map(({ callIds }) => callIds[0] ?? '');
    const expected = ['call_000005zq9grnd5', 'call_000007t9jji44n'];
    assert.deepEqual(ids(...lines('transcript.jsonl'), ...lines('chat-session.jsonl')), expected);
    assert.deepEqual(ids(...lines('chat-session.jsonl')), expected);
    // The recorded transcript ends before its second call.
    assert.deepEqual(ids(...lines('transcript.jsonl')), expected.slice(0, 1));
  });

  it('takes the contents the editor recorded, and what the user answered', () => {
    const { suggestions } = read(
      '{"modified":1795380000000}',
      ...lines('transcript-patch.jsonl'),
      fixture('vscode-chat/state-patch.json'),
    );
    assert.deepEqual(
      suggestions.map(({ file, answer, surface, model }) => [file, answer, surface, model]),
      ['math', 'patched', 'closed'].map((name) => [
        `/workspace/project/src/${name}.js`,
        'accepted',
        'agent',
        'stub-model',
      ]),
    );
    const [math, patched, closed] = suggestions;
    assert.deepEqual(
      math?.hunks.map(({ before }) => before),
      ['  if (Number.isNaN(sum)) {\n    throw new Error("not a number");', '  return a * b;'],
    );
    assert.deepEqual(
      standing(math),
      math.hunks.map(({ suggested }) => suggested),
    );
    assert.deepEqual([patched?.created, patched?.after], [true, 'export const patched = true;\n']);
    assert.equal(
      closed?.after,
      '// numbers\nexport const zero = 0;\nexport const one = 1;\nexport const two = 2;\nexport const three = 3;\nexport const four = 4;\n',
    );
    // Two files of one call are two suggestions and must not be taken for one.
    assert.equal(new Set(suggestions.map(({ callIds }) => callIds[0])).size, 3);
  });

  it('reads an inline chat that was discarded', () => {
    const [only, ...others] = read(
      '{"modified":1795380000000}',
      fixture('vscode-chat/state-inline-chat.json'),
    ).suggestions;
    assert.deepEqual(others, []);
    assert.deepEqual(only?.hunks, [{ before: '', suggested: '  if (typeof x !== "number") {\n    return NaN;\n  }' }]);
    assert.deepEqual(
      [only.surface, only.answer, only.at, only.model, only.prompt, only.session],
      ['chat', 'rejected', '2026-11-22T20:40:00.000Z', null, null, 'fallback'],
    );
  });

  // Recorded live in VS Code 1.139 with a stub model.
  it('tells a file that was undone from one of which only the last change was', () => {
    const half = read(fixture('vscode-chat/state-half-undone.json'), ...lines('transcript-half-undone.jsonl'));
    assert.deepEqual(
      half.suggestions.map(({ answer, hunks }) => [answer, hunks.length]),
      [['modified', 2]],
    );
    const both = read(fixture('vscode-chat/state-two-undone.json'));
    assert.deepEqual(
      both.suggestions.map(({ answer }) => answer),
      ['rejected', 'rejected'],
      'two requests taken back together',
    );
  });

  it('takes from the store what an inline chat was asked, and when', () => {
    const turn = { prompt: 'name the cart', at: '2026-11-23T04:48:59.617Z' };
    const state = fixture('vscode-chat/state-inline-kept.json');
    const [only, ...others] = read(JSON.stringify({ turns: [turn] }), '{"modified":1}', state).suggestions;
    assert.deepEqual(others, []);
    assert.deepEqual(
      [only?.prompt, only?.at, only?.surface, only?.answer],
      ['name the cart', '2026-11-23T04:48:59.617Z', 'chat', 'accepted'],
    );
    const [unsure] = read(JSON.stringify({ turns: [turn, turn] }), '{"modified":1}', state).suggestions;
    assert.equal(unsure?.prompt, null, 'which of two turns it was nobody knows');
  });

  it('waits for the rest while an answer is still being written', () => {
    const session = lines('chat-session-running.jsonl');
    assert.deepEqual(read(...session).suggestions, [], 'what stood before is not known yet');
    const [edit] = read(...lines('transcript-running.jsonl'), ...session).suggestions;
    assert.deepEqual(edit?.hunks, [
      { before: 'export type Cents = number;', suggested: 'export type Cents = bigint;' },
    ]);
  });

  it('waits for the state that is stored a moment after the session', () => {
    const completed = request('r1', ['/p/a.ts'], { modelState: { value: 1, completedAt: 2000 } });
    const count = (stored: number): number =>
      read(JSON.stringify({ modified: 1, stored }), '{"timeline":{},"version":2}', session(completed)).suggestions
        .length;
    assert.equal(count(1999), 0);
    assert.equal(count(2001), 1, 'a state that has nothing of it will not get it any more');
  });

  it('waits for the rest of a state that was stored while the answer was being written', () => {
    const replace = (id: string, oldString: string, newString: string): object => ({
      id,
      name: 'replace_string_in_file',
      arguments: JSON.stringify({ filePath: '/p/a.ts', oldString, newString }),
    });
    const toolCalls = [replace('call-1-of-two', 'one', '1'), replace('call-2-of-two', 'three', '3')];
    const completed = request('r1', ['/p/a.ts'], {
      modelState: { value: 1, completedAt: 2000 },
      result: { metadata: { toolCallRounds: [{ toolCalls }] } },
    });
    const operations = [
      { type: 'textEdit', edits: [{ text: '1', range: range(1, 1, 1, 4) }] },
      { type: 'textEdit', edits: [{ text: '3', range: range(3, 1, 3, 6) }] },
    ].map((operation, index) => ({ ...operation, uri: uri('/p/a.ts'), requestId: 'r1', epoch: index + 1 }));
    const seen = (stored: number, count: number): string[][] => {
      const timeline = {
        fileBaselines: [['', { uri: uri('/p/a.ts'), requestId: 'r1', content: 'one\ntwo\nthree\n' }]],
        operations: operations.slice(0, count),
      };
      const { suggestions } = read(
        JSON.stringify({ modified: 1, stored }),
        JSON.stringify({ timeline, version: 2 }),
        session(completed),
      );
      return suggestions.map(({ hunks }) => hunks.map(({ suggested }) => suggested));
    };
    assert.deepEqual(seen(1999, 1), [], 'the second edit is still to come');
    assert.deepEqual(seen(1999, 2), [['1', '3']], 'all of it was there before the answer ended');
    assert.deepEqual(seen(2001, 2), [['1', '3']]);
  });

  it('reads an older session that is one document', () => {
    const document = JSON.stringify({ version: 3, sessionId: 'old', requests: [request('r1', ['/p/a.ts'])] }, null, 2);
    const [only] = read('{"folder":"file:///p"}', document).suggestions;
    assert.deepEqual([only?.session, only?.prompt, only?.cwd, only?.model], ['old', 'do r1', '/p', 'gpt-5']);
  });

  it('finds the answer to a request with the one that follows', () => {
    const given = session(
      request('r1', ['/p/kept.ts', '/p/undone.ts', '/p/changed.ts']),
      request('r2', ['/p/kept.ts', '/p/open.ts'], {
        editedFileEvents: [kept('/p/kept.ts', 1), kept('/p/undone.ts', 2), kept('/p/changed.ts', 3)],
      }),
      request('r3', []),
    );
    assert.deepEqual(answers(given), [
      ['r1-call-number-0', 'accepted'],
      ['r1-call-number-1', 'rejected'],
      ['r1-call-number-2', 'modified'],
      ['r2-call-number-0', 'none'],
      ['r2-call-number-1', 'none'],
    ]);
  });

  it('takes an answer for all the requests since the one before', () => {
    const given = session(
      request('r1', ['/p/a.ts']),
      request('r2', ['/p/a.ts']),
      request('r3', [], { editedFileEvents: [kept('/p/a.ts', 2)] }),
      request('r4', ['/p/a.ts']),
    );
    const state = JSON.stringify({
      recentSnapshot: { entries: [{ resource: 'file:///p/a.ts', state: 1, telemetryInfo: { requestId: 'r4' } }] },
    });
    assert.deepEqual(answers(given, state), [
      ['r1-call-number-0', 'rejected'],
      ['r2-call-number-0', 'rejected'],
      ['r4-call-number-0', 'accepted'],
    ]);
  });

  it('takes going back to a checkpoint for a rejection, and a thumbs-up for a yes', () => {
    const given = session(
      request('r1', ['/p/a.ts'], { vote: 1 }),
      request('r2', ['/p/b.ts'], { vote: 0 }),
      request('r3', ['/p/c.ts'], { shouldBeRemovedOnSend: {} }),
    );
    assert.deepEqual(
      answers(given).map(([, answer]) => answer),
      ['accepted', 'none', 'rejected'],
    );
    const operation = (epoch: number): object => ({
      type: 'textEdit',
      uri: uri(`/p/${String(epoch)}.ts`),
      requestId: 'r',
      epoch,
      edits: [{ text: 'x\n', range: range(1, 1, 1, 1) }],
    });
    const state = JSON.stringify({ timeline: { currentEpoch: 5, operations: [operation(4), operation(5)] } });
    assert.deepEqual(
      read(state).suggestions.map(({ file, answer }) => [file, answer]),
      [
        ['/p/4.ts', 'none'],
        ['/p/5.ts', 'rejected'],
      ],
    );
  });

  it('tells ask and edit mode from agent mode', () => {
    const given = session(
      request('r1', ['/p/a.ts'], { modeInfo: { kind: 'edit' } }),
      request('r2', ['/p/b.ts'], { modeInfo: undefined, agent: { id: 'github.copilot.editsAgent' } }),
      request('r3', ['/p/c.ts'], { modeInfo: undefined, agent: { id: 'github.copilot.editingSession' } }),
    );
    assert.deepEqual(
      read(given).suggestions.map(({ surface }) => surface),
      ['chat', 'agent', 'chat'],
    );
  });

  it('does not take a failed call for a suggestion', () => {
    const record = (type: string, data: object): string =>
      JSON.stringify({ type, data, timestamp: '2026-09-01T10:00:00.000Z' });
    const call = {
      toolCallId: 'call-1-of-many',
      toolName: 'replace_string_in_file',
      arguments: { filePath: '/p/a.ts', oldString: 'a', newString: 'b' },
    };
    const { suggestions } = read(
      record('user.message', { content: 'go' }),
      record('tool.execution_start', call),
      record('tool.execution_complete', { toolCallId: 'call-1-of-many', success: false }),
      record('tool.execution_start', { ...call, toolCallId: 'call-2-of-many' }),
    );
    assert.deepEqual(suggestions, []);
    assert.deepEqual(
      read(session(request('r1', [], { response: [{ kind: 'textEditGroup', uri: uri('/p/a.ts'), edits: [[], []] }] })))
        .suggestions,
      [],
    );
  });

  it('leaves a failed call out of what a turn did to a file', () => {
    const call = (id: string, newString: string): object => ({
      id: `${id}__vscode-1788000000000`,
      name: 'replace_string_in_file',
      arguments: JSON.stringify({ filePath: '/p/a.ts', oldString: 'one', newString }),
    });
    const result = {
      metadata: { toolCallRounds: [{ toolCalls: [call('call-1-of-many', 'wrong'), call('call-2-of-many', 'two')] }] },
    };
    const failure = JSON.stringify({
      type: 'tool.execution_complete',
      data: { toolCallId: 'call-1-of-many', success: false },
    });
    const [only] = read(failure, session(request('r1', ['/p/a.ts'], { result }))).suggestions;
    assert.deepEqual(
      [only?.hunks, only?.callIds, only?.suggestions],
      [[{ before: 'one', suggested: 'two' }], ['call-2-of-many'], 1],
    );
  });

  it('reads edits with line breaks of Windows, and paths of every kind', () => {
    const state = (file: object | string): string =>
      JSON.stringify({
        timeline: {
          fileBaselines: [['', { uri: file, requestId: 'r', content: 'one\r\ntwo\r\nthree\r\n' }]],
          operations: [
            {
              type: 'textEdit',
              uri: file,
              requestId: 'r',
              epoch: 1,
              edits: [{ text: '2\r\n', range: range(2, 1, 3, 1) }],
            },
          ],
        },
      });
    const [windows] = read(state('file:///c%3A/My%20Shop/a.ts')).suggestions;
    assert.deepEqual([windows?.file, windows?.after], ['c:/My Shop/a.ts', 'one\n2\nthree\n']);
    assert.deepEqual(windows?.hunks, [{ before: 'two', suggested: '2' }]);
    assert.equal(read(state('vscode-remote://ssh-remote%2Bhost/p/caf%C3%A9.ts')).suggestions[0]?.file, '/p/café.ts');
    assert.deepEqual(read(state('untitled:Untitled-1')).suggestions, []);
    assert.deepEqual(read(state({ scheme: 'chatSessionInput', path: '/x' })).suggestions, []);
  });

  it('loses no more than the damaged lines', () => {
    const log = [
      JSON.stringify({ kind: 0, v: { sessionId: 's', requests: [request('r1', ['/p/a.ts'])] } }),
      '{"kind":2,"k":["requests"],"v":[{"requestId":"r2","resp',
      JSON.stringify({ kind: 2, k: ['requests', 1, 'response'], v: [] }),
      JSON.stringify({ kind: 2, k: ['requests'], v: [request('r3', [])] }),
      JSON.stringify({
        kind: 2,
        k: ['requests', 2, 'response'],
        v: [{ kind: 'textEditGroup', uri: uri('/p/b.ts'), edits: [[{ text: 'x\n', range: range(1, 1, 1, 1) }]] }],
      }),
      'null',
      '{"kind":1,"k":["requests",0,"vo',
    ];
    const reader = new VscodeChatReader('fallback', sha1);
    const { suggestions, gaps } = readTranscript(reader, [
      ...log.slice(0, 6),
      { tooLong: 40_000_000 },
      ...log.slice(6),
    ]);
    assert.deepEqual(
      suggestions.map(({ file, prompt }) => [file, prompt]),
      [
        ['/p/a.ts', 'do r1'],
        ['/p/b.ts', 'do r3'],
      ],
    );
    assert.deepEqual(gaps, [
      { line: 2, why: 'not JSON' },
      { line: 7, why: 'too long' },
      { line: 8, why: 'cut off' },
    ]);
  });
});
