import assert from 'node:assert/strict';
import { readAgentTrace } from '../../../../src/core/recognise/transcripts/agentTrace.ts';
import { readGitAiNote } from '../../../../src/core/recognise/transcripts/gitAiNote.ts';

describe('git-ai notes', () => {
  const about = {
    schema_version: 'authorship/3.0.0',
    prompts: {
      d4a7828bfdafe456: { agent_id: { tool: 'claude', id: 'session-1', model: 'claude-opus-4-7' }, overriden_lines: 1 },
    },
    sessions: { s_a76964380084ef: { agent_id: { tool: 'codex', id: 'session-2', model: 'gpt-5.5' } } },
    humans: { h_dca485b1adf836: { author: 'Somebody' } },
  };
  const note = [
    'src/a.ts',
    '  h_dca485b1adf836 3-4,7-14',
    '  d4a7828bfdafe456 5-6,20',
    '"src/with space.ts"',
    '  s_a76964380084ef::t_a3a130d3e145e3 28',
    '  unknown0unknown0 1-2',
    '---',
    JSON.stringify(about, null, 2),
  ].join('\n');

  it('gives the lines of agents, not those of people', () => {
    assert.deepEqual(
      readGitAiNote(note, 'c0ffee').map(({ revision, file, lines, tool, model, session }) => [
        revision,
        file,
        lines,
        tool,
        model,
        session,
      ]),
      [
        [
          'c0ffee',
          'src/a.ts',
          [
            { first: 5, last: 6 },
            { first: 20, last: 20 },
          ],
          'claude',
          'claude-opus-4-7',
          'session-1',
        ],
        ['c0ffee', 'src/with space.ts', [{ first: 28, last: 28 }], 'codex', 'gpt-5.5', 'session-2'],
      ],
    );
  });

  it('makes nothing of a note that is none', () => {
    for (const other of [
      '',
      'Reviewed-by: Somebody',
      note.slice(0, -5),
      'a\n  x 9-1\n---\n{"prompts":{"x":{"agent_id":{"tool":"t"}}}}',
    ])
      assert.deepEqual(readGitAiNote(other, 'c0ffee'), []);
  });
});

describe('Agent Trace', () => {
  it('gives the ranges of an AI, by conversation and model', () => {
    const record = {
      version: '0.1.0',
      timestamp: '2026-01-23T14:30:00Z',
      vcs: { type: 'git', revision: 'c0ffee' },
      tool: { name: 'cursor' },
      files: [
        {
          path: 'src/a.ts',
          conversations: [
            {
              url: 'https://example.com/v1/conversations/12345',
              contributor: { type: 'ai', model_id: 'anthropic/claude-opus-4-5' },
              ranges: [
                { start_line: 42, end_line: 67 },
                { start_line: 70, end_line: 71, contributor: { type: 'ai', model_id: 'openai/gpt-4o' } },
                { start_line: 80, end_line: 81, contributor: { type: 'human' } },
                { start_line: 0, end_line: 3 },
              ],
            },
            { contributor: { type: 'mixed' }, ranges: [{ start_line: 1, end_line: 2 }] },
          ],
        },
      ],
    };
    assert.deepEqual(
      readAgentTrace(record).map(({ revision, file, lines, tool, model, session, at }) => [
        revision,
        file,
        lines,
        tool,
        model,
        session,
        at,
      ]),
      [
        ['c0ffee', 'src/a.ts', [{ first: 42, last: 67 }], 'cursor', 'claude-opus-4-5', '12345', '2026-01-23T14:30:00Z'],
        ['c0ffee', 'src/a.ts', [{ first: 70, last: 71 }], 'cursor', 'gpt-4o', '12345', '2026-01-23T14:30:00Z'],
      ],
    );
  });

  it('needs no field', () => {
    assert.deepEqual(readAgentTrace({}), []);
    assert.deepEqual(readAgentTrace({ files: [null, { path: 'a', conversations: [null, { ranges: [3] }] }] }), []);
  });
});
