import { randomBytes } from 'node:crypto';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Project } from '../../core/practice/project.ts';
import { readRules, rulesFor } from '../../core/practice/rules.ts';
import { ruleWords } from '../../core/practice/words.ts';
import { practiceStrings } from '../../core/practice/strings.ts';
import type { Disposable } from '../../core/shared/disposable.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import type { RuleFinder } from '../review/reviewSession.ts';
import { webviewDocument } from '../webviewDocument.ts';
import type { PracticeDependencies } from './createPractice.ts';
import { PracticeHost, type PracticeEditor } from './practiceHost.ts';
import { WeekOffer } from './weekOffer.ts';
import { LessonDocuments } from './lessonDocuments.ts';
import { writeLessons } from './writeLessons.ts';

const translate = (english: string): string => vscode.l10n.t(english);

/** An open page. */
interface Shown {
  readonly panel: vscode.WebviewPanel;
  readonly host: PracticeHost;
}

/** The weekly review as a panel among the editors, one at a time; with it what else is loaded for practice. */
export class PracticePanel implements Disposable {
  readonly #from: PracticeDependencies;
  readonly #names: { readonly viewType: string; readonly draftKey: string };
  /** The draft last written here. The editor's own memory may for a moment go back to an older one it has just stored. */
  #written: { readonly draft: unknown } | undefined;
  readonly #offer: WeekOffer;
  readonly #documents = new LessonDocuments();
  readonly #focus: vscode.Disposable;
  #shown: Shown | undefined;

  constructor(from: PracticeDependencies, names: { readonly viewType: string; readonly draftKey: string }) {
    this.#from = from;
    this.#names = names;
    this.#offer = new WeekOffer(from);
    // Another window may have recorded something, or forgotten it.
    this.#focus = vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) this.#shown?.host.lookSoon();
    });
  }

  open(): void {
    this.#offer.opened();
    if (this.#shown) {
      this.#shown.panel.reveal();
      return;
    }
    const title = translate(practiceStrings.pageTitle);
    // Not drawn anew each time it comes back: where one was stays.
    const options = { retainContextWhenHidden: true, enableFindWidget: true };
    this.#show(vscode.window.createWebviewPanel(this.#names.viewType, title, vscode.ViewColumn.Active, options));
  }

  /** Takes over a panel the editor kept over a reload. */
  adopt(panel: vscode.WebviewPanel): void {
    if (this.#shown) panel.dispose();
    else this.#show(panel);
  }

  /** Looks whether a review is due, and offers it quietly. @throws PairfolioError `ledger-unreadable` */
  offer(): Promise<void> {
    return this.#offer.look();
  }

  writeLessons(request: unknown): Promise<unknown> {
    const { ledger, heads, clock, assist } = this.#from;
    return writeLessons(
      { ledger, clock, assist, documents: this.#documents, projectOf: (folder) => projectOf(folder, heads) },
      request,
    );
  }

  dispose(): void {
    this.#focus.dispose();
    this.#offer.dispose();
    this.#documents.dispose();
    this.#close();
  }

  forgetDraft(): void {
    this.#written = undefined;
  }

  #show(panel: vscode.WebviewPanel): void {
    const { ledger, clock, digest, heads, context, assist } = this.#from;
    const { globalState } = context;
    const { draftKey } = this.#names;
    const store = {
      get: () => (this.#written ? this.#written.draft : globalState.get(draftKey)),
      set: (draft: unknown) => {
        this.#written = { draft };
        void globalState.update(draftKey, draft);
      },
    };
    const project = (): Project | null => {
      const [folder] = ownFolders();
      return folder ? projectOf(folder, heads) : null;
    };
    const host = new PracticeHost({ ledger, clock, digest, store, translate, project, assist }, this.#editorOf(panel));
    const shown = { panel, host };
    this.#shown = shown;
    panel.onDidDispose(() => {
      if (this.#shown === shown) this.#close();
    });
    panel.onDidChangeViewState(() => (host.visible = panel.visible));
    panel.webview.onDidReceiveMessage((message: unknown) => void host.receive(message));
    this.#draw(panel);
  }

  #editorOf(panel: vscode.WebviewPanel): PracticeEditor {
    const { boundary, review } = this.#from;
    return {
      send: (message) => void panel.webview.postMessage(message),
      locale: vscode.env.language,
      showDecision: (group) => review.note([group]),
      writeLessons: () => void vscode.commands.executeCommand('pairfolio.writeLessons'),
      done: () => void boundary.command('weekly review', () => this.#offer.look()),
      unexpected: (error) => boundary.report('weekly review', error),
    };
  }

  #draw(panel: vscode.WebviewPanel): void {
    const { extensionUri } = this.#from.context;
    const dist = vscode.Uri.joinPath(extensionUri, 'dist');
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'pairfolio.svg');
    webview.html = webviewDocument({
      cspSource: webview.cspSource,
      script: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'practice.js')).toString(),
      style: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'practice.css')).toString(),
      nonce: randomBytes(16).toString('hex'),
      locale: vscode.env.language,
      title: translate(practiceStrings.pageTitle),
      root: 'practice',
    });
  }

  #close(): void {
    this.#shown?.host.dispose();
    this.#shown = undefined;
  }
}

/** What the review view asks for the rule that holds for a decision. */
export function ruleFinder(ledger: Ledger): RuleFinder {
  return (states) => {
    const rules = readRules(ledger.read().practice, (hashes) => ledger.texts.lookUp(hashes));
    const [rule] = rulesFor(rules, states);
    return rule && { words: ruleWords(rule, translate), state: rule.state };
  };
}

/** The folders of this window that are on a disk. */
function ownFolders(): string[] {
  return (vscode.workspace.workspaceFolders ?? []).flatMap(({ uri }) => (uri.scheme === 'file' ? uri.fsPath : []));
}

/** The project a folder belongs to: its repository, as decisions name it, else the folder itself. */
function projectOf(folder: string, heads: PracticeDependencies['heads']): Project {
  const root = heads.rootOf(folder) ?? folder;
  return { folder: root, name: path.basename(root) };
}
