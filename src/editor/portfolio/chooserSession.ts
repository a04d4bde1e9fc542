import { caseDetail } from '../../core/portfolio/chooser/detail.ts';
import {
  mostPicks,
  move,
  pick,
  setCaseCode,
  setOptions,
  unpick,
  type Choice,
  type ChoiceOptions,
} from '../../core/portfolio/chooser/choice.ts';
import { fingerprint } from '../../core/portfolio/chooser/fingerprint.ts';
import {
  messagesVersion,
  type CaseDetail,
  type ChooserState,
  type Entry,
  type ListQuery,
  type Preview,
  type Proposal,
} from '../../core/portfolio/chooser/messages.ts';
import { proposeForPage } from '../../core/portfolio/chooser/proposals.ts';
import { chooserStrings } from '../../core/portfolio/chooser/strings.ts';
import { wordsOf, type CaseText } from '../../core/portfolio/chooser/words.ts';
import { groupStates } from '../../core/portfolio/groups.ts';
import { parsePeriod } from '../../core/portfolio/period.ts';
import type { NameRule } from '../../core/portfolio/redact/names.ts';
import { parseNames } from '../../core/portfolio/redact/namesList.ts';
import type { CodeMode } from '../../core/portfolio/shownText.ts';
import { languageName, verdictMeanings } from '../../core/portfolio/words.ts';
import type { SuggestionState } from '../../core/ledger/suggestionState.ts';
import { fill, reviewStrings } from '../../core/reflect/strings.ts';
import { isoTime } from '../../core/shared/clock.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import { reasonWords } from '../../core/shared/reasons.ts';
import type { BuildOptions, BuiltPortfolio } from '../../node/portfolio/build.ts';
import type { ExportResult, WriteOptions } from '../../node/portfolio/export.ts';
import type { RecordSubject } from '../assist/assistPort.ts';
import { Candidates, type Bounds } from './candidates.ts';
import { ChoiceKeeper } from './choiceKeeper.ts';
import type { Builder, ChooserParts } from './chooserParts.ts';
import { describePreview } from './describePreview.ts';
import { PreviewBuild } from './previewBuild.ts';
import { recordWords } from './recordWords.ts';

/** What an undo changed: of words, the case they belong to. */
export interface Undone {
  readonly words: string;
  readonly id: string | null;
}

/** The page's state of the chooser that is not the page's own. */
export type SessionState = Omit<ChooserState, 'type' | 'strings' | 'locale' | 'out' | 'assist'>;

/** What stands behind the page on which a portfolio is made. Throws PairfolioError where the ledger fails. */
export class ChooserSession {
  readonly #parts: ChooserParts;
  readonly #candidates: Candidates;
  readonly #keeper: ChoiceKeeper;
  readonly #preview: PreviewBuild;
  #workspaces: readonly string[] = [];
  /** Proposals cost a look at every decision: made anew when the bounds change, or when asked. */
  #proposed: { readonly of: string; readonly proposals: readonly Proposal[] } | undefined;

  constructor(parts: ChooserParts, builder: Builder) {
    this.#parts = parts;
    this.#candidates = new Candidates(parts.ledger);
    this.#keeper = new ChoiceKeeper(parts.store);
    this.#preview = new PreviewBuild(builder);
  }

  get choice(): Choice {
    return this.#keeper.choice;
  }

  get built(): BuiltPortfolio | null {
    return this.#preview.built;
  }

  /**
   * Reads the record in slices, leaves out what is no longer in it, and records words that were begun before.
   * @returns how many cases were left out
   */
  async open(signal: AbortSignal): Promise<number> {
    await this.#parts.ledger.readSoon({ signal });
    this.#proposed = undefined;
    const dropped = this.refresh();
    try {
      this.saveDrafts();
    } catch (error) {
      // They stay begun; that the ledger cannot be written is said when the author goes on.
      if (!PairfolioError.is(error)) throw error;
    }
    return dropped;
  }

  /** Looks again: something was recorded, corrected or forgotten. @returns how many cases are gone */
  refresh(): number {
    this.#candidates.look();
    const { built } = this.#preview;
    if (built?.cases.some((id) => !this.#candidates.find(id)) === true) this.#preview.discard();
    return this.#keeper.keepOnly((id) => this.#candidates.find(id) !== undefined);
  }

  /** Finds the workspaces of the record, in slices. */
  async findWorkspaces(signal: AbortSignal): Promise<void> {
    this.#workspaces = await this.#candidates.workspaces(signal);
  }

  state(): SessionState {
    const { choice, undoable } = this.#keeper;
    const { picks, ...options } = choice;
    const { bounds, problem } = this.#bounds();
    return {
      v: messagesVersion,
      ...options,
      picks: picks.flatMap(({ id, code }) => {
        const state = this.#candidates.find(id);
        return state
          ? [{ entry: this.#candidates.entry(state), code, outside: !this.#candidates.isInside(state, bounds) }]
          : [];
      }),
      periodProblem: problem,
      namesProblem: this.#names().problem,
      proposals: this.#proposals(bounds),
      all: this.#candidates.all.length,
      languages: this.#candidates.languages.map((id) => ({ id, name: languageName(id) })),
      workspaces: [...this.#workspaces],
      undo: undoable === null ? null : this.#changeWords(undoable),
      preview: this.#previewState(),
    };
  }

  list(query: ListQuery, signal: AbortSignal): Promise<{ readonly entries: Entry[]; readonly total: number }> {
    return this.#candidates.list(query, this.#bounds().bounds, signal);
  }

  detail(id: string): CaseDetail | undefined {
    const state = this.#candidates.find(id);
    if (!state) return undefined;
    const decision = this.#parts.ledger.decision(state);
    return caseDetail(state, decision, this.#keeper.drafts[id], {
      observed: this.#parts.translate(verdictMeanings[decision.verdict.label]),
      reason: (reason) => this.#parts.translate(reasonWords(reason)),
      check: (what, result) => {
        const english = { passed: 'checkPassed', failed: 'checkFailed', unknown: 'checkRan' } as const;
        return fill(this.#parts.translate(reviewStrings[english[result]]), what);
      },
    });
  }

  /** The group a decision belongs to: what the review view asks about. */
  groupOf(id: string): string | undefined {
    return this.#candidates.find(id)?.body.group;
  }

  /** @throws PairfolioError `usage` where the portfolio is full */
  pick(id: string): void {
    if (!this.#candidates.find(id)) return;
    if (this.choice.picks.length >= mostPicks) throw new PairfolioError('usage', fill(this.#say('tooMany'), mostPicks));
    this.#keeper.change('pick', pick(this.choice, id));
  }

  unpick(id: string): void {
    this.#keeper.change('unpick', unpick(this.choice, id));
  }

  /** @param by places down; up where it is negative */
  move(id: string, by: number): void {
    const at = this.choice.picks.findIndex((one) => one.id === id);
    this.#keeper.change('move', move(this.choice, id, at + by));
  }

  setCaseCode(id: string, code: CodeMode | null): void {
    this.#keeper.change('case-code', setCaseCode(this.choice, id, code));
  }

  setOptions(options: ChoiceOptions): void {
    const before = this.choice;
    const changed = (['code', 'period', 'workspace', 'names', 'about', 'plain', 'sign'] as const).find(
      (name) => options[name] !== before[name],
    );
    if (changed) this.#keeper.change(changed, setOptions(before, options));
  }

  /** What a model would be told of everything the portfolio counts. */
  subject(): RecordSubject {
    const { bounds } = this.#bounds();
    return { groups: groupStates(this.#candidates.all.filter((state) => this.#candidates.isInside(state, bounds))) };
  }

  /** Keeps words that are being written. */
  draft(id: string, words: CaseText): void {
    if (this.#candidates.find(id)) this.#keeper.draft(id, words);
  }

  /**
   * Records the words of a case where they differ from those recorded.
   * @returns the words that stand now; undefined where there is no such case any more
   * @throws PairfolioError `ledger-unwritable`; the words stay a draft then
   */
  saveWords(id: string, words: CaseText): CaseText | undefined {
    this.draft(id, words);
    const before = this.#record(id, words);
    this.#keeper.draft(id, null);
    if (before) this.#keeper.worded(id, before);
    return this.#wordsNow(id);
  }

  /** Records all words that were begun. @throws PairfolioError `ledger-unwritable` */
  saveDrafts(): void {
    for (const [id, words] of Object.entries(this.#keeper.drafts)) this.saveWords(id, words);
  }

  /** Takes back the last change of the choice or the words. @throws PairfolioError `ledger-unwritable` */
  undo(): Undone | undefined {
    const step = this.#keeper.undo();
    if (!step) return undefined;
    if (step.change === 'words') {
      this.#keeper.draft(step.id, null);
      this.#record(step.id, step.before);
    }
    this.refresh();
    return { words: this.#changeWords(step.change), id: step.change === 'words' ? step.id : null };
  }

  /**
   * Builds every file in memory. Words begun are recorded first.
   * @throws PairfolioError as `buildPortfolio`, and `usage` where the period or the names cannot be read
   */
  async preview(onProgress: NonNullable<BuildOptions['onProgress']>): Promise<BuiltPortfolio> {
    this.saveDrafts();
    this.refresh();
    const { choice } = this;
    const { bounds, problem } = this.#bounds();
    if (problem !== null) throw new PairfolioError('usage', problem);
    const names = this.#names();
    if (names.problem !== null) throw new PairfolioError('usage', names.problem);
    const outside = this.state().picks.filter((one) => one.outside).length;
    if (outside > 0)
      throw new PairfolioError('usage', fill(this.#say(outside === 1 ? 'outsideOne' : 'outsideMany'), outside));
    const about = choice.about.trim();
    const plain = choice.plain.trim();
    const { clock, digest } = this.#parts;
    const cases = choice.picks.map(({ id, code }) => ({ id, code: code ?? undefined }));
    const sign = choice.sign && cases.length > 0;
    return this.#preview.build(this.#fingerprint(), sign, {
      cases: cases.length > 0 ? cases : undefined,
      code: choice.code,
      period: bounds.period,
      workspace: bounds.workspace ?? undefined,
      clock,
      digest,
      onProgress,
      ...(names.rules.length > 0 && { names: names.rules }),
      ...(about !== '' && { about }),
      ...(plain !== '' && { plain: { words: plain, drafted: choice.plainDrafted } }),
    });
  }

  cancelPreview(): void {
    this.#preview.cancel();
  }

  /** Whether what was previewed can be written as it is. */
  get canWrite(): boolean {
    return this.#preview.isOf(this.#fingerprint());
  }

  /** Writes what was previewed. @throws PairfolioError `usage` where that is out of date, `output-unwritable` */
  async write(options: WriteOptions): Promise<ExportResult> {
    this.refresh();
    return await this.#preview.write(this.#fingerprint(), options);
  }

  #fingerprint(): string {
    return fingerprint(this.choice, (id) => this.#candidates.find(id));
  }

  /** @returns the words before, where anything was recorded */
  #record(id: string, words: CaseText): CaseText | undefined {
    const before = this.#wordsNow(id);
    const state = this.#candidates.find(id);
    if (!before || !state) return undefined;
    const { ledger, clock } = this.#parts;
    const recorded = recordWords(ledger, state, before, words, isoTime(clock.now()));
    this.#candidates.look();
    return recorded ? before : undefined;
  }

  #wordsNow(id: string): CaseText | undefined {
    const state = this.#candidates.find(id);
    return state && wordsOf(this.#parts.ledger.decision(state));
  }

  #bounds(): { readonly bounds: Bounds; readonly problem: string | null } {
    const { period, workspace } = this.choice;
    if (period.trim() === '') return { bounds: { period: undefined, workspace }, problem: null };
    try {
      return { bounds: { period: parsePeriod(period.trim()), workspace }, problem: null };
    } catch (error) {
      // Half a date while it is written: everything is shown until it can be read.
      if (!PairfolioError.is(error)) throw error;
      return { bounds: { period: undefined, workspace }, problem: error.message };
    }
  }

  #names(): { readonly rules: readonly NameRule[]; readonly problem: string | null } {
    try {
      return { rules: parseNames(this.choice.names), problem: null };
    } catch (error) {
      if (!PairfolioError.is(error)) throw error;
      return { rules: [], problem: error.message };
    }
  }

  #proposals(bounds: Bounds): Proposal[] {
    const of = JSON.stringify(bounds);
    if (this.#proposed?.of !== of) {
      const inside = this.#candidates.all.filter((state) => this.#candidates.isInside(state, bounds));
      const file = (state: SuggestionState): string | null =>
        this.#parts.ledger.texts.lookUp(state.body.texts)['file'] ?? null;
      const proposals = proposeForPage(inside, file).map(({ state, why }) => ({
        entry: this.#candidates.entry(state),
        why: why.map((english) => this.#parts.translate(english)),
      }));
      this.#proposed = { of, proposals };
    }
    return this.#proposed.proposals.filter(({ entry }) => this.#candidates.find(entry.id) !== undefined);
  }

  #previewState(): Preview | null {
    const { built, signing } = this.#preview;
    if (!built) return null;
    return describePreview(built, signing?.with, !this.canWrite, (key) => this.#say(key));
  }

  #changeWords(change: NonNullable<ChoiceKeeper['undoable']>): string {
    const key = {
      pick: 'changePick',
      unpick: 'changeUnpick',
      move: 'changeMove',
      'case-code': 'changeCaseCode',
      code: 'changeCode',
      period: 'changePeriod',
      workspace: 'changeWorkspace',
      names: 'changeNames',
      about: 'changeAbout',
      plain: 'changePlain',
      sign: 'changeSign',
      words: 'changeWords',
    } as const;
    return this.#say(key[change]);
  }

  #say(key: keyof typeof chooserStrings): string {
    return this.#parts.translate(chooserStrings[key]);
  }
}
