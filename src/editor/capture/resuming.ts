import { placeAgain, type Recorded } from '../../core/follow/placeAgain.ts';
import { focusedCheckpoints, type Progress } from '../../core/follow/follower.ts';
import type { SuggestionState } from '../../core/ledger/suggestionState.ts';
import { storedHunks } from '../../core/ledger/storedHunks.ts';
import type { Clock } from '../../core/shared/clock.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import type { ErrorBoundary } from '../errorBoundary.ts';
import type { Capture } from './capture.ts';
import type { OpenDocument } from './openDocuments.ts';
import type { Recorder } from './recorder.ts';

/** So long (ms) after documents opened they are looked through: a window opens many at once. */
const settle = 500;
/** Suggestions older than this (ms) are no longer followed from edit to edit. */
const followedFor = 14 * 24 * 60 * 60 * 1000;

/**
 * Goes on following what was recorded earlier, once its file is open: suggestions of an earlier session of this window,
 * of one that crashed, of a file that was closed and opened again, and what agents wrote.
 */
export class Resuming implements Disposable {
  readonly #store = new DisposableStore();
  readonly #capture: Capture;
  readonly #ledger: Ledger;
  readonly #recorder: Recorder;
  readonly #clock: Clock;
  readonly #boundary: ErrorBoundary;
  readonly #waiting = new Set<OpenDocument>();
  /** How much of each suggestion was there when it was last looked for. */
  readonly #looked = new Map<string, string>();
  #soon: Disposable | undefined;

  constructor(capture: Capture, ledger: Ledger, recorder: Recorder, clock: Clock, boundary: ErrorBoundary) {
    this.#capture = capture;
    this.#ledger = ledger;
    this.#recorder = recorder;
    this.#clock = clock;
    this.#boundary = boundary;
    this.#store.add(capture.onDidOpen((open) => this.#look(open)));
    this.lookAgain();
  }

  /** Something new was recorded that nobody follows yet. */
  lookAgain(): void {
    for (const open of this.#capture.open) this.#look(open);
  }

  dispose(): void {
    this.#soon?.dispose();
    this.#store.dispose();
  }

  #look(open: OpenDocument): void {
    this.#waiting.add(open);
    this.#soon ??= this.#clock.after(settle, () => {
      this.#soon = undefined;
      const documents = [...this.#waiting];
      this.#waiting.clear();
      void this.#boundary.command('resume', async () => {
        await this.#ledger.readSoon();
        this.#resume(documents);
      });
    });
  }

  #resume(documents: readonly OpenDocument[]): void {
    const places = new Map<string, OpenDocument[]>();
    for (const open of documents) {
      const scope = open.document.isClosed ? undefined : this.#capture.scopeOf(open.document);
      if (scope?.workspace === undefined) continue;
      const place = `${scope.workspace}/${scope.file}`;
      places.set(place, [...(places.get(place) ?? []), open]);
    }
    if (places.size === 0) return;
    const since = this.#clock.now() - followedFor;
    const followed = new Set(this.#capture.followers.ids);
    for (const state of this.#ledger.states()) {
      if (state.verdict?.settled === true || Date.parse(state.at) < since || !this.#isNews(state, followed)) continue;
      const { workspace, file, ...texts } = this.#ledger.texts.lookUp(state.body.texts);
      const open = places.get(`${workspace ?? ''}/${file ?? ''}`);
      const recorded = toRecorded(texts, this.#ledger.decision(state).kept);
      if (open && recorded) this.#follow(state, recorded, open);
    }
  }

  /** A turn that went on has more hunks than before; what is followed as it is needs no second look. */
  #isNews({ id, body }: SuggestionState, followed: ReadonlySet<string>): boolean {
    const known = this.#looked.get(id);
    return !followed.has(id) || (known !== undefined && known !== versionOf(body));
  }

  /** Of the cells of a notebook the one that holds it. */
  #follow({ id, body, survival, commits, verdict }: SuggestionState, recorded: Recorded, open: OpenDocument[]): void {
    this.#looked.set(id, versionOf(body));
    for (const { key, text, document } of open) {
      const parts = placeAgain(text.current(), recorded, body.language);
      if (!parts) continue;
      if (this.#capture.scopeOf(document)?.content === 'full') this.#recorder.keepContent(id);
      const passed = focusedCheckpoints.filter(([name]) => survival[name]);
      const progress: Progress = {
        focused: passed.at(-1)?.[1] ?? 0,
        saved: survival.save !== null,
        committed: commits.length > 0,
      };
      this.#capture.followers.follow({ id, document: key, language: document.languageId, parts, progress });
      return;
    }
    // What an agent wrote is judged from the disk as well; of the others nobody else would say that they are gone.
    if (body.surface === 'agent' || body.surface === 'chat' || verdict?.because === notFound) return;
    this.#recorder.judged({ suggestion: id, label: 'overrode', settled: false, because: notFound, kept: '' });
  }
}

/** The file was there and nothing like the suggestion in it. */
const notFound = 'not-found';

function versionOf({ revision, suggestions }: SuggestionState['body']): string {
  return `${String(revision)} ${String(suggestions)}`;
}

/** A suggestion's texts as they are looked for in a document. `undefined` where its code was not kept. */
export function toRecorded(texts: Readonly<Record<string, string>>, kept: string | null): Recorded | undefined {
  const hunks = storedHunks(texts);
  return hunks && { hunks, kept };
}
