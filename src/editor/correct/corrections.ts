import type { TextEditor } from 'vscode';
import * as vscode from 'vscode';
import { carryRange } from '../../core/follow/carry.ts';
import type { Follower } from '../../core/follow/follower.ts';
import { attributionOf, type Attribution } from '../../core/ledger/attribution.ts';
import type { SuggestionState } from '../../core/ledger/suggestionState.ts';
import { developerSaid } from '../../core/recognise/developerSaid.ts';
import type { Clock } from '../../core/shared/clock.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import type { TextRange } from '../../core/shared/textEdit.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import type { Capture } from '../capture/capture.ts';
import type { OpenDocument } from '../capture/openDocuments.ts';
import type { Pause } from '../capture/pause.ts';
import type { Recorder } from '../capture/recorder.ts';
import type { Resuming } from '../capture/resuming.ts';
import type { ErrorBoundary } from '../errorBoundary.ts';
import { classifyDecision } from './classify.ts';
import { followedIn, holds, recordedIn, statesAt } from './attributionsAt.ts';
import { pickAttributions } from './pickAttributions.ts';
import { whyNot } from './whyNot.ts';

/** What corrections work on. */
export interface CorrectedParts {
  readonly capture: Capture;
  readonly resuming: Resuming;
  readonly recorder: Recorder;
  readonly ledger: Ledger;
  readonly pause: Pause;
  readonly clock: Clock;
  readonly boundary: ErrorBoundary;
}

/** Where the developer points: the selection, else the cursor. */
interface Pointed {
  readonly editor: TextEditor;
  readonly open: OpenDocument | undefined;
  readonly at: TextRange;
}

/** A follower that was let go, with the text it was let go in. */
interface Dropped {
  readonly follower: Follower;
  readonly text: string;
}

const counting: readonly Attribution[] = ['believed', 'confirmed'];

/** "This wasn't AI" and "this was AI": the developer's word on what was recognised. */
export class Corrections {
  readonly #parts: CorrectedParts;
  /** Names the suggestions pointed out here, apart from those that are counted from 1. */
  #number = 0;

  constructor(parts: CorrectedParts) {
    this.#parts = parts;
  }

  classify(): Promise<void> {
    return classifyDecision(this.#parts);
  }

  /**
   * @param argument ids of suggestions; anything else means what is at the cursor or selection of the active editor
   * @returns the ids of what was corrected
   * @throws PairfolioError `not-found`, `usage`, `ledger-unwritable`
   */
  async notAi(argument?: unknown): Promise<readonly string[]> {
    const fits = (state: SuggestionState): boolean => attributionOf(state) !== 'not-ai';
    const named = this.#named(argument);
    const found = named ?? this.#at(this.#pointed(), fits);
    if (found.length === 0) {
      say(vscode.l10n.t('Nothing of an AI’s is recorded here.'));
      return [];
    }
    const chosen = named ?? (await pickAttributions(found, this.#parts, vscode.l10n.t('Which of these wasn’t AI?')));
    const ids = chosen.map(({ id }) => id);
    if (ids.length === 0) return [];
    // What never counted stays so when this is taken back: a guess must not count by mistake.
    const back = chosen.filter((state) => counting.includes(attributionOf(state))).map(({ id }) => id);
    const dropped = this.#refuse(ids);
    const noted =
      ids.length === 1
        ? vscode.l10n.t('Noted: this wasn’t AI. It does not count.')
        : vscode.l10n.t('Noted: {0} suggestions weren’t AI. They do not count.', ids.length);
    this.#offerUndo(noted, back, () => {
      this.#parts.recorder.corrected(back, true);
      this.#followAgain(dropped.filter(({ follower }) => back.includes(follower.followed.id)));
    });
    return ids;
  }

  /**
   * Confirms what is only probable or was corrected before; where there is nothing of the kind, records the selected
   * text (or the line of the cursor) as a suggestion.
   * @param argument as for {@link notAi}
   * @returns the ids of what was corrected
   * @throws PairfolioError `not-found`, `usage`, `too-large`, `ledger-unwritable`
   */
  async wasAi(argument?: unknown): Promise<readonly string[]> {
    const fits = (state: SuggestionState): boolean => !counting.includes(attributionOf(state));
    const named = this.#named(argument);
    const pointed = named ? undefined : this.#pointed();
    const found = named ?? (pointed ? this.#at(pointed, fits) : []);
    const chosen = named ?? (await pickAttributions(found, this.#parts, vscode.l10n.t('Which of these was AI?')));
    const ids = pointed && found.length === 0 ? this.#pointOut(pointed) : chosen.map(({ id }) => id);
    if (ids.length === 0) return [];
    this.#parts.recorder.corrected(ids, true);
    this.#parts.resuming.lookAgain();
    const noted =
      ids.length === 1
        ? vscode.l10n.t('Noted: this was AI. It counts from now on.')
        : vscode.l10n.t('Noted: {0} suggestions were AI. They count from now on.', ids.length);
    this.#offerUndo(noted, ids, () => void this.#refuse(ids));
    return ids;
  }

  /** `undefined` where no ids were given: a menu gives the file it was opened on. */
  #named(argument: unknown): SuggestionState[] | undefined {
    const ids = typeof argument === 'string' ? [argument] : argument;
    if (!Array.isArray(ids)) return undefined;
    const { suggestions } = this.#parts.ledger.read();
    return ids.map((id) => {
      const state = typeof id === 'string' ? suggestions.get(id) : undefined;
      if (!state || state.forgotten)
        throw new PairfolioError('not-found', vscode.l10n.t('This suggestion is not in the record any more.'));
      return state;
    });
  }

  #pointed(): Pointed {
    const editor = vscode.window.activeTextEditor;
    if (!editor)
      throw new PairfolioError('usage', vscode.l10n.t('Open a file and place the cursor where the suggestion is.'));
    const { document, selection } = editor;
    const at = { start: document.offsetAt(selection.start), end: document.offsetAt(selection.end) };
    return { editor, open: this.#parts.capture.get(document), at };
  }

  #at({ editor }: Pointed, fits: (state: SuggestionState) => boolean): SuggestionState[] {
    return statesAt(editor, this.#parts.capture, this.#parts.ledger, fits);
  }

  /** Records what the developer points at as a suggestion nobody noticed, and follows it. */
  #pointOut({ editor: { document, selection }, open, at }: Pointed): readonly string[] {
    const { capture, ledger, pause, clock } = this.#parts;
    const scope = capture.scopeOf(document);
    if (!open || !scope) throw whyNot(document, pause.paused);
    const text = open.text.current();
    const { start, end } = trimmed(text, selection.isEmpty ? lineAt(text, at.start) : at, selection.isEmpty);
    if (start === end) {
      say(vscode.l10n.t('Select the code that was AI first.'));
      return [];
    }
    const recorded = [...followedIn(capture, ledger, open), ...recordedIn(capture, ledger, open, scope)];
    if (recorded.some((placed) => holds({ start, end }, placed))) {
      say(vscode.l10n.t('This is recorded as AI already.'));
      return [];
    }
    const suggestion = {
      number: --this.#number,
      document: open.key,
      start,
      end,
      before: '',
      suggested: text.slice(start, end),
      at: clock.now(),
    };
    const taken = capture.taken.take(open, scope, { suggestion, more: false, finding: developerSaid }, text);
    return [taken.followed.id];
  }

  /** Says that these were no AI's, and lets go of them. */
  #refuse(ids: readonly string[]): Dropped[] {
    const { capture, recorder } = this.#parts;
    recorder.corrected(ids, false);
    const dropped = capture.open.flatMap(({ key, text }) =>
      capture.followers
        .in(key)
        .filter(({ followed }) => ids.includes(followed.id))
        .map((follower) => ({ follower, text: text.current() })),
    );
    for (const id of ids) capture.followers.drop(id);
    return dropped;
  }

  /** Goes on where it was let go; what was closed since is found again when it is opened. */
  #followAgain(dropped: readonly Dropped[]): void {
    const { capture, resuming } = this.#parts;
    for (const { follower, text } of dropped) {
      const { followed, ranges, progress } = follower;
      const open = capture.open.find(({ key }) => key === followed.document);
      if (!open) continue;
      const carried = carryRange(text, open.text.current(), ranges);
      const parts = followed.parts.map((part, index) => ({ ...part, range: carried[index] ?? { start: 0, end: 0 } }));
      capture.followers.follow({ ...followed, parts, progress });
    }
    resuming.lookAgain();
  }

  /** One message that goes by itself; nobody waits for the answer. */
  #offerUndo(message: string, ids: readonly string[], undo: () => void): void {
    if (ids.length === 0) {
      say(message);
      return;
    }
    const label = vscode.l10n.t('Undo');
    void vscode.window.showInformationMessage(message, label).then((choice) =>
      this.#parts.boundary.command('undo', () => {
        if (choice === label) undo();
      }),
    );
  }
}

function say(message: string): void {
  void vscode.window.showInformationMessage(message);
}

function lineAt(text: string, offset: number): TextRange {
  const end = text.indexOf('\n', offset);
  return { start: text.lastIndexOf('\n', offset - 1) + 1, end: end < 0 ? text.length : end };
}

/** Without line breaks at its ends, and of a whole line without its indentation; empty where there is only white space. */
function trimmed(text: string, { start, end }: TextRange, line: boolean): TextRange {
  const part = text.slice(start, end);
  const [head = ''] = (line ? /^\s*/ : /^(?:[^\S\n]*\n)*/).exec(part) ?? [];
  const length = part.trimEnd().length;
  return length === 0 ? { start, end: start } : { start: start + head.length, end: start + length };
}
