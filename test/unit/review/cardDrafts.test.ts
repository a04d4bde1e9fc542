import assert from 'node:assert/strict';
import { modelWords } from '../../../src/core/assist/model.ts';
import { noExtraAnswers } from '../../../src/core/reflect/extraQuestions.ts';
import type { HostMessage } from '../../../src/core/reflect/messages.ts';
import { CardDrafts } from '../../../src/editor/review/cardDrafts.ts';
import { ReviewSession } from '../../../src/editor/review/reviewSession.ts';
import { buildPortfolio } from '../../../src/node/portfolio/build.ts';
import { TestAssist } from '../../support/assist.ts';
import { ModelServer, neverAnswers, refuses, says } from '../../support/modelServer.ts';
import { emptyLedger, tell, type Told } from '../../support/portfolioLedger.ts';

type Reply = Extract<HostMessage, { type: 'draft' }>;

const told: Told = {
  at: '2026-11-22T16:00:00.000Z',
  verdict: 'adapted',
  before: 'const a = 1;\n',
  suggested: 'const a = 2;\n',
  kept: 'const a = 3;\n',
};

describe('drafts for the review view', () => {
  let server: ModelServer;
  let made: ReturnType<typeof emptyLedger>;
  let session: ReviewSession;
  let assist: TestAssist;
  let drafts: CardDrafts;
  let replies: Reply[];
  let failed: unknown[];

  before(async () => {
    server = await ModelServer.start();
  });
  after(() => server.stop());
  beforeEach(() => {
    made = emptyLedger();
    session = new ReviewSession(made.ledger, made.clock);
    assist = new TestAssist(made.ledger, made.clock, server.url);
    [replies, failed] = [[], []];
    drafts = new CardDrafts({
      assist,
      suggestionsOf: (item) => session.suggestionsOf(item),
      send: (message) => {
        if (message.type === 'draft') replies.push(message);
      },
      failed: (error) => failed.push(error),
    });
  });
  afterEach(() => {
    drafts.dispose();
    session.dispose();
    made.ledger.dispose();
  });

  const ask = (item: string, stance: 'trusted' | 'adapted' | 'overrode' = 'adapted'): Promise<void> =>
    drafts.handle({ type: 'draft', item, stance });
  /** Puts decisions before the developer. */
  const asked = (): string => {
    const advice = session.advise(
      'request',
      { lastInputAt: null, occupations: [] },
      { when: 'on-request', maxPerDay: 9 },
    );
    if (advice.kind === 'ask') session.ask(advice, 'request', null);
    return session.page().items[0]?.id ?? '';
  };

  it('what is taken over stands in the record with its mark, and the portfolio says so', async () => {
    server.does(says('{"note": "It forgot the empty cart.", "reasons": ["edge-case"]}'));
    const id = tell(made.ledger, told);
    const item = asked();
    await ask(item);
    const [reply] = replies;
    assert.deepEqual(reply, {
      type: 'draft',
      item,
      draft: { text: 'It forgot the empty cart.', reasons: ['edge-case'], by: 'stub', problem: null },
    });
    assert.equal(made.ledger.decisions()[0]?.reflection, null);
    session.answer(item, {
      stance: 'adapted',
      reasons: ['edge-case'],
      note: 'It forgot the empty cart.',
      ...noExtraAnswers,
      case: null,
      assisted: ['note', 'reasons'],
    });
    assert.deepEqual(made.ledger.decisions()[0]?.reflection?.assisted, ['note', 'reasons']);
    const { files } = await buildPortfolio(made.ledger, { clock: made.clock, digest: made.digest, cases: [{ id }] });
    const page = files.find(({ name }) => name === 'portfolio.md')?.text ?? '';
    assert.match(
      page,
      /\*\*Help from a model\.\*\* A language model drafted words of case 1 \(reason in words and choice of reasons\); I edited or approved each\./,
    );
  });

  it('an answer without help has no mark', () => {
    tell(made.ledger, told);
    session.answer(asked(), { stance: 'adapted', reasons: [], note: 'mine', ...noExtraAnswers, case: null });
    const [decision] = made.ledger.decisions();
    assert.equal(decision?.reflection?.note, 'mine');
    assert.equal('assisted' in decision.reflection, false);
  });

  it('nor has one of which nothing is left that a model drafted', () => {
    tell(made.ledger, told);
    const assisted = ['note' as const, 'reasons' as const];
    session.answer(asked(), {
      stance: 'adapted',
      reasons: ['style'],
      note: ' ',
      ...noExtraAnswers,
      case: null,
      assisted,
    });
    assert.deepEqual(made.ledger.decisions()[0]?.reflection?.assisted, ['reasons']);
  });

  it('words of a case stay marked when they are changed in the view, until they are gone', () => {
    const id = tell(made.ledger, told);
    made.ledger.append(
      { type: 'case', at: told.at ?? '', body: { suggestion: id, assisted: ['title'] } },
      { title: 'A' },
    );
    const group = made.ledger.read().suggestions.get(id)?.body.group ?? '';
    const say = (title: string): void => {
      session.note([group]);
      const words = { title, situation: 'S', result: '', impact: '' };
      session.answer(group, { stance: 'adapted', reasons: [], note: null, ...noExtraAnswers, case: words });
    };
    say('A title');
    assert.deepEqual(made.ledger.decisions()[0]?.case?.assisted, ['title']);
    say('');
    assert.equal(made.ledger.decisions()[0]?.case?.assisted, undefined);
  });

  it('are about what the developer says, and about all suggestions of the decision', async () => {
    server.does(says('{"note": "Kept as it was.", "reasons": ["tests-pass", "edge-case"]}'));
    const ids = [
      tell(made.ledger, { ...told, group: 'g' }),
      tell(made.ledger, { ...told, group: 'g', kept: 'const b = 4;\n' }),
    ];
    const item = asked();
    await ask(item, 'trusted');
    const body = server.asked[0]?.body ?? '';
    assert.match(body, /Verdict of the developer: trusted/);
    assert.ok(body.includes('const a = 3;') && body.includes('const b = 4;'));
    assert.deepEqual(replies[0]?.draft?.reasons, ['tests-pass']);
    assert.deepEqual([...(assist.test.log.read()[0]?.about ?? [])].sort(), [...ids].sort());
    await drafts.handle({ type: 'draft-show', item, stance: 'overrode' });
    assert.match(assist.shown[0] ?? '', /Verdict of the developer: overrode/);
    assert.equal(server.asked.length, 1);
  });

  it('say in one sentence why no model helped, and offer what follows from the record', async () => {
    server.does(refuses(401, 'invalid_api_key'));
    tell(made.ledger, told);
    await ask(asked());
    assert.deepEqual(replies[0]?.draft, {
      text: 'Kept after changes in TypeScript.',
      reasons: [],
      by: null,
      problem: modelWords['model-refused'],
    });
    assert.deepEqual(failed, []);
  });

  it('tell the view that nothing came of it when they are stopped, or must not be sent', async () => {
    server.does(neverAnswers);
    tell(made.ledger, told);
    const item = asked();
    const waiting = ask(item);
    await drafts.handle({ type: 'draft-stop', item });
    await waiting;
    assist.test.mayGo = false;
    await ask(item);
    assert.deepEqual(replies, [
      { type: 'draft', item, draft: null },
      { type: 'draft', item, draft: null },
    ]);
    assert.deepEqual(failed, []);
  });

  it('answer once where they are asked for again', async () => {
    server.does(neverAnswers, says('{"note": "The second.", "reasons": []}'));
    tell(made.ledger, told);
    const item = asked();
    const first = ask(item, 'overrode');
    while (server.asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await Promise.all([first, ask(item)]);
    assert.deepEqual(
      replies.map(({ draft: one }) => one?.text),
      ['The second.'],
    );
  });

  it('tell of a decision that is gone, and the view goes on', async () => {
    tell(made.ledger, told);
    await ask('another');
    assert.equal(failed.length, 1);
    assert.deepEqual(replies, [{ type: 'draft', item: 'another', draft: null }]);
  });
});
