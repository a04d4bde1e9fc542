import type { ExtensionContext, LogOutputChannel } from 'vscode';
import * as vscode from 'vscode';
import { readOwnChips } from '../../core/reflect/chips.ts';
import type { AskSettings } from '../../core/reflect/moment.ts';
import type { ViewCommand } from '../../core/reflect/messages.ts';
import type { Clock } from '../../core/shared/clock.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import type { Event } from '../../core/shared/event.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import type { Assist } from '../assist/assistPort.ts';
import type { Pause } from '../capture/pause.ts';
import type { ErrorBoundary } from '../errorBoundary.ts';
import type { HeadWatcher } from '../git/headWatcher.ts';
import { loadLater } from '../later.ts';
import { readSetting } from '../settings.ts';
import { Asker, type AskReveal } from './asker.ts';
import { watchBoundaries } from './boundaryWatch.ts';
import { occupations } from './occupied.ts';
import { isDecisionFileGone, openDecisionFile } from './openDecisionFile.ts';
import { OtherWindows } from './otherWindows.ts';
import { Quiet } from './quiet.ts';
import { ReviewSession } from './reviewSession.ts';
import { ReviewStatusBar } from './statusBar.ts';
import { ReviewViewProvider } from './reviewViewProvider.ts';

/** The parts that ask. */
export interface Review extends Disposable {
  readonly asker: Asker;
  /** Whether the developer wants to be left alone. */
  readonly quiet: Quiet;
  /** What waits, or what is shown of it, may have changed. */
  readonly onDidChange: Event<undefined>;
  /** As {@link ReviewSession.onDidRefuse}. */
  readonly onDidRefuse: Event<readonly string[]>;
  /** Shows decisions the developer pointed at, the first one with the focus on it. */
  note(groups: readonly string[]): void;
  /** Says why nothing is asked. @returns the sentences shown */
  whyNotAsked(): Promise<readonly string[]>;
}

/** The commands behind the buttons of the empty view. */
const commandOf = {
  'import-history': 'pairfolio.importHistory',
  'export-portfolio': 'pairfolio.exportPortfolio',
  'how-it-works': 'pairfolio.openWalkthrough',
  resume: 'pairfolio.resumeCapture',
  'manage-trust': 'workbench.trust.manage',
  'privacy-settings': 'pairfolio.openPrivacySettings',
} as const satisfies Record<Exclude<ViewCommand, 'review-more'>, string>;

/**
 * Puts together the review view, the status bar item and the one who asks at boundaries.
 * @param lastInput when the developer last typed (ms since 1970): no question comes between two keys
 */
export function createReview(
  { extensionUri: extension, globalState }: Pick<ExtensionContext, 'extensionUri' | 'globalState'>,
  ledger: Ledger,
  pause: Pause,
  heads: HeadWatcher,
  clock: Clock,
  boundary: ErrorBoundary,
  log: LogOutputChannel,
  lastInput: () => number | null,
  assist: Assist,
): Review {
  const store = new DisposableStore();
  const session = store.add(
    new ReviewSession(ledger, clock, () =>
      import('../practice/practicePanel.ts').then(({ ruleFinder }) => ruleFinder(ledger)),
    ),
  );
  session.paused = pause.paused;
  store.add(pause.onDidChange((paused) => void (session.paused = paused)));
  const quiet = store.add(new Quiet(globalState, clock));
  const asker = store.add(
    new Asker(
      session,
      {
        settings: () => ({ ...askSettings(), snooze: quiet.snooze }),
        window: () => ({ lastInputAt: lastInput(), occupations: occupations(quiet.held) }),
        focused: () => vscode.window.state.focused,
        reveal: (options) => view.reveal(options),
        notify,
        requested: () => void quiet.asked(),
        failed: (error) => boundary.report('review', error),
        log: (line) => log.info(line),
      },
      clock,
    ),
  );
  const view = store.add(
    new ReviewViewProvider(extension, session, {
      openFile: (suggestion) => void boundary.command('open file', () => openDecisionFile(ledger, suggestion)),
      isFileGone: (suggestion) => isDecisionFileGone(ledger, suggestion),
      chips: () => readOwnChips(readSetting(vscode.workspace, 'ask.chips')),
      assist,
      run: (command) => {
        void vscode.commands.executeCommand(commandOf[command]);
      },
      reviewMore: () => asker.list(),
      failed: (error) => {
        boundary.report('review', error);
        return PairfolioError.is(error)
          ? error.message
          : vscode.l10n.t('This could not be saved. The log of Pairfolio has the place.');
      },
    }),
  );
  store.add(new ReviewStatusBar(session, quiet, clock));
  store.add(new OtherWindows(ledger.home, clock, () => session.lookSoon()));
  store.add(watchBoundaries(heads, clock, (kind, label) => asker.boundary(kind, { label })));
  return {
    asker,
    quiet,
    onDidChange: session.onDidChange,
    onDidRefuse: session.onDidRefuse,
    note: (groups) => {
      session.note(groups);
      view.reveal({ preserveFocus: false, item: groups[0] ?? null });
    },
    whyNotAsked: async () => {
      await ledger.readSoon();
      session.refresh();
      const { when, maxPerDay } = askSettings();
      const { whyNotAsked } = await loadLater();
      return whyNotAsked({
        obstacles: asker.obstacles(),
        last: asker.last,
        count: session.count,
        paused: session.paused,
        commitsOnly: when === 'after-commit',
        maxPerDay,
        now: clock.now(),
      });
    },
    dispose: () => store.dispose(),
  };
}

function askSettings(): Pick<AskSettings, 'when' | 'maxPerDay'> & { readonly reveal: AskReveal } {
  return {
    when: readSetting(vscode.workspace, 'ask.when'),
    maxPerDay: readSetting(vscode.workspace, 'ask.maxPerDay'),
    reveal: readSetting(vscode.workspace, 'ask.reveal'),
  };
}

async function notify(count: number, label: string | null): Promise<boolean> {
  const review = vscode.l10n.t('Review');
  const what =
    count === 1
      ? vscode.l10n.t('1 decision waits for a word from you')
      : vscode.l10n.t('{0} decisions wait for a word from you', count);
  return (await vscode.window.showInformationMessage(label === null ? what : `${what} (${label})`, review)) === review;
}
