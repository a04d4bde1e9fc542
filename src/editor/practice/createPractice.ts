import type { ExtensionContext } from 'vscode';
import * as vscode from 'vscode';
import { dueWeek, nextLook } from '../../core/practice/week.ts';
import type { Clock } from '../../core/shared/clock.ts';
import type { Digest } from '../../core/shared/digest.ts';
import type { Disposable } from '../../core/shared/disposable.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import type { Assist } from '../assist/assistPort.ts';
import type { ErrorBoundary } from '../errorBoundary.ts';
import type { HeadWatcher } from '../git/headWatcher.ts';
import type { Review } from '../review/createReview.ts';
import type { PracticePanel } from './practicePanel.ts';

/** Type of the panel, also in what the editor keeps of an open window. */
const viewType = 'pairfolio.practice';
const draftKey = 'pairfolio.weekDraft';
/** The first look whether a review is due: so long after the start (ms), when the editor is done with its own. */
const firstLook = 20_000;

/** What the weekly review and the lessons for agents work on. */
export interface PracticeDependencies {
  readonly context: Pick<ExtensionContext, 'extensionUri' | 'globalState'>;
  readonly ledger: Ledger;
  readonly heads: Pick<HeadWatcher, 'rootOf'>;
  readonly review: Pick<Review, 'note' | 'quiet'>;
  readonly clock: Clock;
  readonly digest: Digest;
  readonly boundary: ErrorBoundary;
  readonly assist: Assist;
}

/** The weekly review, its quiet offer at the end of a week, and the lessons for agents. */
export interface Practice extends Disposable {
  open(): Promise<void>;
  /** @param request what a keybinding passes; see `LessonsRequest` */
  writeLessons(request: unknown): Promise<unknown>;
  /** Drops what was begun to be written and not recorded yet. */
  forgetDraft(): Thenable<void>;
}

/** Puts it together. What it does is a bundle of its own (`dist/practicePanel.js`, see esbuild.js), loaded at the first use. */
export function createPractice(from: PracticeDependencies): Practice {
  const { clock, boundary } = from;
  let loaded: Promise<PracticePanel> | undefined;
  const load = (): Promise<PracticePanel> =>
    (loaded ??= import('./practicePanel.ts').then(
      ({ PracticePanel }) => new PracticePanel(from, { viewType, draftKey }),
    ));
  const serializer = vscode.window.registerWebviewPanelSerializer(viewType, {
    deserializeWebviewPanel: async (panel) => {
      await boundary.command('weekly review', async () => (await load()).adopt(panel));
    },
  });
  /** Only at the end of a week in a life with a record is there anything to load for. */
  const offer = async (): Promise<void> => {
    const recorded = await from.ledger.readSoon().then(
      ({ inOrder }) => inOrder.length > 0,
      () => true, // what cannot be read is told when the developer acts
    );
    if (loaded || recorded) await (await load()).offer();
  };
  let timer: Disposable;
  const look = (): void => {
    const now = clock.now();
    timer = clock.after(nextLook(now) - now, look);
    if (loaded || dueWeek(now, () => false)) void boundary.command('weekly review', offer);
  };
  timer = clock.after(firstLook, look);
  return {
    open: async () => (await load()).open(),
    writeLessons: async (request) => (await load()).writeLessons(request),
    forgetDraft: async () => {
      (await loaded)?.forgetDraft();
      await from.context.globalState.update(draftKey, undefined);
    },
    dispose: () => {
      timer.dispose();
      serializer.dispose();
      void loaded?.then((panel) => panel.dispose());
    },
  };
}
