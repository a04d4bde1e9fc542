import assert from 'node:assert/strict';
import { GeminiCliReader } from '../../../../src/core/recognise/transcripts/geminiCli.ts';
import type { TranscriptSuggestion } from '../../../../src/core/recognise/transcripts/transcript.ts';
import { readTranscript } from '../../../support/transcripts.ts';
import { rangesFit, recordedLines, rows } from '../../../support/transcriptRows.ts';

type Fields = Readonly<Record<string, unknown>>;

const header = { sessionId: 'session-1', projectHash: 'x', startTime: '2026-09-01T10:00:00.000Z', kind: 'main' };
const user = (id: string, text: string, fields: Fields = {}): Fields => ({
  id,
  timestamp: '2026-09-01T10:00:01.000Z',
  type: 'user',
  content: [{ text }],
  ...fields,
});
const answer = (id: string, ...toolCalls: Fields[]): Fields => ({
  id,
  timestamp: '2026-09-01T10:00:02.000Z',
  type: 'gemini',
  content: '',
  model: 'gemini-3',
  ...(toolCalls.length > 0 ? { toolCalls } : {}),
});
const file = '/workspace/project/a.ts';
const replace = (id: string, base: string, after: string, fields: Fields = {}): Fields => ({
  id,
  name: 'replace',
  args: { file_path: file, old_string: base, new_string: after },
  status: 'success',
  timestamp: '2026-09-01T10:00:03.000Z',
  resultDisplay: { filePath: file, originalContent: base, newContent: after, isNewFile: false },
  ...fields,
});

const lines = (records: readonly Fields[]): string[] => records.map((record) => JSON.stringify(record));
const read = (...records: Fields[]): readonly TranscriptSuggestion[] =>
  readTranscript(new GeminiCliReader('fallback', '/workspace/project'), lines([header, ...records])).suggestions;

describe('Gemini CLI sessions', () => {
  it('reads a recorded session', () => {
    const { suggestions, gaps } = readTranscript(
      new GeminiCliReader('fallback', '/workspace/project'),
      recordedLines('gemini-cli/edit-and-create.jsonl'),
    );
    assert.deepEqual(gaps, []);
    const prompt = 'Change add and create new.js';
    assert.deepEqual(rows(suggestions), [
      [0, prompt, 'src/math.js', 'none', '  return a + b; =>   const sum = a + b;\n  return sum;'],
      [
        0,
        prompt,
        'src/new.js',
        'none',
        ' => export const answer = 42;\nexport function twice(x) {\n  return 2 * x;\n}',
      ],
    ]);
    const [edit, create] = suggestions;
    assert.deepEqual(
      [edit?.session, edit?.model, edit?.at, edit?.cwd, edit?.created, create?.created],
      [
        '188d6bea-283c-4dcc-8bb1-5807e3673cdc',
        'gemini-3.8-flash',
        '2026-11-22T19:52:15.032Z',
        '/workspace/project',
        false,
        true,
      ],
    );
    assert.ok(suggestions.every(rangesFit));
  });

  it('reads a session with a proposal the user changed, a rejected one, its history repeated, and a resume', () => {
    const suggestions = readTranscript(
      new GeminiCliReader('fallback'),
      recordedLines('gemini-cli/modified-rejected-resumed.jsonl'),
    ).suggestions;
    const prompt = 'Change add and create new.js';
    assert.deepEqual(rows(suggestions), [
      // What the model proposed, not the names the user gave.
      [0, prompt, 'src/math.js', 'modified', '  return a + b; =>   const sum = a + b;\n  return sum;'],
      [0, prompt, 'src/math.js', 'none', '  return a * b; =>   return b * a;'],
      [0, prompt, 'src/new.js', 'rejected', ' => export const answer = 42;'],
      [3, 'Fourth turn', 'src/new.js', 'none', ' => export const answer = 43;'],
    ]);
  });

  it('counts a message once that is written again, and loses nothing when a resume strips it', () => {
    const messages = [user('u1', 'first'), answer('g1')];
    const suggestions = read(
      user('u1', 'first'),
      answer('g1'),
      answer('g1', replace('c1', 'a\n', 'b\n')),
      answer('g1', replace('c1', 'a\n', 'b\n')),
      { ...header, startTime: '2026-09-02T10:00:00.000Z' },
      { $set: { messages, lastUpdated: '2026-09-02T10:00:00.000Z' } },
      user('u2', 'second'),
      answer('g2', replace('c2', 'b\n', 'c\n')),
    );
    assert.deepEqual(rows(suggestions), [
      [0, 'first', 'a.ts', 'none', 'a => b'],
      [1, 'second', 'a.ts', 'none', 'b => c'],
    ]);
  });

  it('takes the same words said twice for two turns', () => {
    const edits = [replace('c1', 'a\n', 'b\n'), replace('c2', 'b\n', 'c\n')];
    assert.deepEqual(
      read(user('u1', 'go on'), answer('g1', edits[0] ?? {}), user('u2', 'go on'), answer('g2', edits[1] ?? {})).map(
        ({ turn }) => turn,
      ),
      [0, 1],
    );
  });

  it('reads the one JSON document of older versions, indented or not', () => {
    const document = { ...header, messages: [user('u1', 'go'), answer('g1', replace('c1', 'a\n', 'b\n'))] };
    for (const text of [JSON.stringify(document), JSON.stringify(document, null, 2)]) {
      const { suggestions, gaps } = readTranscript(new GeminiCliReader('fallback'), text.split('\n'));
      assert.deepEqual(rows(suggestions), [[0, 'go', 'a.ts', 'none', 'a => b']]);
      assert.deepEqual([suggestions[0]?.session, gaps], ['session-1', []]);
    }
  });

  it('reads what is whole of a damaged document', () => {
    const text = JSON.stringify(
      { ...header, messages: [user('u1', 'go'), answer('g1', replace('c1', 'a\n', 'b\n')), user('u2', 'more')] },
      null,
      2,
    );
    const cut = text.slice(0, text.indexOf('more')).split('\n');
    const { suggestions, gaps } = readTranscript(new GeminiCliReader('fallback'), cut);
    assert.deepEqual(rows(suggestions), [[0, 'go', 'a.ts', 'none', 'a => b']]);
    assert.deepEqual(gaps, [{ line: cut.length, why: 'cut off' }]);
    const tooLong = new GeminiCliReader('fallback');
    tooLong.read('{');
    tooLong.read({ tooLong: 40_000_000 });
    assert.deepEqual([tooLong.end(), tooLong.gaps], [[], [{ line: 2, why: 'too long' }]]);
  });

  it('does not take a failed edit, or one nobody saw, for a suggestion', () => {
    const none = (fields: Fields): void =>
      assert.deepEqual(read(user('u', 'go'), answer('g', replace('c', 'a\n', 'b\n', fields))), []);
    none({ status: 'error', resultDisplay: 'Failed to edit' });
    none({ status: 'executing' });
    none({ name: 'read_file', resultDisplay: '' });
    const said = '[Operation Cancelled] Reason: User cancelled operation';
    none({
      status: 'cancelled',
      resultDisplay: undefined,
      result: [{ functionResponse: { response: { error: said } } }],
    });
    const [rejected] = read(
      user('u', 'go'),
      answer('g', replace('c', 'a\n', 'b\n', { status: 'cancelled', resultDisplay: undefined })),
    );
    assert.deepEqual([rejected?.answer, rejected?.hunks], ['rejected', [{ before: 'a', suggested: 'b' }]]);
  });

  it('reads a new file the user changed, and edits without the file’s content', () => {
    const write = (fields: Fields): Fields => replace('c', '', 'mine\n', { name: 'write_file', ...fields });
    const args = { file_path: file, content: 'mine\n', ai_proposed_content: 'model\n', modified_by_user: true };
    const [modified] = read(user('u', 'go'), answer('g', write({ args })));
    assert.deepEqual([modified?.answer, modified?.after], ['modified', 'model\n']);
    const base = 'a\nb\nc\nd\ne\n';
    const replaced = {
      args: {
        file_path: file,
        old_string: base,
        new_string: '…',
        ai_proposed_content: 'b\nC\nd',
        modified_by_user: true,
      },
    };
    const [around] = read(user('u', 'go'), answer('g', replace('c', base, 'a\nb\nmine\nd\ne\n', replaced)));
    assert.deepEqual([around?.hunks, around?.after], [[{ before: 'c', suggested: 'C' }], 'a\nb\nC\nd\ne\n']);
    const diff = 'Index: a.ts\n===\n--- a.ts\tCurrent\n+++ a.ts\tProposed\n@@ -1,2 +1,2 @@\n one\n-two\n+zwei\n';
    const [fromDiff] = read(
      user('u', 'go'),
      answer('g', replace('c', 'x', 'y', { resultDisplay: { fileDiff: diff } })),
    );
    assert.deepEqual(fromDiff?.hunks, [{ before: 'two', suggested: 'zwei' }]);
    const [fromArgs] = read(user('u', 'go'), answer('g', replace('c', 'one\ntwo', 'one\n2', { resultDisplay: 'ok' })));
    assert.deepEqual([fromArgs?.hunks, fromArgs?.after], [[{ before: 'two', suggested: '2' }], null]);
  });

  it('takes for the prompt what the user wrote, and nothing else', () => {
    const prompt = (fields: Fields): unknown =>
      read(user('u', '', fields), answer('g', replace('c', 'a\n', 'b\n')))[0]?.prompt;
    assert.equal(prompt({ content: 'fix it' }), 'fix it');
    assert.equal(
      prompt({ content: [{ text: '<session_context>\nThis is the Gemini CLI.\n</session_context>' }] }),
      null,
    );
    const files = [{ text: 'fix @b.ts' }, { text: '\n--- Content from referenced files ---' }, { text: 'secret' }];
    assert.equal(prompt({ content: files }), 'fix @b.ts');
    assert.equal(prompt({ content: [{ text: 'long text sent' }], displayContent: [{ text: 'fix it' }] }), 'fix it');
    const [subAgent] = readTranscript(
      new GeminiCliReader('fallback'),
      lines([{ ...header, kind: 'subagent' }, user('u', 'You are a helper'), answer('g', replace('c', 'a\n', 'b\n'))]),
    ).suggestions;
    assert.equal(subAgent?.prompt, null);
  });

  it('keeps everything around damaged lines', () => {
    const { suggestions, gaps } = readTranscript(new GeminiCliReader('fallback'), [
      'garbage',
      ...lines([user('u', 'go'), answer('g', replace('c', 'a\n', 'b\n')), { $set: 7 }, { $rewindTo: 'u' }]),
      '{"id":"cut',
    ]);
    assert.deepEqual(rows(suggestions), [[0, 'go', 'a.ts', 'none', 'a => b']]);
    assert.deepEqual(gaps, [
      { line: 1, why: 'not JSON' },
      { line: 6, why: 'cut off' },
    ]);
  });
});
