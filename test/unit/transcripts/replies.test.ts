import assert from 'node:assert/strict';
import { replyReader } from '../../../src/core/recognise/transcripts/replies/readers.ts';
import type { Reply } from '../../../src/core/recognise/transcripts/replies/reply.ts';
import { transcriptSources } from '../../../src/node/transcripts/sources.ts';
import { basketReply, recordedReplies, recordedSessions, type RecordedSession } from '../../support/replies.ts';
import { readTranscript } from '../../support/transcripts.ts';

function repliesIn(tool: string, lines: readonly string[], session = 'fallback'): Reply[] {
  const reader = replyReader(tool, session);
  assert.ok(reader, `replies of ${tool} are read`);
  return [...lines.flatMap((line) => [...reader.read(line)]), ...reader.end()];
}

const ofTool = (tool: string): RecordedSession[] => recordedSessions.filter((one) => one.tool === tool);

describe('replies in transcripts', () => {
  it('are read for every tool whose transcripts are', () => {
    const tools = new Set(recordedSessions.map(({ tool }) => tool));
    for (const { name } of transcriptSources) assert.ok(tools.has(name) && replyReader(name, ''), name);
    assert.equal(replyReader('toString', ''), undefined);
  });

  for (const recorded of recordedReplies) {
    const { tool, name, model, session, turn, prompt } = recorded;
    it(`${tool}: are given with model, session, turn and prompt (${name})`, () => {
      const found = repliesIn(tool, recorded.lines(basketReply)).filter(({ text }) => text.includes('basketTotal'));
      assert.ok(found.length > 0, 'the reply is found');
      for (const reply of found) {
        assert.equal(reply.text.trim(), basketReply);
        assert.deepEqual([reply.tool, reply.model, reply.session], [tool, model, session]);
        assert.deepEqual([reply.turnIndex, reply.prompt], [turn, prompt]);
        assert.ok(reply.at.startsWith('2026-11-2') || tool === 'continue', reply.at);
      }
    });
  }

  for (const { tool, name, lines, reader } of recordedSessions) {
    it(`${tool}: are what was said, not what tools were given or the user asked (${name})`, () => {
      const replies = repliesIn(tool, lines());
      for (const { text, prompt } of replies) {
        assert.doesNotMatch(
          text,
          /const sum|twice|via (?:shell|bash)|export const|Begin Patch|"file_path"|environment_context/,
        );
        assert.notEqual(text, prompt);
      }
    });

    it(`${tool}: have the turns its suggestions have (${name})`, () => {
      const prompts = new Map(readTranscript(reader(), lines()).suggestions.map(({ turn, prompt }) => [turn, prompt]));
      for (const { turnIndex, prompt } of repliesIn(tool, lines()))
        if (prompt !== null && prompts.has(turnIndex))
          assert.equal(prompt, prompts.get(turnIndex), `turn ${String(turnIndex)}`);
    });

    it(`${tool}: are read past damaged and cut lines (${name})`, () => {
      const whole = lines();
      const damaged = whole.flatMap((line) => ['{"type":', 'null', '[]', '"x"', line.slice(0, line.length / 2), line]);
      const texts = (of: readonly Reply[]): string[] => of.map(({ text }) => text);
      assert.deepEqual(texts(repliesIn(tool, damaged)), texts(repliesIn(tool, whole)));
    });
  }
});

describe('what is no reply', () => {
  it('what a sub-agent of Claude Code was told, and what the tool says in the model’s place', () => {
    const [{ lines } = { lines: () => [] }] = ofTool('claude-code');
    const [said = ''] = lines().filter((line) => line.includes('"text":"done"') || line.includes('"text": "done"'));
    const record = JSON.parse(said) as { message: object; uuid?: string };
    const synthetic = { ...record, uuid: 'other', message: { ...record.message, model: '<synthetic>' } };
    const thinking = {
      ...record,
      uuid: 'third',
      message: { content: [{ type: 'thinking', thinking: 'hmm', text: 'hmm' }] },
    };
    assert.deepEqual(
      repliesIn(
        'claude-code',
        [synthetic, thinking].map((one) => JSON.stringify(one)),
      ),
      [],
    );
  });

  it('a slash command of Claude Code that is only answered is no turn of its own', () => {
    const at = '2026-11-22T19:49:12.368Z';
    const user = (content: string): string =>
      JSON.stringify({ type: 'user', sessionId: 's', timestamp: at, message: { content } });
    const assistant = (text: string): string =>
      JSON.stringify({
        type: 'assistant',
        sessionId: 's',
        timestamp: at,
        message: { content: [{ type: 'text', text }] },
      });
    const lines = [
      user('first'),
      assistant('a'),
      user('<command-name>/explain</command-name>\n<command-args>it</command-args>'),
      assistant('b'),
      user('second'),
      assistant('c'),
    ];
    assert.deepEqual(
      repliesIn('claude-code', lines).map(({ text, prompt, turnIndex }) => [text, prompt, turnIndex]),
      [
        ['a', 'first', 0],
        ['b', '/explain it', 1],
        ['c', 'second', 1],
      ],
    );
  });

  it('a call Cline writes as tags, and what it thinks; but what it ends with is said', () => {
    const text =
      '<thinking>let me see</thinking>I write it.\n<write_to_file><path>a.ts</path><content>const secret = 1;</content></write_to_file>';
    const done = '<attempt_completion>\n<result>All is done.</result>\n</attempt_completion>';
    const history = [
      { role: 'user', content: [{ type: 'text', text: '<task>Write</task>' }] },
      { role: 'assistant', content: [{ type: 'text', text }] },
      { role: 'assistant', content: [{ type: 'text', text: done }] },
      { role: 'assistant', content: [{ type: 'tool_use', name: 'plan_mode_respond', input: { response: 'A plan.' } }] },
    ];
    assert.deepEqual(
      repliesIn('cline', [JSON.stringify({ history })]).map((reply) => [reply.text.trim(), reply.prompt]),
      [
        ['I write it.', 'Write'],
        ['All is done.', 'Write'],
        ['A plan.', 'Write'],
      ],
    );
  });

  it('what Gemini CLI and Qwen Code thought', () => {
    const parts = [{ text: 'hmm', thought: true }, { text: 'said' }];
    const gemini = JSON.stringify({ id: '1', type: 'gemini', content: parts });
    const qwen = JSON.stringify({ uuid: '1', type: 'assistant', message: { parts } });
    assert.deepEqual(
      [...repliesIn('gemini-cli', [gemini]), ...repliesIn('qwen-code', [qwen])].map(({ text }) => text),
      ['said', 'said'],
    );
  });

  it('a summary Codex makes of a history; and each message is given once', () => {
    const message = (text: string, metadata: object): string =>
      JSON.stringify({
        type: 'response_item',
        payload: { type: 'message', role: 'assistant', content: [{ type: 'output_text', text }] },
        metadata,
      });
    const event = JSON.stringify({ type: 'event_msg', payload: { type: 'agent_message', message: 'said' } });
    const lines = [message('a summary', { compaction_output: true }), event, message('said', {})];
    assert.deepEqual(
      repliesIn('codex', lines).map(({ text }) => text),
      ['said'],
    );
  });
});
