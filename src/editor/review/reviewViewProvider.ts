import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { chipTable } from '../../core/reflect/chips.ts';
import {
  messagesVersion,
  readViewMessage,
  type HostMessage,
  type ReviewItem,
  type ViewMessage,
} from '../../core/reflect/messages.ts';
import { reviewStrings } from '../../core/reflect/strings.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import { onDidChangeStandstill, standstill } from '../firstRun/standstill.ts';
import { CardDrafts } from './cardDrafts.ts';
import { reviewDocument } from './page.ts';
import type { ReviewActions, ReviewPort } from './reviewPort.ts';

/** Id of the view in the manifest. VS Code generates `<id>.focus` for it. */
const reviewViewId = 'pairfolio.review';

/** Shows a {@link ReviewPort} in the side bar. */
export class ReviewViewProvider implements vscode.WebviewViewProvider, Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #review: ReviewPort;
  readonly #actions: ReviewActions;
  readonly #disposables = new DisposableStore();
  readonly #drafts: CardDrafts;
  #view: vscode.WebviewView | undefined;
  /** The script of the view runs and listens. */
  #ready = false;
  /** What the developer wants to get to: a decision, or (null) the one that is shown. */
  #focusWanted: string | null | undefined;
  /** Suggestions whose file is gone, of those last looked for. */
  #gone = '';

  constructor(extensionUri: vscode.Uri, review: ReviewPort, actions: ReviewActions) {
    this.#extensionUri = extensionUri;
    this.#review = review;
    this.#actions = actions;
    this.#disposables.add(vscode.window.registerWebviewViewProvider(reviewViewId, this));
    this.#disposables.add(review.onDidChange(() => this.#update()));
    this.#disposables.add(actions.assist.onDidChange(() => this.#update()));
    this.#drafts = this.#disposables.add(
      new CardDrafts({
        assist: actions.assist,
        suggestionsOf: (item) => review.suggestionsOf(item),
        send: (message) => this.#send(message),
        failed: (error) => this.#fail(error),
      }),
    );
    this.#disposables.add(onDidChangeStandstill(() => this.#update()));
    this.#disposables.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('pairfolio.ask.chips')) this.#update();
      }),
    );
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const dist = vscode.Uri.joinPath(this.#extensionUri, 'dist');
    const { webview } = view;
    this.#view = view;
    this.#ready = false;
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    webview.onDidReceiveMessage((message: unknown) => this.#receive(message));
    // A hidden view loses its script; it runs anew, and says so, when it is shown again.
    view.onDidChangeVisibility(() => {
      if (!view.visible) this.#ready = false;
    });
    view.onDidDispose(() => {
      if (this.#view === view) this.#view = undefined;
    });
    webview.html = reviewDocument({
      cspSource: webview.cspSource,
      script: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'review.js')).toString(),
      style: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'review.css')).toString(),
      nonce: randomBytes(16).toString('hex'),
      locale: vscode.env.language,
      title: 'Pairfolio',
    });
    this.#showBadge(view);
  }

  /** Opens the view, in the side bar or wherever the developer moved it. */
  reveal({ preserveFocus, item = null }: { readonly preserveFocus: boolean; readonly item?: string | null }): void {
    if (!preserveFocus) this.#focusWanted = item;
    // The generated command also opens a view that was never shown; `WebviewView.show` needs one that was.
    void vscode.commands.executeCommand(`${reviewViewId}.focus`, { preserveFocus });
    this.#giveFocus();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #receive(value: unknown): void {
    const message = readViewMessage(value);
    if (!message) return;
    try {
      this.#handle(message);
    } catch (error) {
      this.#fail(error);
      this.#update();
    }
  }

  #fail(error: unknown): void {
    this.#send({ type: 'notice', kind: 'error', text: this.#actions.failed(error) });
  }

  #handle(message: ViewMessage): void {
    switch (message.type) {
      case 'ready':
        this.#ready = true;
        this.#update();
        this.#giveFocus();
        return;
      case 'focused':
        this.#review.cameBack();
        return;
      case 'begun':
        this.#review.begun(message.items);
        return;
      case 'answer':
        this.#done(this.#review.answer(message.item, message), reviewStrings.saved);
        return;
      case 'skip':
        this.#done(this.#review.skip(message.item), reviewStrings.skipped);
        return;
      case 'not-ai':
        this.#done(this.#review.notAi(message.item), reviewStrings.correctedNotAi);
        return;
      case 'forget':
        this.#done(this.#review.forget(message.item), reviewStrings.forgotten);
        return;
      case 'open-file':
        this.#actions.openFile(message.suggestion);
        return;
      case 'draft':
      case 'draft-show':
      case 'draft-stop':
        void this.#drafts.handle(message);
        return;
      case 'command':
        if (message.command === 'review-more') this.#actions.reviewMore();
        else this.#actions.run(message.command);
        return;
    }
  }

  /** @param done false where another window was faster */
  #done(done: boolean, words: string): void {
    const left = this.#review.page().items.length;
    const saved = vscode.l10n.t(done ? words : reviewStrings.answeredElsewhere);
    const text = left > 0 ? `${saved} ${vscode.l10n.t(reviewStrings.left, left)}` : saved;
    this.#send({ type: 'notice', kind: 'saved', text });
  }

  /** To what is shown by then: the focus has nowhere to go before. */
  #giveFocus(): void {
    void this.#review.whenRead(() => {
      if (this.#focusWanted === undefined || !this.#ready) return;
      this.#send({ type: 'focus', item: this.#focusWanted });
      this.#focusWanted = undefined;
    });
  }

  #update(): void {
    if (!this.#view) return;
    this.#showBadge(this.#view);
    if (!this.#ready) return;
    const reading = this.#review.whenRead(() => this.#show());
    if (reading) void vscode.window.withProgress({ location: { viewId: reviewViewId } }, () => reading);
  }

  #show(): void {
    if (!this.#ready) return;
    const translate = (english: string): string => vscode.l10n.t(english);
    const page = this.#page();
    this.#send({
      type: 'state',
      v: messagesVersion,
      ...page,
      standstill: standstill(page.paused),
      assist: this.#actions.assist.on,
      locale: vscode.env.language,
      strings: Object.fromEntries(Object.entries(reviewStrings).map(([key, english]) => [key, translate(english)])),
      chips: chipTable(translate, this.#actions.chips()),
    });
    void this.#tellGone(page.items);
  }

  /** Says which files are gone, a moment later: nobody waits for a disk. */
  async #tellGone(items: readonly ReviewItem[]): Promise<void> {
    const looked = await Promise.all(
      items.map(async ({ id, parts: [first] }) =>
        first && (await this.#actions.isFileGone(first.suggestion)) ? [id] : [],
      ),
    );
    const gone = looked.flat();
    if (gone.length === 0 && this.#gone === '') return;
    this.#gone = gone.join();
    this.#send({ type: 'gone', items: gone });
  }

  #page(): Pick<Extract<HostMessage, { type: 'state' }>, 'items' | 'label' | 'older' | 'more' | 'started' | 'paused'> {
    const { items, ...rest } = this.#review.page();
    return { items: [...items], ...rest };
  }

  #showBadge(view: vscode.WebviewView): void {
    const { count } = this.#review;
    view.badge = count === 0 ? undefined : { value: count, tooltip: vscode.l10n.t('{0} decisions wait', count) };
  }

  #send(message: HostMessage): void {
    if (this.#ready) void this.#view?.webview.postMessage(message);
  }
}
