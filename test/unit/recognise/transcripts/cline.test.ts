import assert from 'node:assert/strict';
import { ClineReader } from '../../../../src/core/recognise/transcripts/cline.ts';
import { searchReplaceBlocks } from '../../../../src/core/recognise/transcripts/clineEdits.ts';
import { fixture, readTranscript, type ReadTranscript } from '../../../support/transcripts.ts';

const task = '1788000000000';
const read = (...documents: (object | string)[]): ReadTranscript =>
  readTranscript(
    new ClineReader(task),
    documents.map((document) => (typeof document === 'string' ? document : JSON.stringify(document))),
  );

const text = (...texts: string[]): object[] => texts.map((one) => ({ type: 'text', text: one }));
const user = (...texts: string[]): object => ({ role: 'user', content: text(...texts) });
const model = (...texts: string[]): object => ({ role: 'assistant', content: text(...texts) });
const environment = '<environment_details>\n# Current Working Directory (/p) Files\nsrc/\n</environment_details>';
const saved = (path: string, content: string): string =>
  `The content was successfully saved to ${path}.\n\n<final_file_content path="${path}">\n${content}\n</final_file_content>\n\n`;
const write = (path: string, content: string): string =>
  `I will.\n<write_to_file>\n<path>${path}</path>\n<content>\n${content}</content>\n</write_to_file>`;
const replace = (path: string, old: string, changed: string): string =>
  `<replace_in_file>\n<path>${path}</path>\n<diff>\n------- SEARCH\n${old}\n=======\n${changed}\n+++++++ REPLACE\n</diff>\n</replace_in_file>`;
const shown = (tool: string, path: string, kind: 'say' | 'ask', ts: number): object => ({
  ts,
  type: kind,
  [kind]: 'tool',
  text: JSON.stringify({ tool, path }),
});

describe('Cline, command line', () => {
  it('reads a recorded session', () => {
    const { suggestions, gaps } = read(fixture('cline/session.json'), fixture('cline/messages.json'));
    assert.deepEqual(gaps, []);
    const [edit, create] = suggestions;
    assert.deepEqual(edit?.hunks, [{ before: '  return a + b;', suggested: '  const sum = a + b;\n  return sum;' }]);
    assert.deepEqual([edit.file, edit.at], ['/workspace/project/src/math.js', '2026-11-22T19:55:17.198Z']);
    assert.deepEqual(
      [create?.created, create?.after],
      [true, 'export const answer = 42;\nexport function twice(x) {\n  return 2 * x;\n}\n'],
    );
    assert.equal(suggestions.length, 2);
    for (const { tool, model, prompt, turn, cwd, answer } of suggestions)
      assert.deepEqual(
        [tool, model, prompt, turn, cwd, answer],
        ['cline', 'stub-model', 'Change add and create new.js', 0, '/workspace/project', 'automatic'],
      );
  });

  it('does not take a failed edit for a suggestion: only the answer says that it failed', () => {
    const use = (id: string): object => ({
      type: 'tool_use',
      id,
      name: 'editor',
      input: { path: '/p/a.ts', old_text: 'one', new_text: 'two' },
    });
    const result = (id: string, success: boolean, more = ''): object => ({
      type: 'tool_result',
      tool_use_id: id,
      content: JSON.stringify({ query: 'edit:/p/a.ts', result: more, success }),
    });
    const { suggestions } = read({
      messages: [
        user('<user_input mode="act">go</user_input>'),
        { role: 'assistant', content: [use('a'), use('b'), use('c'), use('d')] },
        {
          role: 'user',
          content: [
            result('a', false, 'No match'),
            result('b', true, 'Edited /p/a.ts'),
            result('c', false, 'The user denied this operation.'),
          ],
        },
      ],
    });
    assert.deepEqual(
      suggestions.map(({ callIds, answer, prompt }) => [callIds, answer, prompt]),
      [
        [[`${task}/b`], 'none', 'go'],
        [[`${task}/c`], 'rejected', 'go'],
      ],
    );
  });
});

describe('Cline, extension', () => {
  it('reads writes and replacements from the text of the messages', () => {
    const history = [
      user('<task>\nAdd two\n</task>', environment),
      model(write('src/new.ts', 'export const one = 1;\n')),
      user("[write_to_file for 'src/new.ts'] Result:", saved('src/new.ts', 'export const one = 1;\n')),
      model(replace('src/new.ts', 'export const one = 1;', 'export const one = 1;\nexport const two = 2;')),
      user(
        "[replace_in_file for 'src/new.ts'] Result:",
        saved('src/new.ts', 'export const one = 1;\nexport const two = 2;\n'),
      ),
      model(replace('src/old.ts', '  return a;', '  return b;')),
      user("[replace_in_file for 'src/old.ts'] Result:", saved('src/old.ts', 'f() {\n  return b;\n}\n'), environment),
      model('<attempt_completion><result>done</result></attempt_completion>'),
      user(
        '[attempt_completion] Result:',
        'The user has provided feedback on the results:\n<feedback>\nNow three\n</feedback>',
      ),
      model(replace('src/old.ts', '  return b;', '  return 3;')),
      user("[replace_in_file for 'src/old.ts'] Result:\nThe content was successfully saved."),
    ];
    const ui = [
      shown('newFileCreated', 'src/new.ts', 'ask', 1_788_000_001_000),
      shown('editedExistingFile', 'src/new.ts', 'ask', 1_788_000_002_000),
      shown('editedExistingFile', 'src/old.ts', 'say', 1_788_000_003_000),
      shown('editedExistingFile', 'src/old.ts', 'say', 1_788_000_004_000),
    ];
    const { suggestions, gaps } = read({ usage: [{ model_id: 'model-x' }] }, { shown: ui }, { history });
    assert.deepEqual(gaps, []);
    const [created, old, again] = suggestions;
    assert.deepEqual(
      [
        created?.file,
        created?.cwd,
        created?.created,
        created?.after,
        created?.suggestions,
        created?.answer,
        created?.model,
      ],
      ['src/new.ts', '/p', true, 'export const one = 1;\nexport const two = 2;\n', 2, 'accepted', 'model-x'],
    );
    assert.deepEqual([created?.prompt, created?.turn, created?.at], ['Add two', 0, '2026-08-29T10:40:02.000Z']);
    assert.deepEqual(
      [old?.base, old?.answer, old?.hunks],
      ['f() {\n  return a;\n}\n', 'automatic', [{ before: '  return a;', suggested: '  return b;' }]],
    );
    assert.deepEqual(
      [again?.prompt, again?.turn, again?.hunks],
      ['Now three', 1, [{ before: '  return b;', suggested: '  return 3;' }]],
    );
    assert.equal(suggestions.length, 3);
  });

  it('keeps what was refused or changed by its user apart, and leaves out what failed', () => {
    const { suggestions } = read(
      {
        shown: [
          shown('editedExistingFile', 'failed.ts', 'ask', 1),
          { type: 'say', say: 'diff_error', text: 'failed.ts' },
          shown('editedExistingFile', 'changed.ts', 'ask', 2),
          shown('editedExistingFile', 'told.ts', 'ask', 3),
          {
            type: 'say',
            say: 'user_feedback_diff',
            text: JSON.stringify({ tool: 'editedExistingFile', path: 'told.ts', diff: '' }),
          },
          shown('editedExistingFile', 'denied.ts', 'ask', 4),
        ],
      },
      {
        history: [
          user('<task>go</task>'),
          model(
            ...['failed', 'changed', 'told', 'denied', 'unanswered'].map((name) => replace(`${name}.ts`, 'one', 'two')),
          ),
          user(
            "[replace_in_file for 'failed.ts'] Result:",
            'The tool execution failed with the following error:\n<error>\nThe SEARCH block was not found\n</error>',
            "[replace_in_file for 'changed.ts'] Result:",
            `The user made the following updates to your content:\n\n-two\n+2\n\n${saved('changed.ts', '2\n')}`,
            "[replace_in_file for 'told.ts'] Result:",
            saved('told.ts', 'two\n'),
            "[replace_in_file for 'denied.ts'] Result:",
            'The user denied this operation.',
          ),
        ],
      },
    );
    assert.deepEqual(
      suggestions.map(({ file, answer, hunks }) => [file, answer, hunks]),
      ['changed modified', 'told modified', 'denied rejected'].map((one) => {
        const [name, answer] = one.split(' ');
        return [`${name ?? ''}.ts`, answer, [{ before: 'one', suggested: 'two' }]];
      }),
    );
    assert.equal(new Set(suggestions.map(({ callIds }) => callIds[0])).size, 3);
  });

  it('does not take the approval of a failed edit for that of the next', () => {
    const history = [
      user('<task>go</task>'),
      model(replace('a.ts', 'gone', 'two')),
      user(
        "[replace_in_file for 'a.ts'] Result:",
        'The tool execution failed with the following error:\n<error>no match</error>',
      ),
      model(replace('a.ts', 'one', 'two')),
      user("[replace_in_file for 'a.ts'] Result:", 'The content was successfully saved to a.ts.'),
    ];
    const ui = [
      shown('editedExistingFile', 'a.ts', 'ask', 1),
      { type: 'say', say: 'diff_error', text: 'a.ts' },
      shown('editedExistingFile', 'a.ts', 'say', 2),
    ];
    const { suggestions } = read({ shown: ui }, { history });
    assert.deepEqual(
      suggestions.map(({ answer, hunks }) => [answer, hunks]),
      [['automatic', [{ before: 'one', suggested: 'two' }]]],
    );
  });

  it('does not take a file that holds tags for the words of its user', () => {
    const { suggestions } = read({
      history: [
        user('<task>go</task>'),
        model('<read_file><path>a.html</path></read_file>'),
        user("[read_file for 'a.html'] Result:", '<html>\n<task>not said</task>\n</html>'),
        model(replace('a.html', '<html>', '<html lang="en">')),
        user("[replace_in_file for 'a.html'] Result:", 'The content was successfully saved to a.html.'),
      ],
    });
    assert.deepEqual(
      suggestions.map(({ prompt, turn }) => [prompt, turn]),
      [['go', 0]],
    );
  });

  it('reads both kinds of markers, and several blocks', () => {
    assert.deepEqual(
      searchReplaceBlocks(
        '<<<<<<< SEARCH\r\na\r\n=======\r\nb\r\n>>>>>>> REPLACE\n------- SEARCH\nc\n=======\n+++++++ REPLACE\n------- SEARCH\ntorn',
      ),
      [
        { old: 'a\n', new: 'b\n' },
        { old: 'c\n', new: '' },
      ],
    );
  });

  it('says which documents it could not read', () => {
    assert.deepEqual(read({ shown: [] }, '{"history":[{"role":}').gaps, [{ line: 2, why: 'cut off' }]);
    assert.deepEqual(read('{"shown":[{}', { history: [null, { role: 'assistant', content: 3 }] }), {
      suggestions: [],
      gaps: [{ line: 1, why: 'not JSON' }],
    });
  });
});
