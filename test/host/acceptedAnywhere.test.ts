import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { systemClock } from '../../src/node/clock.ts';
import { nodeDigest } from '../../src/node/digest.ts';
import { Ledger } from '../../src/node/ledger/ledger.ts';
import { keysAvailable, press, see, type } from './keys.ts';
import { until } from './until.ts';

interface Truth { readonly detailedReason?: { readonly source: string } }
const out: string[] = [];
let make: ((document: vscode.TextDocument, position: vscode.Position) => vscode.InlineCompletionItem[]) | undefined;
let count = 0;
async function ghost(): Promise<void> {
  await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
  await see('ghost-text');
}
const insert = (text: string) => (_: vscode.TextDocument, p: vscode.Position) => [new vscode.InlineCompletionItem(text, new vscode.Range(p, p))];
const wait = (ms: number) => new Promise((r) => setTimeout(r, ms));
const setting = async (name: string, value: unknown) => vscode.workspace.getConfiguration().update(name, value, vscode.ConfigurationTarget.Global);

describe('explore', function () {
  this.timeout(120_000);
  const ledger = new Ledger(process.env['PAIRFOLIO_HOME'] ?? '', { app: 'test', host: 'cli' }, systemClock, nodeDigest);
  let sources: string[] = [];
  const subs: vscode.Disposable[] = [];
  const open = async (name: string, text: string, options: { eol?: string } = {}) => {
    const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    const uri = vscode.Uri.file(path.join(root, `x${String(++count)}-${name}`));
    await vscode.workspace.fs.writeFile(uri, Buffer.from(text.replace('|', '').replaceAll('\n', options.eol ?? '\n')));
    const document = await vscode.workspace.openTextDocument(uri);
    const t = document.getText();
    const at = document.positionAt(text.replaceAll('\n', options.eol ?? '\n').indexOf('|'));
    void t;
    const editor = await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at), preview: false });
    await see('focused-editor');
    return { document, editor };
  };
  before(async function () {
    if (!keysAvailable) this.skip();
    subs.push(vscode.languages.registerInlineCompletionItemProvider({ pattern: '**' }, { provideInlineCompletionItems: (d, p) => make?.(d, p) ?? [] }));
    subs.push(vscode.languages.registerInlineCompletionItemProvider({ scheme: 'untitled' }, { provideInlineCompletionItems: (d, p) => make?.(d, p) ?? [] }));
    subs.push(vscode.workspace.onDidChangeTextDocument((e) => {
      if (e.contentChanges.length > 0 && ['file', 'untitled', 'vscode-notebook-cell'].includes(e.document.uri.scheme)) sources.push(`${(e as Truth).detailedReason?.source ?? '?'}[${e.contentChanges.length}]${e.reason ?? ''}`);
    }));
    await vscode.extensions.getExtension('pairfolio.pairfolio')?.activate();
  });
  after(async () => { for (const s of subs) s.dispose(); ledger.dispose(); await vscode.workspace.fs.writeFile(vscode.Uri.file('/tmp/brk/out.txt'), Buffer.from(out.join('\n'))); });
  const probe = (name: string, run: () => Promise<vscode.TextDocument | void>, expected?: number) =>
    it(name, async () => {
      make = undefined;
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await wait(100);
      const before = new Set(ledger.states({ all: true }).map((s) => s.id));
      sources = [];
      let error = '';
      let doc: vscode.TextDocument | void = undefined;
      try { doc = await run(); } catch (e) { error = String(e); }
      await wait(700);
      const decs = ledger.states({ all: true }).filter((s) => !before.has(s.id)).map((s) => ledger.decision(s));
      const truth = sources.filter((s) => s.startsWith('inlineCompletion')).length;
      out.push(`== ${name}: truth ${truth} recorded ${decs.length}${expected === undefined || expected === decs.length ? '' : ` EXPECTED ${expected}`} ${error}\n   ${sources.join(' ')}\n   ${decs.map((d) => JSON.stringify([d.file, d.language, d.before, d.suggested, d.group === d.id ? 'own' : d.group.slice(0, 4), d.id.slice(0, 4)])).join('\n   ')}\n   doc ${JSON.stringify(doc && doc.getText().slice(0, 300))}`);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      assert.ok(true);
    });

  probe('several cursors', async () => {
    const { document, editor } = await open('a.ts', 'a = |\nb = \nc = ');
    editor.selections = [0, 1, 2].map((l) => new vscode.Selection(l, 4, l, 4));
    make = insert('compute(1, 2);'); await ghost(); await press('Tab');
    await until('x', () => document.getText().includes('compute'));
    return document;
  }, 1);
  probe('middle of line', async () => {
    const { document } = await open('a.ts', 'const a = foo(|);');
    make = insert('bar, baz'); await ghost(); await press('Tab');
    await until('x', () => document.getText().includes('baz'));
    return document;
  }, 1);
  probe('replaces after cursor', async () => {
    const { document } = await open('a.ts', 'const a = fo|o(1);');
    make = (_d, p) => [new vscode.InlineCompletionItem('foo(1, 2, 3);', new vscode.Range(p.line, 10, p.line, 17))];
    await ghost(); await press('Tab');
    await until('x', () => document.getText().includes('2, 3'));
    return document;
  }, 1);
  for (const [ext, text, offer] of [['py', 'def f(x):\n    |', 'if x:\n        return 1\n    return 2'], ['md', '# Title\n\n|', '- one\n- two\n'], ['json', '{\n  "a": 1,\n  |\n}', '"b": 2'], ['go', 'package a\n\n|', 'func A() int { return 1 }']] as const)
    probe(`in ${ext}`, async () => {
      const { document } = await open(`a.${ext}`, text);
      make = insert(offer); await ghost(); await press('Tab');
      await until('x', () => document.getText().includes(offer));
      return document;
    }, 1);
  probe('untitled', async () => {
    const document = await vscode.workspace.openTextDocument({ content: '', language: 'typescript' });
    await vscode.window.showTextDocument(document); await see('focused-editor');
    make = insert('const x = compute();'); await ghost(); await press('Tab');
    await until('x', () => document.getText().includes('compute'));
    return document;
  }, 1);
  probe('notebook cell', async () => {
    const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    const uri = vscode.Uri.file(path.join(root, 'n.ipynb'));
    await vscode.workspace.fs.writeFile(uri, Buffer.from(JSON.stringify({ cells: [{ cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source: ['x = 1\n'] }], metadata: { language_info: { name: 'python' } }, nbformat: 4, nbformat_minor: 5 })));
    const nb = await vscode.workspace.openNotebookDocument(uri);
    await vscode.window.showNotebookDocument(nb);
    await wait(1500);
    await vscode.commands.executeCommand('notebook.cell.edit');
    await wait(500);
    const cell = nb.cellAt(0).document;
    await press('Control+End');
    make = insert('total = sum(range(10))'); await ghost(); await press('Tab');
    await until('x', () => cell.getText().includes('sum(range'));
    return cell;
  }, 1);
  probe('accept, undo, accept', async () => {
    const { document } = await open('a.ts', '|');
    make = insert('return compute(items);'); await ghost(); await press('Tab');
    await until('x', () => document.getText().includes('compute'));
    await press('Control+Z'); await until('u', () => document.getText() === '');
    await ghost(); await press('Tab');
    await until('x', () => document.getText().includes('compute'));
    return document;
  }, 2);
  probe('accept, undo, redo', async () => {
    const { document } = await open('a.ts', '|');
    make = insert('return compute(items);'); await ghost(); await press('Tab');
    await until('x', () => document.getText().includes('compute'));
    await press('Control+Z'); await until('u', () => document.getText() === '');
    await press('Control+Y');
    await until('x', () => document.getText().includes('compute'));
    return document;
  }, 1);
  probe('word, word, Escape', async () => {
    const { document } = await open('a.ts', '|');
    make = insert('return compute(items);'); await ghost(); await press('Control+ArrowRight');
    await until('x', () => document.getText().startsWith('return'));
    await see('ghost-text'); await press('Control+ArrowRight');
    await until('x', () => document.getText().includes('compute'));
    await press('Escape');
    return document;
  }, 1);
  probe('auto closing on', async () => {
    await setting('editor.autoClosingBrackets', 'languageDefined'); await setting('editor.autoClosingQuotes', 'languageDefined');
    const { document } = await open('a.ts', '|');
    make = undefined;
    await type('console.log(', 20);
    make = (d, p) => [new vscode.InlineCompletionItem('"hello", world', new vscode.Range(p, p))];
    await ghost(); await press('Tab');
    await until('x', () => document.getText().includes('world'));
    await type('); foo("a', 10);
    return document;
  }, 1);
  probe('auto closing on, typed prefix with bracket', async () => {
    const { document } = await open('a.ts', '|');
    make = (d, p) => { const b = d.getText(new vscode.Range(0, 0, p.line, p.character)); const full = 'items.forEach((item) => total(item.price));'; return full.startsWith(b) ? [new vscode.InlineCompletionItem(full, new vscode.Range(0, 0, p.line, d.lineAt(p.line).text.length))] : []; };
    await type('items.forEach(', 20);
    await ghost(); await press('Tab');
    await until('x', () => document.getText().includes('price'));
    await setting('editor.autoClosingBrackets', 'never'); await setting('editor.autoClosingQuotes', 'never');
    return document;
  }, 1);
  probe('command with an edit after accept', async () => {
    const { document } = await open('a.ts', '|');
    const c = vscode.commands.registerCommand('x.addImport', async () => { const e = new vscode.WorkspaceEdit(); e.insert(document.uri, new vscode.Position(0, 0), 'import { compute } from "c";\n'); await vscode.workspace.applyEdit(e); });
    make = (_d, p) => { const i = new vscode.InlineCompletionItem('compute(items);', new vscode.Range(p, p)); i.command = { command: 'x.addImport', title: '' }; return [i]; };
    await ghost(); await press('Tab');
    await until('x', () => document.getText().includes('import') );
    c.dispose();
    return document;
  }, 1);
  probe('slow command after accept', async () => {
    const { document } = await open('a.ts', '|');
    const c = vscode.commands.registerCommand('x.slow', async () => { await wait(600); });
    make = (_d, p) => { const i = new vscode.InlineCompletionItem('compute(items);', new vscode.Range(p, p)); i.command = { command: 'x.slow', title: '' }; return [i]; };
    await ghost(); await press('Tab');
    await until('x', () => document.getText().includes('compute') );
    await type(' // ok', 30);
    await wait(500);
    c.dispose();
    return document;
  }, 1);
  probe('additionalTextEdits', async () => {
    const { document } = await open('a.ts', 'top\n|');
    make = (_d, p) => { const i = new vscode.InlineCompletionItem('compute(items);', new vscode.Range(p, p)); (i as unknown as Record<string, unknown>)['additionalTextEdits'] = [new vscode.TextEdit(new vscode.Range(0, 0, 0, 0), 'import x;\n')]; return [i]; };
    await ghost(); await press('Tab');
    await until('x', () => document.getText().includes('compute') );
    return document;
  }, 1);
  probe('snippet suggestion', async () => {
    const { document } = await open('a.ts', '|');
    make = (_d, p) => [new vscode.InlineCompletionItem(new vscode.SnippetString('for (const ${1:item} of ${2:items}) {\n\t$0\n}'), new vscode.Range(p, p))];
    await ghost(); await press('Tab');
    await until('x', () => document.getText().includes('for') );
    await type('a'); await press('Tab'); await type('bs'); await press('Tab');
    return document;
  }, 1);
  probe('Tab in the suggest widget with ghost', async () => {
    const { document } = await open('a.ts', 'const veryLongName = 1;\nveryL|');
    make = insert('ongName + 1');
    await press('Control+Space'); await see('completion-list');
    await press('Tab');
    await until('x', () => document.getText().endsWith('veryLongName'));
    return document;
  }, 0);
  probe('emmet', async () => {
    await setting('emmet.triggerExpansionOnTab', true);
    const { document } = await open('a.html', '|');
    await type('ul>li*3', 20); await wait(300); await press('Tab');
    await until('x', () => document.getText().includes('<li>'));
    await setting('emmet.triggerExpansionOnTab', undefined);
    return document;
  }, 0);
  probe('tabCompletion on', async () => {
    await setting('editor.tabCompletion', 'on');
    const { document } = await open('a.ts', 'const somethingLong = 1;\nsomethi|');
    await press('Tab');
    await until('x', () => document.getText().endsWith('somethingLong')).catch(() => undefined);
    await setting('editor.tabCompletion', undefined);
    return document;
  }, 0);
  probe('snippet from the list with Tab', async () => {
    const { document } = await open('a.ts', '|');
    await vscode.commands.executeCommand('editor.action.insertSnippet', { snippet: 'if (${1:cond}) {\n\t$0\n}' });
    await type('x'); await press('Tab'); await type('y');
    await until('x', () => document.getText().includes('if (x)'));
    return document;
  }, 0);
  probe('CRLF', async () => {
    const { document } = await open('a.ts', 'a();\n|\nb();', { eol: '\r\n' });
    make = insert('if (x) {\n  y();\n}'); await ghost(); await press('Tab');
    await until('x', () => document.getText().includes('y();'));
    return document;
  }, 1);
  probe('emoji', async () => {
    const { document } = await open('a.ts', 'const s = "😀👨‍👩‍👧"; |');
    make = insert('compute("🎉");'); await ghost(); await press('Tab');
    await until('x', () => document.getText().includes('compute'));
    return document;
  }, 1);
  probe('5 MB', async () => {
    const { document } = await open('a.txt', `|\n${'some line of text that is long\n'.repeat(150_000)}`);
    make = insert('compute();'); await ghost(); await press('Tab');
    await until('x', () => document.getText().startsWith('compute'));
    return document;
  }, 1);
  probe('two editors side by side', async () => {
    const { document } = await open('a.ts', '|\n\nend');
    await vscode.commands.executeCommand('workbench.action.splitEditor'); await wait(300); await see('focused-editor');
    make = insert('compute();'); await ghost(); await press('Tab');
    await until('x', () => document.getText().includes('compute'));
    return document;
  }, 1);
  probe('eol change', async () => {
    const { document, editor } = await open('a.ts', 'a\nb\n|\nc\nd');
    make = insert('compute(1);'); await ghost(); await press('Tab');
    await until('x', () => document.getText().includes('compute'));
    await editor.edit((e) => e.setEndOfLine(vscode.EndOfLine.CRLF));
    make = insert('second(1);'); await press('Control+End', 'Enter'); await ghost(); await press('Tab');
    await until('x', () => document.getText().includes('second'));
    return document;
  }, 2);
  probe('language change', async () => {
    const { document } = await open('a.ts', '|');
    make = insert('compute(1);'); await ghost(); await press('Tab');
    await until('x', () => document.getText().includes('compute'));
    sources.push(`closed? before`);
    const s = vscode.workspace.onDidCloseTextDocument((d) => { if (d === document) sources.push(`close isClosed=${String(d.isClosed)}`); });
    const s2 = vscode.workspace.onDidOpenTextDocument((d) => { if (d === document) sources.push(`open same`); });
    const d2 = await vscode.languages.setTextDocumentLanguage(document, 'python');
    sources.push(`same ${String(d2 === document)}`);
    make = insert('second(1);'); await press('Control+End', 'Enter'); await ghost(); await press('Tab');
    await until('x', () => document.getText().includes('second'));
    s.dispose(); s2.dispose();
    return document;
  }, 2);
  probe('rename in editor', async () => {
    const { document } = await open('a.ts', '|');
    make = insert('compute(1);'); await ghost(); await press('Tab');
    await until('x', () => document.getText().includes('compute'));
    await document.save();
    const subs2 = [vscode.workspace.onDidCloseTextDocument((d) => sources.push(`close ${path.basename(d.uri.path)}`)), vscode.workspace.onDidOpenTextDocument((d) => sources.push(`open ${d.uri.scheme} ${path.basename(d.uri.path)}`)), vscode.workspace.onDidRenameFiles((e) => sources.push(`renamed ${e.files.map((f) => path.basename(f.newUri.path)).join()}`))];
    const e = new vscode.WorkspaceEdit(); e.renameFile(document.uri, vscode.Uri.file(document.uri.fsPath.replace('-a.ts', '-renamed.ts'))); await vscode.workspace.applyEdit(e);
    await wait(1000); for (const s of subs2) s.dispose();
  }, 1);
  probe('shift-tab / Ctrl+slash / sort / replace all over it', async () => {
    const { document } = await open('a.ts', 'z();\n|');
    make = insert('compute(1);\nanother(2);\nbeta(3);'); await ghost(); await press('Tab');
    await until('x', () => document.getText().includes('compute'));
    make = undefined;
    await press('Control+A', 'Control+/'); await wait(100); await press('Control+/');
    await vscode.commands.executeCommand('editor.action.sortLinesAscending');
    return document;
  }, 1);
});
