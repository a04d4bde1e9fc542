import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { chipTable } from '../../core/reflect/chips.ts';
import { messagesVersion, readViewMessage, type HostMessage, type ViewMessage } from '../../core/reflect/messages.ts';
import { reviewStrings } from '../../core/reflect/strings.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import { reviewDocument } from './page.ts';
import type { ReviewActions, ReviewPort } from './reviewPort.ts';

/** Id of the view in the manifest. VS Code generates `<id>.focus` for it. */
export const reviewViewId = 'pairfolio.review';

/** Shows a {@link ReviewPort} in the side bar. */
export class ReviewViewProvider implements vscode.WebviewViewProvider, Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #review: ReviewPort;
  readonly #actions: ReviewActions;
  readonly #disposables = new DisposableStore();
  #view: vscode.WebviewView | undefined;
  /** The script of the view runs and listens. */
  #ready = false;
  #focusWanted = false;

  constructor(extensionUri: vscode.Uri, review: ReviewPort, actions: ReviewActions) {
    this.#extensionUri = extensionUri;
    this.#review = review;
    this.#actions = actions;
    this.#disposables.add(vscode.window.registerWebviewViewProvider(reviewViewId, this));
    this.#disposables.add(review.onDidChange(() => this.#update()));
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
  reveal({ preserveFocus }: { readonly preserveFocus: boolean }): void {
    if (!preserveFocus) this.#focusWanted = true;
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
      this.#send({ type: 'notice', kind: 'error', text: this.#actions.failed(error) });
      this.#update();
    }
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
      case 'answer': {
        const { item, stance, reasons, note, tippedOff } = message;
        this.#review.answer(item, { stance, reasons, note, tippedOff });
        this.#saved(reviewStrings.saved);
        return;
      }
      case 'skip':
        this.#review.skip(message.item);
        this.#saved(reviewStrings.skipped);
        return;
      case 'not-ai':
        this.#review.notAi(message.item);
        this.#saved(reviewStrings.correctedNotAi);
        return;
      case 'forget':
        this.#review.forget(message.item);
        this.#saved(reviewStrings.forgotten);
        return;
      case 'open-file':
        this.#actions.openFile(message.suggestion);
        return;
      case 'command':
        if (message.command === 'review-more') this.#actions.reviewMore();
        else this.#actions.run(message.command);
        return;
    }
  }

  #saved(words: string): void {
    const left = this.#review.page().items.length;
    const saved = vscode.l10n.t(words);
    const text = left > 0 ? `${saved} ${vscode.l10n.t(reviewStrings.left, left)}` : saved;
    this.#send({ type: 'notice', kind: 'saved', text });
  }

  #giveFocus(): void {
    if (!this.#focusWanted || !this.#ready) return;
    this.#focusWanted = false;
    this.#send({ type: 'focus' });
  }

  #update(): void {
    if (!this.#view) return;
    this.#showBadge(this.#view);
    if (!this.#ready) return;
    const translate = (english: string): string => vscode.l10n.t(english);
    this.#send({
      type: 'state',
      v: messagesVersion,
      ...this.#page(),
      locale: vscode.env.language,
      strings: Object.fromEntries(Object.entries(reviewStrings).map(([key, english]) => [key, translate(english)])),
      chips: chipTable(translate),
    });
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
