import type { ExtensionContext } from 'vscode';
import * as vscode from 'vscode';
import type { Clock } from '../../core/shared/clock.ts';
import type { Digest } from '../../core/shared/digest.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import { isAncestor } from '../../node/git/commits.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import { createAgents } from '../agents/createAgents.ts';
import type { Capture } from '../capture/capture.ts';
import { ChatAnswers } from '../capture/chatAnswers.ts';
import type { Pause } from '../capture/pause.ts';
import type { Recorder } from '../capture/recorder.ts';
import { Resuming } from '../capture/resuming.ts';
import { createChecks } from '../checks/createChecks.ts';
import type { ErrorBoundary } from '../errorBoundary.ts';
import { CommitFollower } from '../git/commitFollower.ts';
import type { HeadWatcher } from '../git/headWatcher.ts';
import type { Review } from '../review/createReview.ts';
import { LaterLooks } from './laterLooks.ts';

/** What following works on. */
export interface FollowUpParts {
  readonly context: ExtensionContext;
  readonly ledger: Ledger;
  readonly recorder: Recorder;
  readonly heads: HeadWatcher;
  readonly capture: Capture;
  readonly review: Review;
  readonly pause: Pause;
  readonly clock: Clock;
  readonly digest: Digest;
  readonly boundary: ErrorBoundary;
}

/** The parts other parts speak to. */
export interface FollowUp extends Disposable {
  readonly resuming: Resuming;
  readonly chatAnswers: ChatAnswers;
}

/** Puts together what tells what became of suggestions: agents' records, commits, checks, looks back. */
export function createFollowUp(parts: FollowUpParts): FollowUp {
  const { context, ledger, recorder, heads, capture, review, pause, clock, digest, boundary } = parts;
  const store = new DisposableStore();
  const paused = (): boolean => pause.paused;
  const resuming = store.add(new Resuming(capture, ledger, recorder, clock, boundary));
  const chatAnswers = store.add(new ChatAnswers(capture, ledger, recorder, clock, boundary.guard));
  const looks = store.add(
    new LaterLooks(
      ledger,
      clock,
      { lastInput: () => capture.lastInput, paused, rootsOf: (workspace) => heads.rootsNamed(workspace) },
      boundary,
    ),
  );
  store.add(
    heads.onDidMove(({ root, from, to }) => {
      void boundary.command('commit', async () => {
        if (from !== null && !(await isAncestor(root, from, to))) looks.rewritten(root);
      });
    }),
  );
  const agents = store.add(
    createAgents(ledger, pause, clock, digest, boundary, context, () => {
      resuming.lookAgain();
      chatAnswers.lookAgain();
      looks.classify();
    }),
  );
  store.add(
    new CommitFollower(heads, capture, recorder, ledger, boundary, clock, {
      settleAgents: () => agents.afterCommit(),
      settled(commit) {
        review.asker.boundary('after-commit', { label: vscode.l10n.t('after commit {0}', commit) });
        looks.classify();
      },
    }),
  );
  store.add(
    createChecks({
      ledger,
      capture,
      repositoryOf: (file) => heads.rootOf(file),
      clock,
      boundary,
      paused,
      ended: (label) => review.asker.boundary('after-test-run', { label }),
    }),
  );
  return { resuming, chatAnswers, dispose: () => store.dispose() };
}
