import type { TextDocument } from 'vscode';
import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';

/** The chat's copy of a file without its own edits; it stays for as long as these are neither kept nor undone. */
const baseline = 'chat-editing-text-model';
/** The file as it was at a step of an agent; comes and goes with each. */
const snapshot = 'chat-editing-snapshot-text-model';
/** The chat takes an edit that is not its own over into its copy so soon (ms) after it. Measured: 1-2. */
const takenOverWithin = 50;

/** What a chat holds of one file. */
interface Held {
  /** Documents of the chat that are open for it. */
  documents: number;
  /** When the chat last opened or renewed one of them to edit the file. */
  openedAt: number | null;
  /** When somebody else's edit last went into the copy. */
  takenOverAt: number | null;
}

/**
 * Sees VS Code's own chat at work from the documents it keeps beside each file it edits (seen: 1.139). Only their path
 * and time are looked at, never a text.
 */
export class ChatEditing implements Disposable {
  readonly #store = new DisposableStore();
  readonly #held = new Map<string, Held>();
  readonly #now: () => number;
  /** There while a chat holds something: at other times no key should lead here. */
  #changes: Disposable | undefined;

  /** @param now milliseconds since 1970-01-01T00:00:00Z */
  constructor(now: () => number) {
    this.#now = now;
    this.#store.add(vscode.workspace.onDidOpenTextDocument((document) => this.#opened(document, this.#now())));
    this.#store.add(vscode.workspace.onDidCloseTextDocument((document) => this.#closed(document)));
    // Nobody knows when these were opened.
    for (const document of vscode.workspace.textDocuments) this.#opened(document, null);
  }

  /**
   * How long before `now` a chat session opened, or renewed, its model of the file.
   * @param path as `Uri.fsPath` has it
   * @param now when the file changed: where the chat then took that change over as somebody else's, it made none
   * @returns milliseconds; null where no chat did
   */
  openedAgo(path: string, now: number): number | null {
    const held = this.#held.get(path);
    if (held === undefined || held.openedAt === null || held.openedAt > now) return null;
    const { takenOverAt } = held;
    if (takenOverAt !== null && takenOverAt >= now && takenOverAt - now <= takenOverWithin) return null;
    return now - held.openedAt;
  }

  dispose(): void {
    this.#store.dispose();
    this.#changes?.dispose();
    this.#held.clear();
  }

  #opened({ uri }: TextDocument, at: number | null): void {
    if (uri.scheme !== baseline && uri.scheme !== snapshot) return;
    const held = this.#held.get(uri.fsPath);
    if (!held) this.#held.set(uri.fsPath, { documents: 1, openedAt: at, takenOverAt: null });
    else {
      held.documents += 1;
      held.openedAt = at ?? held.openedAt;
    }
    this.#changes ??= vscode.workspace.onDidChangeTextDocument((event) => this.#changed(event.document));
  }

  #closed({ uri }: TextDocument): void {
    if (uri.scheme !== baseline && uri.scheme !== snapshot) return;
    const held = this.#held.get(uri.fsPath);
    if (!held) return;
    held.documents -= 1;
    if (held.documents <= 0) this.#held.delete(uri.fsPath);
    if (this.#held.size > 0) return;
    this.#changes?.dispose();
    this.#changes = undefined;
  }

  #changed({ uri }: TextDocument): void {
    if (uri.scheme !== baseline && uri.scheme !== snapshot) return;
    const held = this.#held.get(uri.fsPath);
    if (!held) return;
    // A step is renewed while the agent writes; the copy changes by what others write, or by what is kept.
    if (uri.scheme === snapshot) held.openedAt = this.#now();
    else held.takenOverAt = this.#now();
  }
}
