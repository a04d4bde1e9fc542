import type { Followers } from '../../core/follow/followers.ts';
import { carryRange } from '../../core/follow/carry.ts';
import { placeMoved } from '../../core/follow/placeMoved.ts';
import type { DocumentChange } from '../../core/recognise/documentChange.ts';
import type { Finding } from '../../core/recognise/finding.ts';
import type { InlineAccept, InlineSuggestions } from '../../core/recognise/inlineSuggestions.ts';
import { pasteOfReply } from '../../core/recognise/kinds/paste.ts';
import { isTelling, judgedAfter, type RecentChange, type RecentChanges } from '../../core/recognise/recentChanges.ts';
import { recognise } from '../../core/recognise/recognise.ts';
import type { Clock } from '../../core/shared/clock.ts';
import type { Disposable } from '../../core/shared/disposable.ts';
import type { ErrorBoundary } from '../errorBoundary.ts';
import type { EditSignals } from './editSignals.ts';
import type { OpenDocument, OpenDocuments } from './openDocuments.ts';
import type { PastedReplies } from './pastedReplies.ts';
import type { SuggestionSource } from './recorder.ts';
import type { DocumentScope } from './scope.ts';
import type { TakenSuggestions } from './takenSuggestions.ts';

/** What following has to ask of git. */
export interface GitView {
  /** The folder of the repository a file is in. */
  rootOf(file: string): string | undefined;
  /** Whether git just took changes away that it may bring back. */
  wasJustSetAside(root: string): Promise<boolean>;
}

/** What the changes of this window are judged with. */
export interface Watched {
  readonly documents: OpenDocuments;
  readonly recent: RecentChanges;
  readonly inline: InlineSuggestions;
  readonly signals: EditSignals;
  readonly followers: Followers;
  readonly taken: TakenSuggestions;
  readonly git: GitView;
  readonly replies: PastedReplies;
  /** Takes in the changes that wait. */
  catchUp(): void;
  scopeOf(open: OpenDocument): DocumentScope | undefined;
}

/**
 * Judges the changes that no key spoke for, a moment after they were made: a paste of an AI's reply is recorded; what
 * only looks like a suggestion is recorded as probable, which never counts; what moved to another document or was set
 * aside by git is followed there, or waited for.
 */
export class UnmarkedChanges implements Disposable {
  readonly #watched: Watched;
  readonly #clock: Clock;
  readonly #boundary: ErrorBoundary;
  #soon: Disposable | undefined;

  constructor(watched: Watched, clock: Clock, boundary: ErrorBoundary) {
    this.#watched = watched;
    this.#clock = clock;
    this.#boundary = boundary;
  }

  /** On the typing path. One timer runs while there is something to judge; none otherwise. */
  changed(change: DocumentChange): void {
    if (isTelling(change)) this.#judgeSoon();
  }

  dispose(): void {
    this.#soon?.dispose();
  }

  #judgeSoon(): void {
    this.#soon ??= this.#clock.after(judgedAfter, () => {
      this.#soon = undefined;
      this.#watched.catchUp();
      for (const entry of this.#watched.recent.due(this.#clock.now())) {
        void this.#boundary.command('recognise', () => this.#judge(entry));
      }
      if (this.#watched.recent.hasUnjudged) this.#judgeSoon();
    });
  }

  async #judge(entry: RecentChange): Promise<void> {
    const { documents, signals, inline } = this.#watched;
    const { change, paste } = entry;
    const open = documents.byKey(change.document);
    const before = open?.text.at(change.version - 1);
    const after = open?.text.at(change.version);
    if (!open || before === undefined || after === undefined) return;
    this.#movedHere(open, change);
    const { best } = recognise(signals.observed(entry, open, null));
    if (best?.kind === 'git' || best?.kind === 'read from disk') await this.#readAnew(open);
    const shape = best?.kind === 'suggestion by its shape' ? best : undefined;
    // The text came in where the cursor was; a reply that holds it says more than its form does.
    const outside = paste !== null && !paste.inside && change.reason === null && best?.origin !== 'program';
    if (!shape && !outside) return;
    const reply = outside ? await this.#watched.replies.find(paste.text, [before]) : null;
    if (!reply && !shape) return;
    const accept = inline.alone(change, before);
    if (!accept) return;
    if (reply) {
      const { tool, model, session, turnIndex, prompt } = reply;
      const source = { tool: { name: tool, model }, turn: { session, index: turnIndex }, prompt };
      this.#take(open, accept, after, pasteOfReply(tool), source);
    } else if (shape) this.#take(open, accept, after, shape);
  }

  /** @param after the document's text right after the change; it may have changed since */
  #take(open: OpenDocument, accept: InlineAccept, after: string, finding: Finding, source?: SuggestionSource): void {
    const scope = open.document.isClosed ? undefined : this.#watched.scopeOf(open);
    if (!scope) return;
    const now = open.text.current();
    const [range] = carryRange(after, now, [accept.suggestion]);
    const suggestion = { ...accept.suggestion, ...range };
    this.#watched.taken.take(open, scope, { ...accept, suggestion, finding, ...(source && { source }) }, now);
  }

  /** What was cut from one document may have been pasted into another. */
  #movedHere({ key, text }: OpenDocument, { edits }: DocumentChange): void {
    if (edits.every((edit) => edit.text.length < edit.length)) return;
    const { followers } = this.#watched;
    for (const gone of followers.goneElsewhere(key)) {
      const parts = placeMoved(text.current(), gone.followed.parts);
      // Where the same code stands as another suggestion nothing was moved to.
      const taken = followers.in(key).flatMap((other) => (other.gone ? [] : other.ranges));
      const isTaken = parts?.some(({ range }) =>
        taken.some(({ start, end }) => range.start < end && start < range.end),
      );
      if (parts && isTaken === false) followers.movedTo(gone, key, parts);
    }
  }

  /** What a checkout or a stash took away is not overridden: it may come back. */
  async #readAnew({ key, document }: OpenDocument): Promise<void> {
    const { followers, git } = this.#watched;
    if (!followers.in(key).some((follower) => follower.gone && !follower.frozen)) return;
    const root = git.rootOf(document.uri.fsPath);
    if (root !== undefined && (await git.wasJustSetAside(root))) followers.freezeGone(key);
  }
}
