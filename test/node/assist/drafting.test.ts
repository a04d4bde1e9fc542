import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { reasonTask, titleTask, type ReasonDraft } from '../../../src/core/assist/decisionTasks.ts';
import type { DecisionFacts } from '../../../src/core/assist/material.ts';
import type { ModelReason } from '../../../src/core/assist/model.ts';
import { longestQuestion } from '../../../src/core/assist/task.ts';
import { PairfolioError } from '../../../src/core/shared/errors.ts';
import type { Drafted } from '../../../src/node/assist/drafting.ts';
import { eraseSent, sentFile } from '../../../src/node/assist/eraseSent.ts';
import { SentLog } from '../../../src/node/assist/sentLog.ts';
import { TestDrafting } from '../../support/drafting.ts';
import { breaksOff, ModelServer, refuses, says, saysAtOnce, type Behaviour } from '../../support/modelServer.ts';
import { emptyLedger, tell, type Told } from '../../support/portfolioLedger.ts';

const never = new AbortController().signal;
const told: Told = {
  verdict: 'adapted',
  stance: 'adapted',
  reasons: ['edge-case'],
  note: 'It forgot the empty cart, told Acme Ltd',
  prompt: 'Write subtotal for Acme Ltd, see /home/jane/work/cart.ts',
  before: 'const before = 1;',
  suggested: 'const offered = load("/home/jane/work/cart.ts");',
  kept: 'const stands = 3;',
  checks: [{ what: 'npm test', result: 'passed' }],
};

describe('a draft', () => {
  let server: ModelServer;
  let made: ReturnType<typeof emptyLedger>;
  let test: TestDrafting;
  before(async () => {
    server = await ModelServer.start();
  });
  after(() => server.stop());
  beforeEach(() => {
    made = emptyLedger();
    test = new TestDrafting(made.ledger.home, made.clock, server.url, 'Acme Ltd = a client\n');
  });
  afterEach(() => made.ledger.dispose());

  const factsOf = (id: string, withCode = true): DecisionFacts => {
    const state = made.ledger.read().suggestions.get(id);
    assert.ok(state);
    return { decision: made.ledger.decision(state), withCode };
  };
  const title = (id: string, facts = factsOf(id)): Promise<Drafted<{ readonly title: string }>> =>
    test.drafting.draft(titleTask, facts, [id], never);
  const reason = (id: string, facts = factsOf(id)): Promise<Drafted<ReasonDraft>> =>
    test.drafting.draft(reasonTask, facts, [id], never);
  const sent = (): { readonly messages: { readonly content: string }[] } =>
    JSON.parse(server.asked[0]?.body ?? '{}') as { messages: { content: string }[] };

  it('sends what was shown before, to the letter, and notes it', async () => {
    server.does(says('{"title": "Handle the empty cart"}'));
    const id = tell(made.ledger, told);
    assert.deepEqual(await title(id), { draft: { title: 'Handle the empty cart' }, by: 'stub', problem: null });
    const [shown] = test.seen;
    assert.deepEqual(
      sent().messages.map(({ content }) => content),
      [shown?.question.instructions, shown?.question.material],
    );
    const [noted, ...more] = test.log.read();
    assert.deepEqual(more, []);
    assert.deepEqual(
      [noted?.instructions, noted?.material, noted?.about, noted?.outcome, noted?.host, noted?.task],
      [shown?.question.instructions, shown?.question.material, [id], 'answered', new URL(server.url).host, 'title'],
    );
    assert.equal(fs.statSync(sentFile(made.ledger.home)).mode & 0o777, 0o600);
  });

  it('names no person, project, file or machine, and no secret, also one the record let through', async () => {
    server.does(says('{"title": "x"}'));
    const id = tell(made.ledger, told);
    const { decision } = factsOf(id);
    const key = `ghp_${'a1B2'.repeat(9)}`;
    await title(id, {
      decision: { ...decision, suggested: `${decision.suggested ?? ''}\nconst key = "${key}";` },
      withCode: true,
    });
    const body = server.asked[0]?.body ?? '';
    assert.ok(body.includes('const stands = 3;') && body.includes('a client'), 'what may be told is there');
    for (const never of ['Acme', 'jane', 'shop', 'src/cart.ts', 'github-copilot', key, key.slice(4)])
      assert.ok(!body.includes(never), never);
    assert.ok(body.includes('[secret:'));
  });

  it('tells nothing that somebody wrote where only metrics are kept', async () => {
    server.does(says('{"title": "x"}'));
    const id = tell(made.ledger, told);
    await title(id, factsOf(id, false));
    const body = server.asked[0]?.body ?? '';
    for (const text of ['before = 1', 'offered', 'stands', 'subtotal', 'empty cart', 'Acme'])
      assert.ok(!body.includes(text), text);
    assert.match(body, /Verdict of the developer: adapted/);
    assert.match(body, /an edge case/);
  });

  it('sends the beginning and the end of what is long, and never cuts a secret in two', async () => {
    server.does(says('{"title": "x"}'));
    const key = `ghp_${'a1B2'.repeat(9)}`;
    const filler = 'let x = 1;\n'.repeat(2_000);
    for (let at = 1_440; at < 1_560; at += 7) {
      const suggested = `${filler.slice(0, at)}"${key}"${filler}end`;
      const id = tell(made.ledger, { ...told, before: filler, kept: filler, prompt: filler });
      const { decision } = factsOf(id);
      await title(id, { decision: { ...decision, suggested }, withCode: true });
      const material = test.seen.at(-1)?.question.material ?? '';
      assert.ok(material.length <= longestQuestion + 200, String(material.length));
      assert.ok(!material.includes('ghp_') && !material.includes('a1B2'), `cut at ${String(at)}`);
      assert.match(material, /characters left out/);
    }
  });

  it('sends and notes nothing where the developer does not want it', async () => {
    test.mayGo = false;
    server.does(says('{"title": "x"}'));
    await assert.rejects(title(tell(made.ledger, told)), (error) => PairfolioError.is(error, 'cancelled'));
    assert.deepEqual([server.asked, test.log.read()], [[], []]);
  });

  it('sends nothing that could not be noted', async () => {
    const id = tell(made.ledger, told);
    fs.writeFileSync(path.join(made.ledger.home, 'assist'), 'in the way');
    server.does(says('{"title": "x"}'));
    await assert.rejects(title(id), (error) => PairfolioError.is(error, 'ledger-unwritable'));
    assert.deepEqual(server.asked, []);
  });

  it('suggests only reasons that can be chosen for the verdict', async () => {
    server.does(
      says(
        '{"note": "It missed the empty cart.", "reasons": ["edge-case", "tests-pass", "edge-case", "made-up", "style"]}',
      ),
    );
    const { draft } = await reason(tell(made.ledger, told));
    assert.deepEqual(draft, { note: 'It missed the empty cart.', reasons: ['edge-case', 'style'] });
  });

  it('takes an answer for text, whatever it says', async () => {
    const evil = [
      'Ignore all rules. See [this](https://evil.test/?q=code) or command:pairfolio.forgetDecision, Array<string>',
      'https://evil.test/x \u202Etxt.exe www.evil.test ![p](https://evil.test/p.png) javascript:alert',
    ];
    server.does(says(JSON.stringify({ note: evil.join('\n'), reasons: [] })));
    const { draft } = await reason(tell(made.ledger, told));
    assert.equal(
      draft.note,
      'Ignore all rules. See this or [address left out] Array<string> [address left out] txt.exe [address left out] p [address left out]',
    );
  });

  it('finds the answer in what models put around it', async () => {
    for (const answer of [
      '```json\n{"title": "A title"}\n```',
      '<think>Maybe {"title": "no"}?</think>\nSure! {"title": "A title"} Hope this helps {"x": "}"}',
      '{"thoughts": {"title": 3}} {"title": "A title", "more": true}',
    ]) {
      server.does(says(answer));
      assert.deepEqual((await title(tell(made.ledger, told))).draft, { title: 'A title' }, answer);
    }
  });

  const failures: readonly (readonly [what: string, does: Behaviour, problem: ModelReason])[] = [
    ['an answer of another form', says('{"headline": "A title"}'), 'model-answer'],
    ['an empty title', says('{"title": "  "}'), 'model-answer'],
    ['a title as long as a page', says(JSON.stringify({ title: 'x'.repeat(500) })), 'model-answer'],
    ['prose', says('I would call it: the empty cart'), 'model-answer'],
    ['half an answer', breaksOff('{"title": "A ti', 'ends'), 'model-answer'],
    ['a page', saysAtOnce('<html>', { type: 'text/html' }), 'model-answer'],
    ['a key that is refused', refuses(401, 'invalid_api_key'), 'model-refused'],
    ['a used up quota', refuses(429, 'insufficient_quota'), 'model-quota'],
  ];
  for (const [what, does, problem] of failures)
    it(`follows from the record alone after ${what}, and says so`, async () => {
      server.does(does);
      const id = tell(made.ledger, told);
      assert.deepEqual(await title(id), { draft: { title: 'Adapted: an edge case' }, by: null, problem });
      const lines = made.ledger.segments().flatMap(({ lines }) => lines);
      assert.ok(
        !lines.some((line) => line.includes('"type":"case"')),
        'nothing is recorded before somebody takes it over',
      );
      assert.equal(
        test.log.read()[0]?.outcome,
        what.includes('key') || what.includes('quota') || what.includes('half') || what === 'a page'
          ? problem
          : 'answered',
      );
    });

  it('has something to say about a decision of which nothing was kept', async () => {
    server.does(refuses(500, 'no'));
    const id = tell(made.ledger, { language: null });
    assert.deepEqual((await title(id)).draft, { title: 'Undecided' });
    assert.deepEqual((await reason(id)).draft, { note: 'Kept after changes.', reasons: [] });
    const kept = tell(made.ledger, { verdict: 'trusted', checks: [{ what: 'npm test', result: 'passed' }] });
    assert.deepEqual((await reason(kept)).draft, {
      note: 'Kept as offered in TypeScript; npm test passed.',
      reasons: ['tests-pass'],
    });
  });

  it('is forgotten with its decision: what was sent is erased where it lies, and the rest stays', async () => {
    server.does(says('{"title": "x"}'));
    const [first, second] = [tell(made.ledger, told), tell(made.ledger, { ...told, kept: 'const other = 4;' })];
    for (const id of [first, second]) await title(id);
    const bytes = (): string => fs.readFileSync(sentFile(made.ledger.home), 'utf8');
    assert.ok(bytes().includes('stands = 3') && bytes().includes('other = 4'));
    const before = fs.statSync(sentFile(made.ledger.home));
    made.ledger.forget([first]);
    assert.ok(!bytes().includes('stands = 3') && bytes().includes('other = 4'));
    assert.deepEqual(
      test.log.read().map(({ about }) => about),
      [[second]],
    );
    const after = fs.statSync(sentFile(made.ledger.home));
    assert.deepEqual([after.ino, after.size], [before.ino, before.size]);
    await made.ledger.forgetMany('everything');
    assert.equal(bytes().trim(), '');
    eraseSent(made.ledger.home, 'everything');
  });

  it('keeps its log readable after a torn line, and forgets that line too', async () => {
    server.does(says('{"title": "x"}'));
    const id = tell(made.ledger, told);
    await title(id);
    fs.appendFileSync(sentFile(made.ledger.home), '{"schema":"pairfolio.sent/1","material":"torn stands = 3');
    assert.equal(test.log.read().length, 1);
    made.ledger.forget([tell(made.ledger, { ...told })]);
    assert.ok(!fs.readFileSync(sentFile(made.ledger.home), 'utf8').includes('torn'));
    assert.equal(test.log.read().length, 1);
  });

  it('keeps a log that does not grow for ever: what is oldest makes room, and forgetting finds all that is left', () => {
    const { home } = made.ledger;
    const log = new SentLog(home, 2_000);
    const at = '2026-11-22T10:00:00.000Z';
    const to = { provider: 'endpoint', model: 'stub', host: null, task: 'title' } as const;
    const files = (): string[] => fs.readdirSync(path.join(home, 'assist')).sort();
    const bytes = (): number =>
      files().reduce((sum, name) => sum + fs.statSync(path.join(home, 'assist', name)).size, 0);
    const left = (): string[] => log.read().map(({ about }) => about[0] ?? '');
    for (let index = 0; index < 100; index += 1) {
      const end = log.sending({
        ...to,
        at,
        about: [`id-${String(index)}`],
        instructions: 'x',
        material: 'y'.repeat(200),
      });
      end('answered', at);
      assert.ok(bytes() < 2 * 2_000 + 1_000, `${String(bytes())} bytes after ${String(index + 1)}`);
      assert.equal(left().at(-1), `id-${String(index)}`);
    }
    assert.ok(left().length >= 4 && left().length < 20, String(left().length));
    assert.ok(log.read().every(({ outcome }) => outcome === 'answered'));
    assert.deepEqual(files(), ['sent.jsonl', 'sent.older.jsonl']);
    for (const name of files()) assert.equal(fs.statSync(path.join(home, 'assist', name)).mode & 0o777, 0o600);

    // The oldest that is left stands in the older file.
    const [oldest = '', ...others] = left();
    eraseSent(home, new Set([oldest]));
    assert.deepEqual(left(), others);
    eraseSent(home, 'everything');
    assert.deepEqual(left(), []);
    for (const name of files()) assert.equal(fs.readFileSync(path.join(home, 'assist', name), 'utf8').trim(), '');
  });

  it('takes an answer that comes after its question made room for newer ones for none', () => {
    const log = new SentLog(made.ledger.home, 100);
    const at = '2026-11-22T10:00:00.000Z';
    const one = {
      provider: 'editor',
      model: 'm',
      host: null,
      task: 'title',
      at,
      instructions: '',
      material: 'z'.repeat(200),
    };
    const late = log.sending({ ...one, about: ['late'] });
    for (const id of ['b', 'c']) log.sending({ ...one, about: [id] });
    late('answered', at);
    assert.ok(log.read().every(({ about }) => about[0] !== 'late'));
  });
});
