import type { LogOutputChannel } from 'vscode';
import type { Disposable } from '../core/shared/disposable.ts';
import { DisposableStore } from '../core/shared/disposable.ts';
import { createAssist } from './assist/createAssist.ts';
import { isChatAnswer } from './capture/chatAnswers.ts';
import { commandHandlers, type CommandParts } from './commandHandlers.ts';
import type { CommandTypes } from './commands.ts';
import { createCorrections } from './correct/createCorrections.ts';
import { FirstRun } from './firstRun/firstRun.ts';
import { createFollowUp } from './follow-up/createFollowUp.ts';
import { createNotes } from './note/createNotes.ts';
import { createReview } from './review/createReview.ts';

/** What is there from the start. */
export type StartParts = Pick<
  CommandParts,
  'context' | 'ledger' | 'recorder' | 'heads' | 'capture' | 'pause' | 'clock' | 'digest' | 'boundary'
> & { readonly log: LogOutputChannel };

/** Everything that need not see the first key: what asks, looks back, corrects and shows. */
export interface AfterStart extends Disposable {
  readonly handlers: CommandTypes;
  /** A key answered a chat's edits; anything else is left alone. */
  readonly answeredInChat: (said: unknown) => void;
}

/** Puts it together. It is a bundle of its own (`dist/afterStart.js`, see esbuild.js). */
export function createAfterStart({ log, ...start }: StartParts): AfterStart {
  const { context, ledger, capture, pause, heads, clock, boundary } = start;
  const store = new DisposableStore();
  const assist = store.add(createAssist({ context, ledger, clock }));
  const typed = (): number | null => capture.lastInput;
  const review = store.add(createReview(context, ledger, pause, heads, clock, boundary, log, typed, assist));
  store.add(new FirstRun(ledger, clock));
  const parts = { ...start, review, assist };
  const followUp = store.add(createFollowUp(parts));
  const { chatAnswers, resuming } = followUp;
  const { corrections } = store.add(createCorrections({ ...parts, resuming }));
  const notes = store.add(createNotes(context.extensionUri, parts));
  const handlers = commandHandlers({ ...parts, corrections, notes }, store);
  return {
    handlers,
    answeredInChat: (said) => {
      if (isChatAnswer(said)) boundary.guard('record', () => chatAnswers.answered(said, capture.activeScope()));
    },
    dispose: () => store.dispose(),
  };
}
