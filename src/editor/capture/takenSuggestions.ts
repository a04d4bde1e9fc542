import type { Followers } from '../../core/follow/followers.ts';
import type { Follower } from '../../core/follow/follower.ts';
import type { Finding } from '../../core/recognise/finding.ts';
import type { InlineSuggestion } from '../../core/recognise/inlineSuggestions.ts';
import { isNeighbour, type AcceptedLines } from '../../core/recognise/runs.ts';
import type { OpenDocument } from './openDocuments.ts';
import type { Recorder, SuggestionSource } from './recorder.ts';
import type { DocumentScope } from './scope.ts';

/** A suggestion in the document, with the reason to believe in it. */
export interface Taken {
  readonly suggestion: InlineSuggestion;
  /** Whether it is more of one already taken. */
  readonly more: boolean;
  readonly finding: Finding;
  /** Who made it, as far as it is known. */
  readonly source?: SuggestionSource;
}

/** Records suggestions that went into a document, groups neighbouring ones, and starts to follow each. */
export class TakenSuggestions {
  readonly #recorder: Recorder;
  readonly #followers: Followers;
  /** How often each was recorded, and in which group. */
  readonly #recorded = new Map<number, { readonly id: string; readonly group: string; readonly revision: number }>();
  #run: (AcceptedLines & { readonly group: string }) | undefined;

  constructor(recorder: Recorder, followers: Followers) {
    this.#recorder = recorder;
    this.#followers = followers;
  }

  /**
   * @param text the document's text in which the suggestion stands at its range
   * @throws PairfolioError `ledger-unwritable`
   */
  take(open: OpenDocument, scope: DocumentScope, taken: Taken, text: string): Follower {
    const { suggestion, finding, source } = taken;
    const place = this.#place(open, scope, taken, text);
    this.#recorded.set(suggestion.number, place);
    const { id, group, revision } = place;
    const { languageId: language } = open.document;
    this.#recorder.suggestion(id, suggestion, { scope, group, language, revision, finding, ...(source && { source }) });
    return this.#followers.follow({
      id,
      document: open.key,
      language,
      parts: [{ before: suggestion.before, suggested: suggestion.suggested, range: suggestion }],
    });
  }

  #place(
    open: OpenDocument,
    scope: DocumentScope,
    { suggestion, more, finding }: Taken,
    text: string,
  ): { id: string; group: string; revision: number } {
    const known = this.#recorded.get(suggestion.number);
    if (more && known) return { ...known, revision: known.revision + 1 };
    const id = this.#recorder.idOf(String(suggestion.number), scope.file);
    // Only what counts makes a run: a guess must not put two questions into one.
    if (finding.surface !== 'inline' || finding.evidence?.kind !== 'mark') return { id, group: id, revision: 0 };
    const first = text.slice(0, suggestion.start).split('\n').length - 1;
    const lines: AcceptedLines = {
      document: open.key,
      at: suggestion.at,
      first,
      last: first + suggestion.suggested.split('\n').length - 1,
    };
    const group = this.#run && isNeighbour(this.#run, lines) ? this.#run.group : id;
    this.#run = { ...lines, group };
    return { id, group, revision: 0 };
  }
}
