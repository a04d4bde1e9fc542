import type { Diagnostic, TextDocument, Uri } from 'vscode';
import * as vscode from 'vscode';
import { DiagnosticChanges, type Problem, type ProblemChange } from '../../core/follow/checks/diagnosticChanges.ts';
import type { Followers } from '../../core/follow/followers.ts';
import type { Clock } from '../../core/shared/clock.ts';
import type { Disposable } from '../../core/shared/disposable.ts';

/** A state of a document's diagnostics counts when it held for so long (ms) and nobody typed meanwhile. */
const holdsAfter = 3000;

/** An open document in which suggestions are followed. */
interface Followed {
  readonly key: string;
  readonly document: TextDocument;
}

/** What is needed of the capture. */
export interface FollowedDocuments {
  readonly followers: Followers;
  openAt(file: string): readonly Followed[];
}

/** Sees problems that come into a followed suggestion or go from it. Does nothing where none is followed. */
export class DiagnosticsWatcher implements Disposable {
  readonly #capture: FollowedDocuments;
  readonly #clock: Clock;
  readonly #guard: (work: () => void) => void;
  readonly #changed: (suggestion: string, change: ProblemChange) => void;
  readonly #subscription: vscode.Disposable;
  readonly #bySuggestion = new Map<string, DiagnosticChanges>();
  readonly #waiting = new Map<string, Disposable>();

  constructor(
    capture: FollowedDocuments,
    clock: Clock,
    guard: (work: () => void) => void,
    changed: (suggestion: string, change: ProblemChange) => void,
  ) {
    this.#capture = capture;
    this.#clock = clock;
    this.#guard = guard;
    this.#changed = changed;
    this.#subscription = vscode.languages.onDidChangeDiagnostics(({ uris }) => this.#noticed(uris));
  }

  /** New suggestions may be followed: the problems their documents have now are not theirs. */
  suggested(): void {
    const { followers } = this.#capture;
    for (const id of this.#bySuggestion.keys()) if (!followers.ids.includes(id)) this.#bySuggestion.delete(id);
    const unknown = followers.documents.filter((key) =>
      followers.in(key).some(({ followed }) => !this.#bySuggestion.has(followed.id)),
    );
    if (unknown.length === 0) return;
    for (const document of vscode.workspace.textDocuments)
      for (const open of this.#capture.openAt(document.uri.fsPath))
        if (open.document === document && unknown.includes(open.key)) this.#begin(open, problemsOf(document));
  }

  dispose(): void {
    this.#subscription.dispose();
    for (const timer of this.#waiting.values()) timer.dispose();
    this.#waiting.clear();
    this.#bySuggestion.clear();
  }

  #noticed(uris: readonly Uri[]): void {
    if (this.#capture.followers.documents.length === 0) return;
    for (const { fsPath } of uris)
      for (const open of this.#capture.openAt(fsPath))
        if (this.#capture.followers.in(open.key).length > 0) this.#wait(open);
  }

  #wait(open: Followed): void {
    const { version } = open.document;
    this.#waiting.get(open.key)?.dispose();
    const timer = this.#clock.after(holdsAfter, () => {
      this.#waiting.delete(open.key);
      if (open.document.isClosed) return;
      if (open.document.version === version) this.#guard(() => this.#settled(open));
      else this.#wait(open);
    });
    this.#waiting.set(open.key, timer);
  }

  #settled(open: Followed): void {
    const problems = problemsOf(open.document);
    this.#begin(open, problems);
    for (const { followed, ranges } of this.#capture.followers.in(open.key))
      for (const change of this.#bySuggestion.get(followed.id)?.settled(problems, ranges) ?? [])
        this.#changed(followed.id, change);
  }

  #begin({ key }: Followed, problems: readonly Problem[]): void {
    for (const { followed } of this.#capture.followers.in(key))
      if (!this.#bySuggestion.has(followed.id)) this.#bySuggestion.set(followed.id, new DiagnosticChanges(problems));
  }
}

function problemsOf(document: TextDocument): Problem[] {
  return vscode.languages.getDiagnostics(document.uri).flatMap((diagnostic) => toProblem(document, diagnostic) ?? []);
}

function toProblem(
  document: TextDocument,
  { severity, range, message, source, code }: Diagnostic,
): Problem | undefined {
  const name = severities.get(severity);
  const id = typeof code === 'object' ? code.value : code;
  return (
    name && {
      severity: name,
      range: { start: document.offsetAt(range.start), end: document.offsetAt(range.end) },
      key: JSON.stringify([name, source, id, message]),
    }
  );
}

const severities: ReadonlyMap<vscode.DiagnosticSeverity, Problem['severity']> = new Map([
  [vscode.DiagnosticSeverity.Error, 'error'],
  [vscode.DiagnosticSeverity.Warning, 'warning'],
]);
