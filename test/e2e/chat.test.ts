import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Decision } from '../../src/core/ledger/decision.ts';
import { until as waitFor } from '../host/until.ts';
import { allAnswered, askAgent, askInline, goToHunk, nextHunk, withChat } from '../launch/chat.ts';
import * as pairing from '../launch/pairing.ts';
import { startSession, type Session } from '../launch/session.ts';
import { StubModel, type Reply } from '../support/stubModel.ts';

/** VS Code writes down what a chat did some seconds after it. */
const until = <T>(what: string, condition: () => T): Promise<NonNullable<T>> => waitFor(what, condition, 30_000);

// The chat VS Code comes with, and a model on this machine that calls its real tools.
describe('the chat of VS Code with a live model', function () {
  this.bail(true);
  let model: StubModel;
  let session: Session;
  const seen = (file: string): Decision[] => session.decisions().filter((decision) => decision.file === file);
  const inFile = (name: string): string => fs.readFileSync(path.join(session.workspace, name), 'utf8');
  const replace = (file: string, oldString: string, newString: string): Reply => ({
    tool: 'replace_string_in_file',
    input: { filePath: path.join(session.workspace, file), oldString, newString },
  });

  before(async () => {
    model = await StubModel.start();
    session = await startSession(withChat(model.url));
  });

  after(async () => {
    await session.stop();
    model.stop();
  });

  afterEach(async function () {
    if (this.currentTest?.isFailed()) await session.window.screenshotOfFailure(this.currentTest.fullTitle());
  });

  it('an agent’s turn is one decision a file, and keeping all of it settles nothing', async () => {
    await session.window.openFile('src/cart.ts');
    await askAgent(session.window, model, 'check the quantity and add a tax', [
      replace('src/cart.ts', '  return {', '  if (line.quantity < 1) throw new RangeError(line.sku);\n  return {'),
      {
        tool: 'create_file',
        input: { filePath: path.join(session.workspace, 'src/tax.ts'), content: 'export const taxRate = 0.2;\n' },
      },
    ]);
    await session.window.openFile('src/cart.ts');
    await session.window.press('Control+Alt+y');
    await allAnswered(session.window);
    const decisions = await until('the turn is recorded', () => {
      const found = [...seen('src/cart.ts'), ...seen('src/tax.ts')];
      return found.length === 2 ? found : undefined;
    });
    for (const decision of decisions) {
      assert.deepEqual([decision.tool.name, decision.tool.model], ['github-copilot', 'stub-model']);
      assert.equal(decision.surface, 'agent');
      assert.equal(decision.prompt, 'check the quantity and add a tax');
      assert.equal(decision.group, decisions[0]?.group);
      assert.deepEqual(decision.verdict, { label: 'trusted', settled: false });
    }
    const [check, tax] = decisions;
    assert.equal(check?.before, '');
    assert.equal(check.suggested, '  if (line.quantity < 1) throw new RangeError(line.sku);');
    assert.equal(tax?.suggested, 'export const taxRate = 0.2;');
  });

  it('a turn the developer undoes is overridden at once', async () => {
    await session.window.openFile('src/money.ts');
    await askAgent(session.window, model, 'use big integers', [replace('src/money.ts', '= number', '= bigint')]);
    await until('it stands', () => inFile('src/money.ts').includes('bigint'));
    await session.window.openFile('src/money.ts');
    await session.window.press('Control+Shift+n');
    await until('it is taken back', () => !inFile('src/money.ts').includes('bigint'));
    const [decision] = await until('it is recorded as overridden', () => {
      const found = seen('src/money.ts');
      return found.some(({ verdict }) => verdict.settled) ? found : undefined;
    });
    assert.equal(decision?.verdict.label, 'overrode');
    assert.equal(decision.suggested, 'export type Cents = bigint;');
    assert.equal(decision.before, 'export type Cents = number;');
  });

  it('of two changes one kept and one rejected is neither trusted nor overridden', async () => {
    await session.window.openFile('src/capture.ts');
    await askAgent(session.window, model, 'guard and explain', [
      replace('src/capture.ts', '  id: string;', '  /** Unique among the orders of one shop. */\n  id: string;'),
      replace('src/capture.ts', '  return paid;', "  if (!paid) throw new Error('unpaid');\n  return paid;"),
    ]);
    await session.window.openFile('src/capture.ts');
    await goToHunk(session.window, 4);
    await session.window.press('Control+y');
    await nextHunk(session.window, 16);
    await session.window.press('Control+n');
    await allAnswered(session.window);
    await session.window.openFile('src/capture.ts');
    await session.window.save();
    assert.doesNotMatch(inFile('src/capture.ts'), /unpaid/);
    const decision = await until('both are recorded', () =>
      seen('src/capture.ts').find((one) => one.suggestions === 2),
    );
    assert.equal(decision.surface, 'agent');
    assert.equal(decision.verdict.settled, false, 'the rest of it may still be kept or not');
  });

  it('an inline chat is a chat, with its prompt', async () => {
    await session.window.openFile('src/cart.test.ts');
    await session.window.goTo(7);
    await askInline(
      session.window,
      model,
      'give the result a name',
      replace(
        'src/cart.test.ts',
        '  assert.deepEqual(addLine({ lines: [] }, tea),',
        '  const cart = addLine({ lines: [] }, tea);\n  assert.deepEqual(cart,',
      ),
    );
    await session.window.press('Control+Enter');
    await allAnswered(session.window);
    const [decision] = await until('it is recorded', () => {
      const found = seen('src/cart.test.ts');
      // What was asked is written down after what was done.
      return found.some(({ prompt }) => prompt !== null) ? found : undefined;
    });
    assert.deepEqual([decision?.tool.name, decision?.surface], ['github-copilot', 'chat']);
    assert.equal(decision?.prompt, 'give the result a name');
    assert.match(decision.suggested ?? '', /^ {2}const cart = addLine/);
  });

  it('a commit settles what is left, and nothing was recorded twice', async () => {
    await pairing.commitAll(session.window, 'Check quantities, add a tax');
    const decisions = await until('the commit is recorded', () => {
      const found = session.decisions();
      return found.every(({ verdict }) => verdict.settled) ? found : undefined;
    });
    assert.deepEqual(decisions.map(({ file, verdict }) => `${file ?? ''} ${verdict.label}`).sort(), [
      'src/capture.ts adapted',
      'src/cart.test.ts trusted',
      'src/cart.ts trusted',
      'src/money.ts overrode',
      'src/tax.ts trusted',
    ]);
  });
});
