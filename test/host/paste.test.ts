import assert from 'node:assert/strict';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { TextDocument } from 'vscode';
import * as vscode from 'vscode';
import { ActiveEditor } from '../../src/editor/activeEditor.ts';
import { PasteWatch } from '../../src/editor/capture/pasteWatch.ts';
import { nodeDigest } from '../../src/node/digest.ts';
import { copyElsewhere, keysAvailable, press, see, type } from './keys.ts';
import { until } from './until.ts';

const line = 'const total = basket.reduce(sumOf, 0);';
const lines = 'function sumOf(sum, one) {\n  return sum + one.price;\n}';
const three = 'first line of the text\nsecond line of the text\nthird line of the text';

/** What a paste is told as, without what differs from run to run. */
interface Told {
  readonly text: string;
  readonly inside: boolean;
  /** As `line:character-line:character`. */
  readonly ranges: readonly string[];
}

describe('watching pastes', function () {
  this.timeout(60_000);
  const told: (Told & { readonly document: TextDocument })[] = [];
  const subscriptions: Pick<vscode.Disposable, 'dispose'>[] = [];
  let count = 0;

  before(function () {
    if (!keysAvailable) this.skip();
    const texts = new Map<TextDocument, { readonly before: string; readonly now: string }>();
    const note = (document: TextDocument): void => {
      texts.set(document, { before: texts.get(document)?.now ?? '', now: document.getText() });
    };
    const active = new ActiveEditor();
    const watch = new PasteWatch(
      nodeDigest,
      active,
      (_, work) => work(),
      (document) => texts.get(document)?.before,
    );
    subscriptions.push(
      active,
      vscode.workspace.onDidOpenTextDocument(note),
      vscode.workspace.onDidChangeTextDocument((event) => {
        note(event.document);
        const paste = watch.pasteOf(event);
        if (paste) told.push({ document: event.document, ...paste, ranges: paste.ranges.map(show) });
      }),
      watch,
    );
  });

  after(() => {
    for (const one of subscriptions) one.dispose();
  });

  afterEach(async () => {
    if (keysAvailable) await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  /** Opens a new file with this text and nothing told yet; `|` is the cursor. */
  async function open(text: string, ending = 'txt'): Promise<TextDocument> {
    const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    const uri = vscode.Uri.file(path.join(root, `paste-${String(++count)}.${ending}`));
    await vscode.workspace.fs.writeFile(uri, Buffer.from(text.replace('|', '')));
    const document = await vscode.workspace.openTextDocument(uri);
    await focus(document, document.positionAt(text.indexOf('|')));
    return document;
  }

  async function focus(document: TextDocument, at: vscode.Position): Promise<void> {
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at), preview: false });
    await see('focused-editor');
    told.length = 0;
  }

  async function threeCursors(): Promise<void> {
    for (const many of [2, 3]) {
      await vscode.commands.executeCommand('editor.action.insertCursorBelow');
      await until('the cursor is there', () => vscode.window.activeTextEditor?.selections.length === many);
    }
  }

  /** Waits until the document holds this, and gives what was told of it. */
  async function toldWhen(document: TextDocument, text: string): Promise<Told[]> {
    await until('the text is there', () => document.getText() === text).catch((error: unknown) => {
      throw new Error(`${String(error)}; the document holds ${JSON.stringify(document.getText())}`);
    });
    return told
      .filter((one) => one.document === document)
      .map(({ text, inside, ranges }) => ({ text, inside, ranges }));
  }

  it('tells of a line from elsewhere', async () => {
    const document = await open('a;|');
    await copyElsewhere(line);
    await press('Control+V');
    assert.deepEqual(await toldWhen(document, `a;${line}`), [{ text: line, inside: false, ranges: ['0:2-0:2'] }]);
  });

  it('tells of several lines from elsewhere, where an editor’s own paste provider is at work too', async () => {
    for (const ending of ['ts', 'md']) {
      const document = await open('|', ending);
      await copyElsewhere(lines);
      await press('Control+V');
      assert.deepEqual(await toldWhen(document, lines), [{ text: lines, inside: false, ranges: ['0:0-0:0'] }]);
    }
  });

  it('tells what the paste replaced', async () => {
    const document = await open('old text|');
    await copyElsewhere(line);
    await press('Control+A', 'Control+V');
    assert.deepEqual(await toldWhen(document, line), [{ text: line, inside: false, ranges: ['0:0-0:8'] }]);
  });

  it('knows what was copied in the same editor and in another', async () => {
    const document = await open(`${lines}|`);
    await press('Control+A', 'Control+C', 'Control+End', 'Control+V');
    assert.deepEqual(await toldWhen(document, lines + lines), [{ text: lines, inside: true, ranges: ['2:1-2:1'] }]);
    const other = await open('to: |', 'py');
    await press('Control+V');
    assert.deepEqual(await toldWhen(other, `to: ${lines}`), [{ text: lines, inside: true, ranges: ['0:4-0:4'] }]);
  });

  it('knows even a short text that was copied here', async () => {
    const document = await open('abc|');
    await press('Control+A', 'Control+C', 'Control+End', 'Control+V');
    assert.deepEqual(await toldWhen(document, 'abcabc'), [{ text: 'abc', inside: true, ranges: ['0:3-0:3'] }]);
    await copyElsewhere('def');
    await press('Control+V');
    assert.equal((await toldWhen(document, 'abcabcdef')).length, 1, 'a short one from elsewhere is not told');
  });

  it('knows what was cut', async () => {
    const document = await open(`${lines}|`);
    await press('Control+A', 'Control+X');
    await until('the text is gone', () => document.getText() === '');
    await press('Control+V');
    assert.deepEqual(await toldWhen(document, lines), [{ text: lines, inside: true, ranges: ['0:0-0:0'] }]);
  });

  it('knows a line copied or cut without a selection', async () => {
    const document = await open(`x\n${line}|\ny`);
    await press('Control+C', 'Control+V');
    const [copied] = await toldWhen(document, `x\n${line}\n${line}\ny`);
    assert.equal(copied?.inside, true);
    told.length = 0;
    await press('Control+X');
    await until('the line is gone', () => document.getText() === `x\n${line}\ny`);
    await press('Control+V');
    const [cut] = await toldWhen(document, `x\n${line}\n${line}\ny`);
    assert.equal(cut?.inside, true);
  });

  it('tells once of a text pasted at several cursors', async () => {
    const document = await open('|a\nb\nc');
    const text = `${line} // at each`;
    await copyElsewhere(text);
    await threeCursors();
    await press('Control+V');
    const [first, ...others] = await toldWhen(document, `${text}a\n${text}b\n${text}c`);
    assert.deepEqual([first?.text, first?.inside, first?.ranges.length, others.length], [text, false, 3, 0]);
    await press('Escape');
  });

  it('puts together what is shared out over several cursors', async () => {
    const document = await open('|a\nb\nc');
    await copyElsewhere(three);
    await threeCursors();
    await press('Control+V');
    const [one, two, last] = three.split('\n');
    const pasted = await toldWhen(document, `${String(one)}a\n${String(two)}b\n${String(last)}c`);
    assert.deepEqual(
      pasted.map(({ text, inside }) => [text, inside]),
      [[three, false]],
    );
    told.length = 0;
    // Copied at the same cursors it is the developer's own.
    await press('Escape');
    const own = three.replaceAll('text', 'list');
    const source = await open(`|${own}`);
    await threeCursors();
    await press('Shift+End', 'Control+C', 'End', 'Control+V');
    const again = await toldWhen(source, own.replace(/.+/g, '$&$&'));
    assert.deepEqual(
      again.map(({ text, inside }) => [text, inside]),
      [[own, true]],
    );
    await press('Escape');
  });

  it('tells of pastes into an untitled document and a notebook cell', async () => {
    const untitled = await vscode.workspace.openTextDocument({ content: '' });
    await focus(untitled, new vscode.Position(0, 0));
    await copyElsewhere(three);
    await press('Control+V');
    assert.deepEqual(await toldWhen(untitled, three), [{ text: three, inside: false, ranges: ['0:0-0:0'] }]);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');

    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, '', 'python');
    const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', new vscode.NotebookData([cell]));
    await vscode.window.showNotebookDocument(notebook);
    await vscode.commands.executeCommand('notebook.cell.edit');
    const { document } = notebook.cellAt(0);
    await until('the cell has the focus', () => vscode.window.activeTextEditor?.document === document);
    told.length = 0;
    await press('Control+V');
    assert.deepEqual(await toldWhen(document, three), [{ text: three, inside: false, ranges: ['0:0-0:0'] }]);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('tells of a paste by a command, as the menu runs it', async () => {
    for (const command of ['editor.action.clipboardPasteAction', 'editor.action.pasteAsText']) {
      const document = await open('q |');
      const text = `${line} // by ${command}`;
      await vscode.env.clipboard.writeText(text);
      await vscode.commands.executeCommand(command);
      assert.deepEqual(await toldWhen(document, `q ${text}`), [{ text, inside: false, ranges: ['0:2-0:2'] }]);
    }
  });

  it('tells nothing of typing, undo, redo, and changes away from the cursor', async () => {
    const document = await open('|');
    const typed = 'const typed = by(hand, one, key, after, another);';
    await type(typed);
    await until('it is typed', () => document.getText() === typed);
    await press('Control+Z');
    await until('some of it is undone', () => document.getText() !== typed);
    await press('Control+Y');
    await until('it is done again', () => document.getText() === typed);
    await press('Enter');
    await until('there is another line', () => document.lineCount === 2);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 3), `${line}\n`);
    await vscode.workspace.applyEdit(edit);
    await document.save();
    await vscode.workspace.fs.writeFile(document.uri, Buffer.from(`${lines}\n${lines}\n`));
    assert.deepEqual(await toldWhen(document, `${lines}\n${lines}\n`), []);
  });

  it('never costs the paste, whatever is typed after it and however busy the extension host is', async () => {
    // In languages with a paste provider of their own VS Code itself waits, and may drop it.
    /** What comes first, the paste or a key after it, is the editor's affair; nothing is lost. */
    const hasAll = (document: vscode.TextDocument): Promise<unknown> =>
      until('the paste is there, and both keys', () => {
        const text = document.getText();
        return text.includes(line) && /^a;x?y?x?y?$/.test(text.replace(line, '')) && text.length === line.length + 4;
      });
    const pastes = (document: vscode.TextDocument): number => told.filter((one) => one.document === document).length;
    const document = await open('a;|');
    await copyElsewhere(line);
    await press('Control+V', 'x', 'y');
    await hasAll(document);
    assert.equal(pastes(document), 1);
    const busy = await open('a;|');
    const keys = press('Control+V', 'x', 'y');
    // The request has to be on its way before nothing in here moves any more.
    await pause(10);
    const end = Date.now() + 700;
    while (Date.now() < end);
    await keys;
    await hasAll(busy);
    assert.equal(pastes(busy), 1);
  });
});

function show({ start, end }: vscode.Range): string {
  return `${String(start.line)}:${String(start.character)}-${String(end.line)}:${String(end.character)}`;
}
