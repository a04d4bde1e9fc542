import assert from 'node:assert/strict';
import { recordFacts, type RecordFacts } from '../../../src/core/assist/recordFacts.ts';
import { instructionsTask, summaryTask, weekTask } from '../../../src/core/assist/recordTasks.ts';
import { groupStates } from '../../../src/core/portfolio/groups.ts';
import { TestDrafting } from '../../support/drafting.ts';
import { ModelServer, refuses, says } from '../../support/modelServer.ts';
import { emptyLedger, tell } from '../../support/portfolioLedger.ts';

const never = new AbortController().signal;

describe('drafts about many decisions', () => {
  let server: ModelServer;
  let made: ReturnType<typeof emptyLedger>;
  let test: TestDrafting;
  let facts: RecordFacts;
  before(async () => {
    server = await ModelServer.start();
  });
  after(() => server.stop());
  beforeEach(() => {
    made = emptyLedger();
    test = new TestDrafting(made.ledger.home, made.clock, server.url, 'Acme');
    const { ledger } = made;
    for (const note of ['Forgot the empty cart of Acme', 'Rounded twice'])
      tell(ledger, {
        verdict: 'adapted',
        stance: 'adapted',
        reasons: ['edge-case', 'my-own-chip'],
        note,
        kept: 'secret code',
      });
    tell(ledger, { verdict: 'overrode', stance: 'overrode', reasons: ['insecure'], language: 'go' });
    for (let index = 0; index < 3; index += 1) tell(ledger, { verdict: 'trusted', note: 'fine', stance: 'trusted' });
    tell(ledger, { verdict: 'undecided' });
    const noteOf = (id: string): string | null =>
      ledger.decisions().find((decision) => decision.id === id)?.reflection?.note ?? null;
    facts = recordFacts(groupStates(ledger.states()), ({ id }) => noteOf(id), 'Name one edge case first');
  });
  afterEach(() => made.ledger.dispose());

  it('tell counts and the developer’s words on what was changed or refused, the newest first; no code, no names', async () => {
    server.does(says('{"summary": "A good week.", "rule": "Test empty carts."}'));
    const { draft, by } = await test.drafting.draft(weekTask, facts, [], never);
    assert.deepEqual([draft, by], [{ summary: 'A good week.', rule: 'Test empty carts.' }, 'stub']);
    assert.equal(
      test.seen[0]?.question.material,
      [
        'Suggestions of AI tools that the developer decided about: trusted 3, adapted 2, overrode 1.',
        'By language: TypeScript: 3 of 5 trusted; Go: 0 of 1 trusted.',
        'Reasons for changing or refusing: an edge case (2); my-own-chip (2); insecure (1).',
        'The developer’s own words:\n- “Rounded twice”\n- “Forgot the empty cart of Name 1”',
        'The rule the developer tried: “Name one edge case first”',
      ].join('\n\n'),
    );
  });

  it('follow from the record alone where no model helps: counts, a rule and lines for the reasons given', async () => {
    server.does(refuses(500, 'no'));
    const week = await test.drafting.draft(weekTask, facts, [], never);
    assert.deepEqual(week, {
      draft: {
        summary:
          'I decided about 6 suggestions of AI tools: kept three as offered, changed two, did not keep one. The reason I gave most often: an edge case (2 times).',
        rule: 'Before I accept, I name one input the suggestion does not handle.',
      },
      by: null,
      problem: 'model-failed',
    });
    const { draft } = await test.drafting.draft(instructionsTask, facts, [], never);
    assert.deepEqual(draft.lines, [
      'Handle empty, missing, very large and repeated input, and name each case you handle.',
      'Check input, permissions and secrets; never weaken a check to make something work.',
    ]);
    const nothing = recordFacts([], () => null);
    assert.deepEqual(summaryTask.plain(nothing), { summary: 'Nothing was decided.' });
    assert.deepEqual(instructionsTask.plain(nothing), { lines: [] });
  });

  it('are of the form that was asked for, or none', () => {
    assert.deepEqual(summaryTask.read('{"summary": "I decide."}', facts), { summary: 'I decide.' });
    assert.equal(instructionsTask.read(JSON.stringify({ lines: Array(20).fill('Do this.') }), facts).lines.length, 8);
    for (const answer of ['{"lines": []}', '{"lines": "x"}', '{"lines": ["x", 3]}'])
      assert.throws(() => instructionsTask.read(answer, facts), answer);
    assert.throws(() => weekTask.read('{"summary": "only half"}', facts));
  });
});
