import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { attributionOf } from '../../src/core/ledger/attribution.ts';
import { ReadModel } from '../../src/core/ledger/readModel.ts';
import type { SuggestionState } from '../../src/core/ledger/suggestionState.ts';
import { waiting } from '../../src/core/reflect/groups.ts';
import { systemClock } from '../../src/node/clock.ts';
import { nodeDigest } from '../../src/node/digest.ts';
import { Ledger } from '../../src/node/ledger/ledger.ts';
import { closeAll, configure, Desk } from './editing.ts';
import { keysAvailable, look, press, see, type } from './keys.ts';
import { until } from './until.ts';

const code = 'const total = lines.reduce((sum, line) => sum + line.price, 0);';

describe('correcting what was taken for an AI’s', function () {
  this.timeout(60_000);
  const ledger = new Ledger(process.env['PAIRFOLIO_HOME'] ?? '', { app: 'test', host: 'cli' }, systemClock, nodeDigest);
  let desk: Desk;
  let known: ReadonlySet<string>;

  /** What was recorded in this test, whether it counts or not. */
  const all = (): SuggestionState[] => ledger.states({ all: true }).filter(({ id }) => !known.has(id));
  const counted = (): string[] =>
    ledger
      .states()
      .filter(({ id }) => !known.has(id))
      .map(({ id }) => id);
  const standing = (): string[] => all().map(attributionOf);
  const recorded = (count = 1): Promise<SuggestionState[]> =>
    until(`${String(count)} recorded`, () => (all().length === count ? all() : undefined));
  const stands = (wanted: string): Promise<boolean> => until(wanted, () => standing().join() === wanted);
  const run = (command: string, ...args: unknown[]): Thenable<string[] | undefined> =>
    vscode.commands.executeCommand<string[] | undefined>(command, ...args);
  const notAi = (...args: unknown[]): Thenable<string[] | undefined> => run('pairfolio.notAi', ...args);
  const wasAi = (...args: unknown[]): Thenable<string[] | undefined> => run('pairfolio.wasAi', ...args);
  /** Presses the button of the message that was just shown. */
  const undo = (): Thenable<unknown> => vscode.commands.executeCommand('notification.acceptPrimaryAction');

  async function accept(text: string): Promise<SuggestionState> {
    const before = all().length;
    await desk.suggest({ text });
    await press('Tab');
    desk.offer = undefined;
    const state = (await recorded(before + 1)).at(-1);
    assert.ok(state);
    return state;
  }

  async function hover({ document }: vscode.TextEditor, at: vscode.Position): Promise<string> {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      at,
    );
    const texts = hovers.flatMap(({ contents }) =>
      contents.map((one) => (one instanceof vscode.MarkdownString ? one.value : '')),
    );
    return texts.filter((text) => text.includes('Pairfolio')).join('\n');
  }

  before(async function () {
    if (!keysAvailable) this.skip();
    desk = new Desk();
    await vscode.extensions.getExtension('pairfolio.pairfolio')?.activate();
  });

  beforeEach(async () => {
    known = new Set(ledger.states({ all: true }).map(({ id }) => id));
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  afterEach(closeAll);

  after(() => {
    desk.dispose();
    ledger.dispose();
  });

  it('shows the evidence over a suggestion, with the link that corrects it, and nothing elsewhere', async () => {
    const editor = await desk.open('correct-hover.ts', 'const before = 1;\n|');
    const { id } = await accept(code);
    const text = await hover(editor, new vscode.Position(1, 5));
    assert.match(text, /Inline suggestion of a tool that is not known/);
    assert.match(text, /Recorded: (now|\d+ seconds? ago)/);
    assert.match(text, /Verdict: still being followed/);
    assert.match(
      text,
      /Evidence: seen as it was accepted \(the key that accepts an inline suggestion\): almost certain/,
    );
    const link = /\[This Wasn’t AI\]\(command:pairfolio\.notAi\?(\S+)\)/.exec(text)?.[1] ?? '';
    assert.deepEqual(JSON.parse(decodeURIComponent(link)), [[id]]);
    assert.equal(await hover(editor, new vscode.Position(0, 5)), '');
    await configure({ 'pairfolio.capture.showEvidence': false });
    assert.equal(await hover(editor, new vscode.Position(1, 5)), '');
    await configure({ 'pairfolio.capture.showEvidence': undefined });
  });

  it('takes “this wasn’t AI” at the cursor out of what counts and is asked, and back again with Undo', async () => {
    const editor = await desk.open('correct-not.ts', '|');
    const { id } = await accept(code);
    assert.deepEqual(counted(), [id]);
    assert.deepEqual(await notAi(), [id]);
    assert.deepEqual([counted(), standing()], [[], ['not-ai']]);
    ledger.append({
      type: 'verdict',
      at: new Date().toISOString(),
      body: { suggestion: id, label: 'trusted', settled: false, because: 'distance' },
    });
    const isAsked = (): boolean =>
      waiting(ledger.read(), Date.now()).some((group) => group.states.some((one) => one.id === id));
    assert.equal(isAsked(), false);
    assert.equal(await hover(editor, new vscode.Position(0, 5)), '', 'it is not followed any more');
    await type(' // mine');
    await undo();
    await stands('believed');
    assert.deepEqual([counted(), isAsked()], [[id], true]);
    assert.match(await hover(editor, new vscode.Position(0, 5)), /This Wasn’t AI/);
  });

  it('corrects by the id a link gives, wherever the cursor is', async () => {
    await desk.open('correct-link.ts', '|');
    const { id } = await accept(code);
    await desk.open('correct-other.ts', '|');
    assert.deepEqual(await notAi([id]), [id]);
    assert.deepEqual(standing(), ['not-ai']);
    assert.deepEqual(await wasAi([id]), [id]);
    assert.deepEqual([counted(), standing()], [[id], ['believed']]);
  });

  it('counts what was only probable once the developer says “this was AI”', async () => {
    const editor = await desk.open('correct-probable.ts', 'first();\n|');
    await editor.edit((change) => change.insert(editor.selection.active, code));
    const [state] = await recorded();
    assert.deepEqual([counted(), standing()], [[], ['probable']]);
    const text = await hover(editor, new vscode.Position(1, 5));
    assert.match(text, /nothing but a guess .*: too weak to count/);
    assert.match(text, /This Was AI/);
    assert.deepEqual(await wasAi(), [state?.id]);
    assert.deepEqual([counted(), standing()], [[state?.id], ['confirmed']]);
    assert.match(await hover(editor, new vscode.Position(1, 5)), /You said that this was AI/);
    await undo();
    await stands('not-ai');
    assert.deepEqual(counted(), []);
  });

  it('records a selection nothing was noticed of as the developer’s word, and follows it', async () => {
    const editor = await desk.open('correct-selection.ts', `|function sum(a, b) {\n  return a + b;\n}\n\n${code}\n`);
    editor.selection = new vscode.Selection(0, 0, 3, 0);
    const [id] = (await wasAi()) ?? [];
    const [state] = await recorded();
    assert.ok(id !== undefined && state);
    assert.deepEqual([state.id, counted(), ReadModel.counts(state)], [id, [id], true]);
    const { suggested, before, evidence, file } = ledger.decision(state);
    assert.equal(suggested, 'function sum(a, b) {\n  return a + b;\n}');
    assert.deepEqual([before, path.basename(file ?? '')], ['', path.basename(editor.document.fileName)]);
    assert.deepEqual(evidence, [{ kind: 'shape', confidence: 0.4, source: 'the developer said so' }]);
    assert.match(await hover(editor, new vscode.Position(1, 3)), /You said that this was AI/);
    assert.deepEqual(await wasAi(), [], 'it is there already');
    assert.equal(all().length, 1);
    await editor.edit((change) => change.insert(new vscode.Position(5, 0), 'last();\n'));
    await editor.document.save();
    await until('it is followed', () => all()[0]?.survival.save);
  });

  it('takes the line of the cursor where nothing is selected', async () => {
    await desk.open('correct-line.ts', `first();\n  ${code}|\nlast();\n`);
    assert.equal((await wasAi())?.length, 1);
    const [state] = await recorded();
    assert.equal(state && ledger.decision(state).suggested, code);
  });

  it('asks which one is meant where several are at one place', async () => {
    const editor = await desk.open('correct-several.ts', '|');
    const first = await accept('first(1, 2, 3);');
    await accept('second(4, 5, 6);');
    editor.selection = new vscode.Selection(0, 0, 0, 30);
    const corrected = notAi();
    await see('input-box');
    await type('first');
    await press('Enter');
    assert.deepEqual(await corrected, [first.id]);
    assert.deepEqual(standing(), ['not-ai', 'believed']);
    // Only one is left.
    await vscode.window.showTextDocument(editor.document);
    assert.equal((await notAi())?.length, 1);
    assert.deepEqual(counted(), []);
  });

  it('finds what is recorded but not followed by its text', async () => {
    const editor = await desk.open('correct-recorded.ts', `first();\n|agentWrote(this, line);\n`);
    const file = path.basename(editor.document.fileName);
    const size = { characters: 23, lines: 1 };
    const id = nodeDigest.random(16);
    ledger.append(
      {
        type: 'suggestion',
        at: new Date(Date.now() - 30 * 24 * 3_600_000).toISOString(),
        body: {
          id,
          group: id,
          surface: 'agent',
          tool: { name: 'codex', model: null },
          language: 'typescript',
          evidence: [{ kind: 'transcript', confidence: 0.95, source: 'codex transcript' }],
          confidence: 0.95,
          suggestions: 1,
          turn: null,
          answer: 'none',
          size: { before: size, suggested: size },
        },
      },
      {
        file,
        workspace: path.basename(path.dirname(editor.document.fileName)),
        before: '',
        suggested: 'agentWrote(this, line);',
      },
    );
    assert.deepEqual(await notAi(), [id]);
    assert.deepEqual(standing(), ['not-ai']);
    assert.deepEqual(await notAi(), [], 'it was corrected already');
    assert.deepEqual(await wasAi(), [id]);
    assert.deepEqual(await wasAi(), [], 'it counts already');
    assert.deepEqual(counted(), [id]);
  });

  it('says so where nothing is, and records nothing', async () => {
    await desk.open('correct-nothing.ts', '|\n\nmine();\n');
    assert.deepEqual(await notAi(), []);
    assert.deepEqual(await wasAi(), [], 'an empty line');
    assert.deepEqual(all(), []);
  });

  it('points out nothing while recording is paused or in an ignored file', async () => {
    await desk.open('correct-paused.ts', `${code}|`);
    await run('pairfolio.pauseCapture');
    assert.equal(await wasAi(), undefined);
    await run('pairfolio.resumeCapture');
    await configure({ 'pairfolio.capture.ignore': ['**/*correct-paused*'] });
    assert.equal(await wasAi(), undefined);
    await configure({ 'pairfolio.capture.ignore': undefined });
    assert.deepEqual(all(), []);
    assert.equal((await wasAi())?.length, 1);
  });

  it('takes the developer’s word for the kind and the domain of a decision', async () => {
    await desk.open('correct-kind.test.ts', '|');
    const { id } = await accept(code);
    const inferred = (): SuggestionState | undefined => ledger.read().suggestions.get(id);
    const asked = run('pairfolio.classifyDecision');
    await see('input-box');
    await type('migr');
    await press('Enter');
    await until('the second question is asked', async () => (await look('quick-pick')).includes('front-end'));
    await type('data');
    await press('Enter');
    await asked;
    assert.deepEqual([inferred()?.kind, inferred()?.domain], ['migration', 'data']);
  });
});
