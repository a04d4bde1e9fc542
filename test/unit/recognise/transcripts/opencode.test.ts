import assert from 'node:assert/strict';
import { OpencodeReader } from '../../../../src/core/recognise/transcripts/opencode.ts';
import type { TranscriptSuggestion } from '../../../../src/core/recognise/transcripts/transcript.ts';
import { fixture, readTranscript, type ReadTranscript } from '../../../support/transcripts.ts';

const read = (lines: readonly string[]): ReadTranscript => readTranscript(new OpencodeReader('fallback'), lines);
/** The recorded rows in the order the source gives them: each message followed by its parts. */
const recorded = (): string[] => {
  const rows = fixture('opencode/rows.jsonl').trim().split('\n');
  const idOf = (line: string, key: string): string | undefined => new RegExp(`"${key}": "([^"]+)"`).exec(line)?.[1];
  const parts = rows.filter((line) => line.startsWith('{"table": "part"'));
  return rows.flatMap((line) => {
    if (parts.includes(line)) return [];
    return [line, ...parts.filter((part) => idOf(part, 'message_id') === idOf(line, 'id'))];
  });
};

/** Rows of a made-up session. */
class Rows {
  readonly lines: string[] = [];
  #count = 0;

  constructor(session: object = {}) {
    this.#add('session', { id: 'ses', directory: '/p', ...session });
  }

  user(text: string, diffs: readonly object[] = [], row: object = {}): this {
    this.#add('message', { id: this.#id('msg'), data: { role: 'user', summary: { diffs } }, ...row });
    return this.#add('part', { id: this.#id('prt'), data: { type: 'text', text } });
  }

  assistant(row: object = {}): this {
    const data = { role: 'assistant', modelID: 'model-x', path: { cwd: '/p' }, time: { created: 1 } };
    return this.#add('message', { id: this.#id('msg'), data, ...row });
  }

  tool(tool: string, input: object, state: object = {}): this {
    const time = { start: 1_788_000_000_000, end: 1_788_000_000_100 };
    const data = {
      type: 'tool',
      tool,
      callID: this.#id('call'),
      state: { status: 'completed', input, time, ...state },
    };
    return this.#add('part', { id: this.#id('prt'), data });
  }

  patch(...files: string[]): this {
    return this.#add('part', { id: this.#id('prt'), data: { type: 'patch', files } });
  }

  get suggestions(): readonly TranscriptSuggestion[] {
    return read(this.lines).suggestions;
  }

  #id(kind: string): string {
    this.#count += 1;
    return `${kind}_${String(this.#count).padStart(4, '0')}`;
  }

  #add(table: string, row: object): this {
    this.lines.push(JSON.stringify({ table, row }));
    return this;
  }
}

const texts = (suggestions: readonly TranscriptSuggestion[]): unknown[] =>
  suggestions.map(({ file, hunks, answer }) => [
    file,
    hunks.map(({ before, suggested }) => [before, suggested]),
    answer,
  ]);

describe('opencode', () => {
  it('reads a recorded session, the lines the shell wrote among them', () => {
    const { suggestions, gaps } = read(recorded());
    assert.deepEqual(gaps, []);
    const [math, created] = suggestions;
    assert.deepEqual(math?.hunks, [
      { before: '  return a + b;', suggested: '  const sum = a + b;\n  return sum;' },
      { before: '', suggested: '// via shell' },
    ]);
    assert.equal(math.suggestions, 2);
    assert.equal(math.at, '2026-11-22T19:52:58.355Z');
    assert.deepEqual(
      [created?.created, created?.after],
      [true, 'export const answer = 42;\nexport function twice(x) {\n  return 2 * x;\n}\n'],
    );
    assert.deepEqual(
      suggestions.map(({ file }) => file),
      ['/workspace/project/src/math.js', '/workspace/project/src/new.js'],
    );
    for (const { prompt, model, session, turn, cwd } of suggestions)
      assert.deepEqual(
        [prompt, model, session, turn, cwd],
        ['Change add and create new.js', 'stub-model', 'ses_dfb2e611affejCVHA2uAwcJwv3', 0, '/workspace/project'],
      );
  });

  it('reads indented edits as they stand, and what a later one in the turn undid', () => {
    const diff = (old: string, changed: string): string =>
      `--- /p/a.py\n+++ /p/a.py\n@@ -3,1 +3,1 @@\n-${old}\n+${changed}\n`;
    const rows = new Rows()
      .user('go')
      .assistant()
      .tool(
        'edit',
        { filePath: '/p/a.py', oldString: '    x = 1\n', newString: '    x = 2\n' },
        { metadata: { diff: diff('x = 1', 'x = 2') } },
      );
    assert.deepEqual(texts(rows.suggestions), [['/p/a.py', [['    x = 1', '    x = 2']], 'none']]);
    rows.tool(
      'edit',
      { filePath: '/p/a.py', oldString: '    x = 2\n', newString: '    x = 3\n' },
      { metadata: { diff: diff('x = 2', 'x = 3') } },
    );
    assert.deepEqual(texts(rows.suggestions), [['/p/a.py', [['    x = 1', '    x = 3']], 'none']]);
    rows.tool(
      'edit',
      { filePath: '/p/a.py', oldString: '    x = 3\n', newString: '    x = 1\n' },
      { metadata: { diff: diff('x = 3', 'x = 1') } },
    );
    assert.deepEqual(rows.suggestions, []);
  });

  it('knows the whole text of what the turn itself wrote', () => {
    const [only] = new Rows()
      .user('go')
      .assistant()
      .tool('write', { filePath: 'new.ts', content: 'const a = 1;\nconst b = 2;\n' }, { metadata: { exists: false } })
      .tool('edit', { filePath: '/p/new.ts', oldString: 'b = 2', newString: 'b = 3' }).suggestions;
    assert.deepEqual(
      [only?.file, only?.after, only?.created, only?.suggestions],
      ['/p/new.ts', 'const a = 1;\nconst b = 3;\n', true, 2],
    );
  });

  it('takes what stood in an overwritten file from the summary of the turn', () => {
    const diffs = [
      { file: 'a.ts', patch: '--- a.ts\n+++ a.ts\n@@ -1,2 +1,2 @@\n one\n-two\n+2\n', status: 'modified' },
    ];
    const rows = new Rows()
      .user('go', diffs)
      .assistant()
      .tool('write', { filePath: '/p/a.ts', content: 'one\n2\n' }, { metadata: { exists: true } });
    assert.deepEqual(texts(rows.suggestions), [['/p/a.ts', [['two', '2']], 'none']]);
  });

  it('reads a patch of several files', () => {
    const patchText =
      '*** Begin Patch\n*** Update File: a.ts\n@@\n-one\n+two\n*** Add File: b.ts\n+new\n*** Delete File: c.ts\n*** End Patch';
    const files = [
      { filePath: '/p/c.ts', type: 'delete', patch: '--- /p/c.ts\n+++ /p/c.ts\n@@ -1,1 +0,0 @@\n-gone\n' },
    ];
    const { suggestions } = new Rows()
      .user('go')
      .assistant()
      .tool('apply_patch', { patchText }, { metadata: { files } });
    assert.deepEqual(texts(suggestions), [
      ['/p/a.ts', [['one', 'two']], 'none'],
      ['/p/b.ts', [['', 'new']], 'none'],
      ['/p/c.ts', [['gone', '']], 'none'],
    ]);
    assert.equal(new Set(suggestions.map(({ callIds }) => callIds[0])).size, 3);
  });

  it('takes a refused edit for a rejection, and a failed one for nothing', () => {
    const input = { filePath: '/p/a.ts', oldString: 'one', newString: 'two' };
    const rows = new Rows()
      .user('go')
      .assistant()
      .tool('edit', input, { status: 'error', error: 'Could not find oldString in the file.' })
      .tool('edit', input, { status: 'running' })
      .tool('edit', input, { status: 'error', error: 'The user rejected permission to use this specific tool call.' });
    assert.deepEqual(texts(rows.suggestions), [['/p/a.ts', [['one', 'two']], 'rejected']]);
  });

  it('takes an undo for a rejection of the turns it took back', () => {
    const edit = (rows: Rows, name: string): Rows =>
      rows
        .user(name)
        .assistant()
        .tool('edit', { filePath: `/p/${name}.ts`, oldString: 'one', newString: 'two' });
    const rows = edit(edit(new Rows({ revert: JSON.stringify({ messageID: 'msg_0006' }) }), 'first'), 'second');
    assert.deepEqual(
      rows.suggestions.map(({ prompt, answer, turn }) => [prompt, answer, turn]),
      [
        ['first', 'none', 0],
        ['second', 'rejected', 1],
      ],
    );
  });

  it('takes back no more of a message than its user did', () => {
    const rows = new Rows({ revert: { messageID: 'msg_0003', partID: 'prt_0007' } })
      .user('go')
      .assistant()
      .tool('edit', { filePath: '/p/a.ts', oldString: 'one', newString: 'two' })
      .tool('edit', { filePath: '/p/b.ts', oldString: 'one', newString: 'two' });
    assert.deepEqual(
      rows.suggestions.map(({ file, answer }) => [file, answer]),
      [
        ['/p/a.ts', 'none'],
        ['/p/b.ts', 'rejected'],
      ],
    );
  });

  it('takes only words of the user for the prompt', () => {
    const rows = new Rows().user('go');
    const added = { type: 'text', text: 'Called the Read tool', synthetic: true };
    rows.lines.push(JSON.stringify({ table: 'part', row: { id: 'prt', data: added } }));
    const [only] = rows
      .assistant()
      .tool('edit', { filePath: '/p/a.ts', oldString: 'one', newString: 'two' }).suggestions;
    assert.equal(only?.prompt, 'go');
  });

  it('takes what a sub-agent did for part of the turn that started it', () => {
    const [only, ...others] = new Rows()
      .user('go')
      .assistant()
      .user('what the agent told its helper', [], { session_id: 'child' })
      .assistant({ session_id: 'child' })
      .tool('edit', { filePath: '/p/a.ts', oldString: 'one', newString: 'two' }).suggestions;
    assert.deepEqual([only?.prompt, only?.turn, only?.session, others.length], ['go', 0, 'ses', 0]);
  });

  it('passes over files that changed without a tool or a shell command', () => {
    const diffs = [{ file: 'mine.ts', patch: '@@ -0,0 +1,1 @@\n+typed by a person\n', status: 'added' }];
    assert.deepEqual(
      new Rows().user('go', diffs).assistant().tool('read', { filePath: '/p/mine.ts' }).patch('/p/mine.ts').suggestions,
      [],
    );
  });

  it('loses no more than the damaged rows', () => {
    const rows = new Rows()
      .user('go')
      .assistant()
      .tool('edit', { filePath: '/p/a.ts', oldString: 'one', newString: 'two' });
    const { suggestions, gaps } = read([
      ...rows.lines.slice(0, 3),
      '{"table":"part","row":{"id":"x","data":{"type',
      ...rows.lines.slice(3),
      '{"table":"event"}',
      'null',
    ]);
    assert.equal(suggestions.length, 1);
    assert.deepEqual(gaps, [{ line: 4, why: 'not JSON' }]);
  });
});
