import type { TextEditor, TextEditorDecorationType, Uri } from 'vscode';
import * as vscode from 'vscode';
import { isUnanswered } from '../../core/reflect/notedGroup.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import type { Event } from '../../core/shared/event.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import type { Capture } from '../capture/capture.ts';
import { followedIn } from '../correct/attributionsAt.ts';
import type { Guard } from '../capture/capture.ts';
import { readSetting } from '../settings.ts';
import type { Cues } from './cues.ts';

/** The lines with a mark in the active editor (from 1), for the menu of the line numbers. */
const context = 'pairfolio.linesToNote';

/** A suggestion to say something about; one in a cell where the developer's own record is poor. */
type Mark = 'note' | 'cue';

/**
 * A discreet mark beside suggestions that are followed and have no word of the developer yet (`pairfolio.ask.gutter`).
 * Nothing is done while somebody types: the editor moves the marks along, and they are set anew only when something was
 * recorded or another editor is shown.
 */
export class GutterMarks implements Disposable {
  readonly #extension: Uri;
  readonly #capture: Capture;
  readonly #ledger: Ledger;
  readonly #guard: Guard;
  readonly #store = new DisposableStore();
  /** Created when they are first needed: most windows never do. */
  readonly #kinds = new Map<Mark, TextEditorDecorationType>();
  readonly #cues: () => Cues | undefined;
  #marked = new Set<TextEditor>();
  #lines = '';

  /**
   * @param onDidRecord something was recorded or answered, here or in another window
   * @param cues what is known of the developer's own record; undefined until it is counted
   */
  constructor(
    extension: Uri,
    capture: Capture,
    ledger: Ledger,
    guard: Guard,
    onDidRecord: Event<unknown>,
    cues: () => Cues | undefined,
  ) {
    this.#cues = cues;
    this.#extension = extension;
    this.#capture = capture;
    this.#ledger = ledger;
    this.#guard = guard;
    const update = (): void => this.#guard('gutter', () => this.#update());
    this.#store.add(onDidRecord(update));
    this.#store.add(vscode.window.onDidChangeVisibleTextEditors(update));
    this.#store.add(vscode.window.onDidChangeActiveTextEditor(update));
    this.#store.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('pairfolio.ask')) update();
      }),
    );
  }

  dispose(): void {
    this.#store.dispose();
    for (const kind of this.#kinds.values()) kind.dispose();
  }

  #update(): void {
    const marked = new Set<TextEditor>();
    let lines: number[] = [];
    for (const editor of vscode.window.visibleTextEditors) {
      const found = this.#marksIn(editor);
      if (editor === vscode.window.activeTextEditor) lines = [...found.keys()].map((line) => line + 1);
      if (found.size === 0 && !this.#marked.has(editor)) continue;
      for (const kind of ['note', 'cue'] as const) this.#draw(editor, kind, found);
      if (found.size > 0) marked.add(editor);
    }
    this.#marked = marked;
    if (lines.join() === this.#lines) return;
    this.#lines = lines.join();
    void vscode.commands.executeCommand('setContext', context, lines);
  }

  #draw(editor: TextEditor, kind: Mark, found: ReadonlyMap<number, string | undefined>): void {
    const options = [...found]
      .filter(([, cue]) => (cue === undefined) === (kind === 'note'))
      .map(([line, cue]) => {
        // What the mark means is said where one points at the line; an empty range has no such place.
        const end = cue === undefined ? 0 : editor.document.lineAt(line).text.length;
        return { range: new vscode.Range(line, 0, line, end), ...(cue !== undefined && { hoverMessage: cue }) };
      });
    let type = this.#kinds.get(kind);
    if (!type && options.length === 0) return;
    if (!type) this.#kinds.set(kind, (type = this.#create(kind)));
    editor.setDecorations(type, options);
  }

  /** The first line of each unanswered suggestion, with what is to be said about its cell. */
  #marksIn({ document }: TextEditor): Map<number, string | undefined> {
    const found = new Map<number, string | undefined>();
    const open = this.#capture.get(document);
    if (!open || this.#capture.followers.in(open.key).length === 0) return found;
    if (!readSetting(vscode.workspace, 'ask.gutter', document)) return found;
    const cues = readSetting(vscode.workspace, 'ask.cue', document) ? this.#cues() : undefined;
    for (const { state, ranges } of followedIn(this.#capture, this.#ledger, open)) {
      if (!isUnanswered(state)) continue;
      const cue = cues?.of(state);
      for (const { start, end } of ranges) {
        const { line } = document.positionAt(firstLine(document.getText(), start, end));
        found.set(line, found.get(line) ?? cue);
      }
    }
    return found;
  }

  #create(kind: Mark): TextEditorDecorationType {
    const icon = (theme: string): Uri => vscode.Uri.joinPath(this.#extension, 'media', `${kind}-${theme}.svg`);
    return vscode.window.createTextEditorDecorationType({
      light: { gutterIconPath: icon('light') },
      dark: { gutterIconPath: icon('dark') },
      gutterIconSize: 'contain',
      rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    });
  }
}

/** Where the code begins: a suggestion often starts with the line break after what was typed. */
function firstLine(text: string, start: number, end: number): number {
  const code = text.slice(start, end).search(/\S/);
  return code < 0 ? start : start + code;
}
