import assert from 'node:assert/strict';
import fs from 'node:fs';
import { ClaudeCodeReader } from '../../../../src/core/recognise/transcripts/claudeCode.ts';
import type { Gap, TranscriptSuggestion } from '../../../../src/core/recognise/transcripts/transcript.ts';
import { ClaudeSession } from '../../../support/claudeSession.ts';

function readAll(lines: readonly string[]): { suggestions: TranscriptSuggestion[]; gaps: readonly Gap[] } {
  const reader = new ClaudeCodeReader('fallback');
  const suggestions = [...lines.flatMap((line) => reader.read(line)), ...reader.end()];
  return { suggestions, gaps: reader.gaps };
}

const suggestionsOf = (session: ClaudeSession): TranscriptSuggestion[] => readAll(session.lines).suggestions;

/** The one suggestion there should be. */
function only(session: ClaudeSession): TranscriptSuggestion {
  const suggestions = suggestionsOf(session);
  assert.equal(suggestions.length, 1);
  assert.ok(suggestions[0]);
  return suggestions[0];
}

const file = 'const a = 1;\nconst b = 2;\nconst c = 3;\n';

describe('Claude Code transcripts', () => {
  it('reads a recorded session', () => {
    const fixture = new URL('../../../fixtures/claude-code/edit-and-create.jsonl', import.meta.url);
    const { suggestions, gaps } = readAll(fs.readFileSync(fixture, 'utf8').split('\n'));
    assert.deepEqual(gaps, []);
    const [edit, create] = suggestions;
    assert.deepEqual(edit?.hunks, [{ before: '  return a + b;', suggested: '  const sum = a + b;\n  return sum;' }]);
    assert.equal(edit.file, '/workspace/project/src/math.js');
    assert.equal(edit.model, 'claude-opus-4-8');
    assert.equal(edit.prompt, 'Change add and create new.js');
    assert.equal(edit.answer, 'automatic');
    assert.equal(edit.language, 'javascript');
    assert.equal(edit.at, '2026-11-22T19:49:12.094Z');
    assert.deepEqual(
      edit.ranges?.map(({ start, end }) => edit.after?.slice(start, end)),
      ['  const sum = a + b;\n  return sum;'],
    );
    assert.equal(create?.created, true);
    assert.equal(create.after, 'export const answer = 42;\nexport function twice(x) {\n  return 2 * x;\n}\n');
    assert.equal(suggestions.length, 2);
    assert.ok(
      suggestions.every(({ turn, session }) => turn === 0 && session === 'b999d943-b3d5-4735-8f6a-682ca56f0a51'),
    );
  });

  it('gives each turn its own prompt and number, and one suggestion a file', () => {
    const session = new ClaudeSession()
      .prompt('first')
      .edit('a.ts', 'const a = 1', 'const a = 10', { original: file })
      .edit('a.ts', 'const c = 3', 'const c = 30', { original: file.replace('a = 1', 'a = 10') })
      .edit('b.py', 'x = 1', 'x = 2', { original: 'x = 1\n' })
      .prompt([{ type: 'text', text: 'second' }])
      .edit('a.ts', 'const b = 2', 'const b = 20', {
        original: file.replace('a = 1', 'a = 10').replace('c = 3', 'c = 30'),
      });
    const [a, b, again] = suggestionsOf(session);
    assert.deepEqual([a?.prompt, a?.turn, a?.suggestions, a?.hunks.length], ['first', 0, 2, 2]);
    assert.deepEqual(a?.callIds, ['session-1-call-1', 'session-1-call-2']);
    assert.deepEqual([b?.prompt, b?.turn, b?.language], ['first', 0, 'python']);
    assert.deepEqual(
      [again?.prompt, again?.turn, again?.hunks],
      ['second', 1, [{ before: 'const b = 2;', suggested: 'const b = 20;' }]],
    );
  });

  it('leaves nothing of what the turn undid, and the net of what it changed twice', () => {
    const changed = file.replace('a = 1', 'a = 10');
    const undone = new ClaudeSession()
      .prompt('go')
      .edit('a.ts', 'a = 1', 'a = 10', { original: file })
      .edit('a.ts', 'a = 10', 'a = 1', { original: changed });
    assert.deepEqual(suggestionsOf(undone), []);
    const twice = only(
      new ClaudeSession()
        .prompt('go')
        .edit('a.ts', 'a = 1', 'a = 10', { original: file })
        .edit('a.ts', 'a = 10', 'a = 11', { original: changed }),
    );
    assert.deepEqual(twice.hunks, [{ before: 'const a = 1;', suggested: 'const a = 11;' }]);
    assert.equal(twice.suggestions, 2);
  });

  it('leaves out what somebody else changed in the file in between', () => {
    const theirs = `// theirs\n${file.replace('a = 1', 'a = 10')}`;
    const suggestion = only(
      new ClaudeSession()
        .prompt('go')
        .edit('a.ts', 'a = 1', 'a = 10', { original: file })
        .edit('a.ts', 'c = 3', 'c = 30', { original: theirs }),
    );
    assert.deepEqual(suggestion.hunks, [
      { before: 'const a = 1;', suggested: 'const a = 10;' },
      { before: 'const c = 3;', suggested: 'const c = 30;' },
    ]);
    assert.deepEqual(
      suggestion.ranges?.map(({ start, end }) => suggestion.after?.slice(start, end)),
      ['const a = 10;', 'const c = 30;'],
    );
  });

  it('does not take a failed edit for a suggestion', () => {
    assert.deepEqual(suggestionsOf(new ClaudeSession().prompt('go').fail('a.ts', 'x', 'y')), []);
    assert.equal(
      only(new ClaudeSession().prompt('go').fail('a.ts', 'x', 'y').edit('a.ts', 'a = 1', 'a = 2', { original: file }))
        .suggestions,
      1,
    );
  });

  it('takes a rejected edit for one, apart from the accepted ones', () => {
    const session = new ClaudeSession()
      .prompt('go')
      .edit('a.ts', 'a = 1', 'a = 10', { original: file })
      .reject('Edit', { file_path: '/gone/shop/a.ts', old_string: 'const b = 2;', new_string: 'const b = 20;' })
      .reject('Write', { file_path: '/gone/shop/new.ts', content: 'export {};\n' });
    const [accepted, rejected, write] = suggestionsOf(session);
    assert.equal(accepted?.answer, 'accepted');
    assert.equal(rejected?.answer, 'rejected');
    assert.deepEqual(rejected.hunks, [{ before: 'const b = 2;', suggested: 'const b = 20;' }]);
    assert.equal(rejected.after, null);
    assert.deepEqual([write?.answer, write?.hunks], ['rejected', [{ before: '', suggested: 'export {};' }]]);
  });

  it('keeps what the model proposed where the user changed it first', () => {
    const suggestion = only(
      new ClaudeSession().prompt('go').edit('a.ts', 'a = 1', 'a = 10', { original: file, modifiedTo: 'a = 99' }),
    );
    assert.equal(suggestion.answer, 'modified');
    assert.deepEqual(suggestion.hunks, [{ before: 'const a = 1;', suggested: 'const a = 10;' }]);
  });

  it('tells a person’s answer from a setting, and says nothing where the record does not', () => {
    const answer = (options: ConstructorParameters<typeof ClaudeSession>[0]): string =>
      only(new ClaudeSession(options).prompt('go').edit('a.ts', 'a = 1', 'a = 10', { original: file })).answer;
    assert.equal(answer({ mode: 'default' }), 'accepted');
    assert.equal(answer({ mode: 'acceptEdits' }), 'automatic');
    assert.equal(answer({ mode: 'bypassPermissions' }), 'automatic');
    assert.equal(answer({ mode: 'default', entrypoint: 'sdk-cli' }), 'automatic');
    assert.equal(answer({ mode: 'of the future' }), 'none');
  });

  it('reads MultiEdit, replace_all and an overwriting Write', () => {
    const path = '/gone/shop/a.ts';
    const edits = [
      { old_string: 'a = 1', new_string: 'a = 10' },
      { old_string: 'c = 3', new_string: 'c = 30', replace_all: false },
    ];
    const multi = new ClaudeSession()
      .prompt('go')
      .call('MultiEdit', { file_path: path, edits }, { filePath: path, edits, originalFileContents: file });
    assert.equal(only(multi).after, file.replace('a = 1', 'a = 10').replace('c = 3', 'c = 30'));
    assert.equal(only(multi).hunks.length, 2);
    const all = new ClaudeSession().prompt('go').edit('a.ts', 'const', 'let', { original: file, all: true });
    assert.equal(only(all).after, file.replaceAll('const', 'let'));
    const write = only(new ClaudeSession().prompt('go').write('a.ts', `${file}const d = 4;\n`, { original: file }));
    assert.deepEqual([write.hunks, write.created], [[{ before: '', suggested: 'const d = 4;' }], false]);
  });

  it('reads a dollar sign in a replacement as it stands', () => {
    const suggestion = only(new ClaudeSession().prompt('go').edit('a.sh', 'x', 'echo $& $1', { original: 'x\n' }));
    assert.equal(suggestion.after, 'echo $& $1\n');
  });

  it('reads notebooks as their code', () => {
    const cell = (source: string): unknown => ({ cell_type: 'code', source: source.split(/(?<=\n)/) });
    const notebook = (...sources: string[]): string => JSON.stringify({ cells: sources.map(cell), nbformat: 4 });
    const result = { original_file: notebook('x = 1\n', 'y = 2'), updated_file: notebook('x = 1\n', 'y = 3\nz = 4') };
    const session = new ClaudeSession()
      .prompt('go')
      .call('NotebookEdit', { notebook_path: '/gone/n.ipynb', cell_id: 'b', new_source: 'y = 3\nz = 4' }, result);
    assert.deepEqual(only(session).hunks, [{ before: 'y = 2', suggested: 'y = 3\nz = 4' }]);
    const bare = new ClaudeSession()
      .prompt('go')
      .call('NotebookEdit', { notebook_path: '/gone/n.ipynb', new_source: 'y = 3\n' }, {});
    assert.deepEqual([only(bare).hunks, only(bare).after], [[{ before: '', suggested: 'y = 3' }], null]);
  });

  it('falls back to the edit’s own text, or its patch, where the file’s content is missing', () => {
    const own = only(new ClaudeSession().prompt('go').edit('a.ts', 'one\ntwo\nthree', 'one\n2\nthree'));
    assert.deepEqual([own.hunks, own.after, own.ranges], [[{ before: 'two', suggested: '2' }], null, null]);
    const structuredPatch = [
      { oldStart: 1, oldLines: 2, newStart: 1, newLines: 2, lines: [' one', '-const two = 2;', '+const two = 22;'] },
    ];
    const input = { file_path: '/gone/a.ts', old_string: '2', new_string: '22' };
    const patched = only(
      new ClaudeSession()
        .prompt('go')
        .call('Edit', input, { filePath: '/gone/a.ts', oldString: '2', newString: '22', structuredPatch }),
    );
    assert.deepEqual(patched.hunks, [{ before: 'const two = 2;', suggested: 'const two = 22;' }]);
  });

  it('reads a file with Windows line breaks and a name that is not ASCII', () => {
    const suggestion = only(
      new ClaudeSession()
        .prompt('go')
        .edit('größe/日本.ts', 'b = 2', 'b = 20', { original: file.replaceAll('\n', '\r\n') }),
    );
    assert.equal(suggestion.file, '/gone/shop/größe/日本.ts');
    assert.deepEqual(suggestion.hunks, [{ before: 'const b = 2;', suggested: 'const b = 20;' }]);
    assert.equal(suggestion.after, file.replace('b = 2', 'b = 20'));
  });

  it('counts a sub-agent to the turn that started it, and its task is no prompt', () => {
    const session = new ClaudeSession()
      .prompt('do it with help')
      .prompt('You are a sub-agent. Change b.', { isSidechain: true })
      .edit('b.ts', 'b = 2', 'b = 20', { original: file, fields: { isSidechain: true } })
      .edit('a.ts', 'a = 1', 'a = 10', { original: file });
    assert.deepEqual(
      suggestionsOf(session).map(({ prompt, turn }) => [prompt, turn]),
      [
        ['do it with help', 0],
        ['do it with help', 0],
      ],
    );
  });

  it('knows the user’s words from everything else that stands in their place', () => {
    const edit = (session: ClaudeSession): ClaudeSession => session.edit('a.ts', 'a = 1', 'a = 10', { original: file });
    const session = new ClaudeSession()
      .prompt([
        { type: 'text', text: '<ide_opened_file>The user opened a.ts</ide_opened_file>' },
        { type: 'text', text: 'real words' },
      ])
      .prompt('Caveat: The messages below were generated by the user', { isMeta: true })
      .prompt('<local-command-stdout>ok</local-command-stdout>')
      .prompt('This session is being continued', { isCompactSummary: true })
      .prompt('<bash-stdout>files</bash-stdout><bash-stderr></bash-stderr>')
      .prompt([{ type: 'text', text: '[Request interrupted by user for tool use]' }]);
    assert.deepEqual([only(edit(session)).prompt, only(session).turn], ['real words', 0]);
    const command = new ClaudeSession()
      .prompt(
        '<command-name>/clear</command-name>\n<command-message>clear</command-message>\n<command-args></command-args>',
      )
      .prompt(
        '<command-name>/fix</command-name>\n<command-message>fix</command-message>\n<command-args>issue 12</command-args>',
      )
      .prompt('Fix the issue named in the arguments.', { isMeta: true });
    assert.deepEqual([only(edit(command)).prompt, only(command).turn], ['/fix issue 12', 0]);
  });

  it('counts history that a resumed session repeats once', () => {
    const session = new ClaudeSession().prompt('first').edit('a.ts', 'a = 1', 'a = 10', { original: file });
    session.lines.push(...session.lines);
    session.prompt('second').edit('b.ts', 'b = 2', 'b = 20', { original: file });
    assert.deepEqual(
      suggestionsOf(session).map(({ prompt, turn, suggestions }) => [prompt, turn, suggestions]),
      [
        ['first', 0, 1],
        ['second', 1, 1],
      ],
    );
  });

  it('passes over damaged lines and says which', () => {
    const { lines } = new ClaudeSession().prompt('go').edit('a.ts', 'a = 1', 'a = 10', { original: file });
    const garbage = [
      '\u0000\uFFFD{{{',
      '[]',
      '"text"',
      '12',
      'null',
      '{"type":"user","message":5}',
      '{"type":"assistant","message":{"content":[7,null]}}',
      '',
    ];
    const damaged = [...garbage, ...lines, '{"type":"user","mess'];
    const { suggestions, gaps } = readAll(damaged);
    assert.equal(suggestions.length, 1);
    assert.deepEqual(gaps, [
      { line: 1, why: 'not JSON' },
      { line: damaged.length, why: 'cut off' },
    ]);
    const reader = new ClaudeCodeReader('x');
    reader.read({ tooLong: 40_000_000 });
    assert.deepEqual(reader.gaps, [{ line: 1, why: 'too long' }]);
  });
});
