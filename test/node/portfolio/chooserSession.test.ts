import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { ListQuery } from '../../../src/core/portfolio/chooser/messages.ts';
import type { CaseText } from '../../../src/core/portfolio/chooser/words.ts';
import { PairfolioError } from '../../../src/core/shared/errors.ts';
import { ChooserSession } from '../../../src/editor/portfolio/chooserSession.ts';
import { Ledger } from '../../../src/node/ledger/ledger.ts';
import { buildPortfolio } from '../../../src/node/portfolio/build.ts';
import { writePortfolio } from '../../../src/node/portfolio/export.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { MemoryStore } from '../../support/memoryStore.ts';
import { emptyLedger, tell, type Told } from '../../support/portfolioLedger.ts';
import { makeKey, signingWith, verifyAlone } from '../../support/sshKeys.ts';

const never = new AbortController().signal;
const everything: ListQuery = { query: 0, text: '', stance: null, language: null, from: 0 };
const noWords: CaseText = { title: '', situation: '', result: '', impact: '', note: '' };

describe('making a portfolio', () => {
  let made: ReturnType<typeof emptyLedger>;
  let store: MemoryStore;
  const key = makeKey();

  beforeEach(() => {
    made = emptyLedger();
    store = new MemoryStore();
  });

  const add = (told: Told): string =>
    tell(made.ledger, { verdict: 'trusted', suggested: 'export const one = 1;\nconst two = 2;\n', ...told });
  const open = async (ledger: Ledger = made.ledger): Promise<ChooserSession> => {
    const { clock, digest } = made;
    const session = new ChooserSession(
      { ledger, clock, digest, store, translate: (english) => english },
      {
        build: (options) => buildPortfolio(ledger, options),
        write: (built, options) => writePortfolio(built, options, digest),
        signing: () => signingWith(key),
      },
    );
    await session.open(never);
    return session;
  };
  const listed = async (session: ChooserSession, query: Partial<ListQuery>): Promise<string[]> =>
    (await session.list({ ...everything, ...query }, never)).entries.map(({ id }) => id);
  /** Lines of the ledger: what was ever written. */
  const lines = (): number => made.ledger.segments().reduce((sum, segment) => sum + segment.lines.length, 0);
  const reasonOf = async (work: Promise<unknown>): Promise<string> => {
    try {
      await work;
    } catch (error) {
      if (PairfolioError.is(error)) return `${error.reason}: ${error.message}`;
      throw error;
    }
    return 'nothing failed';
  };

  it('offers what was decided, newest first, 50 at a time; nothing undecided, corrected or forgotten', async () => {
    const ids = Array.from({ length: 120 }, (_, index) =>
      add({ at: `2026-10-01T10:${String(index % 60).padStart(2, '0')}:${index < 60 ? '00' : '30'}.000Z` }),
    );
    add({ verdict: 'undecided' });
    tell(made.ledger, { suggested: 'still followed' });
    made.ledger.forget([ids[7] ?? '']);
    made.ledger.append({
      type: 'correction',
      at: '2026-10-02T00:00:00.000Z',
      body: { suggestions: [ids[8] ?? ''], ai: false },
    });
    const session = await open();
    const first = await session.list(everything, never);
    assert.deepEqual([first.entries.length, first.total, session.state().all], [50, 118, 118]);
    const seen = [...(await listed(session, {})), ...(await listed(session, { from: 50 }))];
    const times = [...first.entries, ...(await session.list({ ...everything, from: 50 }, never)).entries];
    assert.deepEqual(
      times
        .map(({ at }) => at)
        .toSorted()
        .reverse(),
      times.map(({ at }) => at),
    );
    assert.equal(new Set(seen).size, 100);
    assert.equal((await listed(session, { from: 100 })).length, 18);
  });

  it('finds decisions by file, prompt and words, and filters by verdict and language', async () => {
    const prompt = add({ prompt: 'Make the Capture robust', file: 'src/pay.ts', surface: 'agent' });
    const noted = add({ stance: 'overrode', note: 'charged twice', verdict: 'overrode', language: 'python' });
    const titled = add({ title: 'Paging kept', file: 'lib/Page.PY', language: 'python', verdict: 'adapted' });
    const session = await open();
    assert.deepEqual(await listed(session, { text: ' capture  PAY ' }), [prompt]);
    assert.deepEqual(await listed(session, { text: 'twice' }), [noted]);
    assert.deepEqual(await listed(session, { text: 'page.py' }), [titled]);
    assert.deepEqual(await listed(session, { stance: 'overrode' }), [noted]);
    assert.deepEqual((await listed(session, { language: 'python' })).toSorted(), [noted, titled].toSorted());
    assert.deepEqual(await listed(session, { text: 'nowhere' }), []);
    session.saveWords(prompt, { ...noWords, title: 'Idempotent payment' });
    assert.deepEqual(await listed(session, { text: 'idempotent' }), [prompt], 'words written since are found too');
  });

  it('keeps to the period and the workspace, and says which cases lie outside', async () => {
    const early = add({ at: '2026-03-01T10:00:00.000Z', workspace: 'bank' });
    const late = add({ at: '2026-10-01T10:00:00.000Z', workspace: 'shop' });
    const session = await open();
    await session.findWorkspaces(never);
    assert.deepEqual(session.state().workspaces, ['bank', 'shop']);
    for (const id of [early, late]) session.pick(id);
    session.setOptions({ ...session.choice, period: '2026-Q4' });
    assert.deepEqual(await listed(session, {}), [late]);
    assert.deepEqual(
      session.state().picks.map(({ outside }) => outside),
      [true, false],
    );
    assert.match(await reasonOf(session.preview(() => undefined)), /^usage: 1 case lies outside/);
    session.setOptions({ ...session.choice, period: '', workspace: 'bank' });
    assert.deepEqual(await listed(session, {}), [early]);
    session.setOptions({ ...session.choice, period: '2026-1' });
    assert.match(session.state().periodProblem ?? '', /A period is written/);
  });

  it('writes words as a case and as a reflection that says otherwise what the last one said', async () => {
    const id = add({
      verdict: 'overrode',
      stance: 'overrode',
      reasons: ['insecure'],
      note: 'keys in it',
      tippedOff: 'test',
    });
    made.clock.set('2026-11-22T19:00:00.000Z');
    const session = await open();
    const before = lines();
    session.saveWords(id, { ...noWords, note: ' keys in\nit ' });
    assert.equal(lines(), before, 'nothing is written while nothing is changed');
    session.draft(id, { ...noWords, title: 'half a ti', note: 'keys in it' });
    assert.equal(lines(), before, 'nor while it is typed');
    session.saveWords(id, {
      title: 'Keys stay out',
      situation: '',
      result: 'None leaked',
      impact: '',
      note: 'keys were in it',
    });
    assert.equal(lines(), before + 2);
    const [decision] = made.ledger.decisions();
    assert.deepEqual(decision?.case, { title: 'Keys stay out', situation: null, result: 'None leaked', impact: null });
    const { stance, reasons, note, tippedOff } = decision.reflection ?? {};
    assert.deepEqual([stance, reasons, note, tippedOff], ['overrode', ['insecure'], 'keys were in it', 'test']);

    assert.equal(session.state().undo, 'the words of a case');
    made.clock.advance(1_000);
    assert.equal(session.undo()?.id, id);
    assert.deepEqual(session.detail(id)?.words, { ...noWords, note: 'keys in it' });
    assert.equal(made.ledger.decisions()[0]?.reflection?.note, 'keys in it');
  });

  it('keeps no note where the author never said what they did', async () => {
    const id = add({});
    const session = await open();
    session.saveWords(id, { ...noWords, note: 'words nobody asked for' });
    assert.equal(made.ledger.decisions()[0]?.reflection, null);
  });

  it('has the choice and words begun again after it was closed, and records them then', async () => {
    const [first, second] = [add({}), add({ file: 'b.ts' })];
    const session = await open();
    session.pick(first);
    session.pick(second);
    session.move(second, -1);
    session.setCaseCode(second, 'signature');
    session.setOptions({ ...session.choice, about: 'I build shops', names: 'Acme = a client' });
    session.draft(first, { ...noWords, title: 'Begun' });
    const again = await open();
    assert.deepEqual(again.choice.picks, [
      { id: second, code: 'signature' },
      { id: first, code: null },
    ]);
    assert.deepEqual([again.choice.about, again.choice.names], ['I build shops', 'Acme = a client']);
    assert.equal(made.ledger.decisions().find(({ id }) => id === first)?.case?.title, 'Begun');
  });

  it('keeps words that cannot be written until they can', async () => {
    const id = add({});
    made.ledger.dispose();
    const ledger = new Ledger(made.ledger.home, { app: 'test', host: 'editor' }, made.clock, made.digest);
    const session = await open(ledger);
    // A file where the folder was stops everybody, root too.
    const segments = path.join(ledger.home, 'segments');
    fs.renameSync(segments, `${segments}.away`);
    fs.writeFileSync(segments, '');
    const words = { ...noWords, title: 'Written while the disk was away' };
    assert.throws(
      () => session.saveWords(id, words),
      (error) => PairfolioError.is(error, 'ledger-unwritable'),
    );
    fs.rmSync(segments);
    fs.renameSync(`${segments}.away`, segments);
    const append = ledger.append.bind(ledger);
    ledger.append = () => {
      throw new PairfolioError('ledger-unwritable', 'The ledger cannot be written.');
    };
    assert.equal((await open(ledger)).detail(id)?.words.title, words.title, 'the page opens all the same');
    ledger.append = append;
    assert.equal((await open(ledger)).detail(id)?.words.title, words.title);
    assert.equal(ledger.decisions()[0]?.case?.title, words.title);
    ledger.dispose();
  });

  it('builds what was chosen, writes exactly those bytes, and nothing that was not picked', async () => {
    const told = { before: 'old();', suggested: 'const capture = retry(gateway);\nawait capture();\n' };
    const picked = add({
      ...told,
      file: 'src/picked.ts',
      verdict: 'overrode',
      prompt: 'PICKED prompt',
      kept: 'mine();',
    });
    add({
      file: 'src/UNPICKED_FILE.ts',
      suggested: 'UNPICKED_CODE();\n',
      prompt: 'UNPICKED_PROMPT',
      stance: 'trusted',
      note: 'UNPICKED_NOTE',
    });
    const session = await open();
    session.pick(picked);
    session.saveWords(picked, { ...noWords, title: 'A title of mine' });
    const out = path.join(temporaryFolder(), 'portfolio');
    assert.match(await reasonOf(session.write({ out })), /^usage/, 'nothing unseen is written');
    const steps: string[] = [];
    const built = await session.preview((step) => void steps.push(step));
    assert.ok(steps.length >= 3);
    const state = session.state().preview;
    assert.deepEqual([state?.stale, state?.draft, state?.cases, state?.decisions], [false, false, 1, 2]);
    assert.deepEqual(
      state?.files.map(({ name, bytes }) => [name, bytes]),
      built.files.map(({ name, text }) => [name, Buffer.byteLength(text)]),
    );
    const result = await session.write({ out });
    for (const [index, file] of result.files.entries()) {
      const text = fs.readFileSync(file, 'utf8');
      assert.equal(text, built.files[index]?.text);
      assert.doesNotMatch(text, /UNPICKED/, file);
    }
    assert.match(fs.readFileSync(path.join(out, 'portfolio.md'), 'utf8'), /A title of mine/);
  });

  it('says that the preview is out of date after any change, and takes it back with the change', async () => {
    const [id, other] = [add({ stance: 'trusted', note: 'plain' }), add({ file: 'b.ts' })];
    const session = await open();
    session.pick(id);
    await session.preview(() => undefined);
    const changes: (() => void)[] = [
      () => session.pick(other),
      () => session.setCaseCode(id, 'none'),
      () => session.setOptions({ ...session.choice, about: 'I build shops' }),
      () => session.setOptions({ ...session.choice, names: 'Acme = a client' }),
      () => session.setOptions({ ...session.choice, sign: true }),
    ];
    for (const change of changes) {
      assert.equal(session.canWrite, true);
      change();
      assert.equal(session.state().preview?.stale, true);
      assert.match(await reasonOf(session.write({ out: temporaryFolder() })), /^usage/);
      session.undo();
    }
    made.clock.set('2026-11-22T20:00:00.000Z');
    session.saveWords(id, { ...noWords, note: 'plainer' });
    assert.equal(session.canWrite, false);
  });

  it('is signed when it is written, with the key that its preview names', async () => {
    const id = add({});
    const session = await open();
    session.pick(id);
    session.setOptions({ ...session.choice, sign: true });
    await session.preview(() => undefined);
    assert.ok(session.state().preview?.signedWith?.includes(key.fingerprint));
    const out = path.join(temporaryFolder(), 'portfolio');
    await session.write({ out });
    const [sums, signature] = ['SHA256SUMS', 'SHA256SUMS.sig'].map((name) =>
      fs.readFileSync(path.join(out, name), 'utf8'),
    );
    assert.equal(verifyAlone(signature ?? '', sums ?? '', 'pairfolio', [key]).ok, true);
    // It is kept with the choice, for the next time.
    assert.equal((await open()).choice.sign, true);
  });

  it('without a case builds a draft, which is not signed, and says so', async () => {
    add({});
    const session = await open();
    session.setOptions({ ...session.choice, sign: true });
    const built = await session.preview(() => undefined);
    assert.deepEqual([built.draft, session.state().preview?.draft], [true, true]);
    assert.deepEqual([built.signedWith, session.state().preview?.signedWith], [undefined, null]);
  });

  it('lets go of a preview that shows what was forgotten, and of the case', async () => {
    const id = add({});
    const session = await open();
    session.pick(id);
    await session.preview(() => undefined);
    made.ledger.forget([id]);
    assert.equal(session.refresh(), 1);
    assert.deepEqual([session.built, session.choice.picks], [null, []]);
  });

  it('can be cancelled, and keeps the preview before', async () => {
    const id = add({});
    const session = await open();
    session.pick(id);
    const built = await session.preview(() => undefined);
    const again = session.preview(() => session.cancelPreview());
    assert.match(await reasonOf(again), /^cancelled/);
    assert.equal(session.built, built);
  });

  it('says which line of the names cannot be read', async () => {
    const id = add({});
    const session = await open();
    session.pick(id);
    session.setOptions({ ...session.choice, names: 'Acme = a client\n= nobody' });
    assert.match(session.state().namesProblem ?? '', /2/);
    assert.match(await reasonOf(session.preview(() => undefined)), /^usage/);
  });
});
