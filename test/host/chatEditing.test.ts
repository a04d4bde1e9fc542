import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ChatEditing } from '../../src/editor/capture/chatEditing.ts';
import { until } from './until.ts';

const baseline = 'chat-editing-text-model';
const snapshot = 'chat-editing-snapshot-text-model';

// The documents a chat keeps beside a file are made here by a provider of their schemes; that a real chat makes such
// documents is seen in test/e2e/chat.test.ts.
describe('seeing a chat at work by the documents it keeps', function () {
  this.timeout(30_000);
  const subscriptions: Pick<vscode.Disposable, 'dispose'>[] = [];
  const renewed = new vscode.EventEmitter<vscode.Uri>();
  let text = 0;
  let now = 1000;
  let file = 0;
  let chats: ChatEditing;

  before(() => {
    const provider = { onDidChange: renewed.event, provideTextDocumentContent: () => `text ${String(text)}` };
    subscriptions.push(
      renewed,
      ...[baseline, snapshot].map((scheme) => vscode.workspace.registerTextDocumentContentProvider(scheme, provider)),
    );
  });

  beforeEach(() => {
    now = 1000;
    file += 1;
    chats = new ChatEditing(() => now);
  });

  afterEach(() => chats.dispose());

  after(() => {
    for (const one of subscriptions) one.dispose();
  });

  const place = (scheme: string): vscode.Uri => vscode.Uri.from({ scheme, path: `/somewhere/file-${String(file)}.ts` });
  const path = (): string => vscode.Uri.file(`/somewhere/file-${String(file)}.ts`).fsPath;
  const openedAgo = (at: number): number | null => chats.openedAgo(path(), at);

  async function open(scheme: string): Promise<void> {
    await vscode.workspace.openTextDocument(place(scheme));
  }

  /** The chat writes into a document of its own. */
  async function change(scheme: string): Promise<void> {
    text += 1;
    const document = await vscode.workspace.openTextDocument(place(scheme));
    renewed.fire(document.uri);
    await until('the document has the new text', () => document.getText() === `text ${String(text)}`);
  }

  it('knows how long ago the chat began with a file, and says nothing of others', async () => {
    assert.equal(openedAgo(1000), null);
    await open(baseline);
    assert.deepEqual([openedAgo(1000), openedAgo(1300)], [0, 300]);
    assert.equal(chats.openedAgo('/somewhere/else.ts', 1300), null);
  });

  it('says of an edit the chat took over into its copy that the chat did not make it', async () => {
    await open(baseline);
    now = 2002;
    await change(baseline);
    assert.equal(openedAgo(2000), null, 'somebody else’s edit, two milliseconds before');
    assert.equal(openedAgo(1900), 900, 'an edit before that');
    assert.equal(openedAgo(2100), 1100, 'an edit after that');
  });

  it('knows each further step of the chat', async () => {
    await open(baseline);
    now = 5000;
    await open(snapshot);
    assert.equal(openedAgo(5010), 10);
    now = 9000;
    await change(snapshot);
    assert.equal(openedAgo(9010), 10);
  });
});
