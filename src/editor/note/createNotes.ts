import type { Uri } from 'vscode';
import type { Clock } from '../../core/shared/clock.ts';
import type { Disposable } from '../../core/shared/disposable.ts';
import { DisposableStore } from '../../core/shared/disposable.ts';
import { Emitter } from '../../core/shared/event.ts';
import type { ErrorBoundary } from '../errorBoundary.ts';
import type { Review } from '../review/createReview.ts';
import { GutterMarks } from './gutterMarks.ts';
import { LazyCues } from './lazyCues.ts';
import { noteDecision, type NotedParts } from './noteDecision.ts';

/** The parts by which a decision is noted at any time. */
export interface Notes extends Disposable {
  /** As {@link noteDecision}. */
  note(argument?: unknown): readonly string[];
}

/** Puts together the marks in the gutter and what the command and the menus do, and lets go of what is no AI's. */
export function createNotes(
  extension: Uri,
  parts: Omit<NotedParts, 'review'> & {
    readonly review: Review;
    readonly boundary: ErrorBoundary;
    readonly clock: Clock;
  },
): Notes {
  const { capture, ledger, review, boundary } = parts;
  const store = new DisposableStore();
  const cues = new LazyCues(parts);
  store.add(cues);
  const shown = new Emitter<unknown>();
  store.add(shown);
  store.add(review.onDidChange(() => shown.fire(undefined)));
  store.add(cues.onDidCount(() => shown.fire(undefined)));
  store.add(new GutterMarks(extension, capture, ledger, boundary.guard, shown.event, () => cues.now()));
  store.add(
    review.onDidRefuse((ids) => {
      for (const id of ids) capture.followers.drop(id);
    }),
  );
  return { note: (argument) => noteDecision(parts, argument), dispose: () => store.dispose() };
}
