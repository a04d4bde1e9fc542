import * as v from 'valibot';
import { ReadModel } from '../../core/ledger/readModel.ts';
import type { TextLookup } from '../../core/ledger/toDecision.ts';
import { toEntry } from '../../core/portfolio/chooser/entries.ts';
import { groupStates, type DecisionGroup } from '../../core/portfolio/groups.ts';
import { weekFacts } from '../../core/practice/facts.ts';
import { lessonEffects } from '../../core/practice/lessons.ts';
import {
  draftSchema,
  messagesVersion,
  type Draft,
  type NewRule,
  type PracticePageState,
  type ShownRule,
} from '../../core/practice/messages.ts';
import {
  adherenceOf,
  choices,
  firstDraft,
  proposalWords,
  ruleTerms,
  skillWords,
} from '../../core/practice/pageState.ts';
import type { Project } from '../../core/practice/project.ts';
import { lookBack, proposeRules, type RuleProposal } from '../../core/practice/proposals.ts';
import {
  isDone,
  lessonsOfProject,
  reviewOf,
  reviewsIn,
  statesOfProject,
  type Review,
} from '../../core/practice/record.ts';
import { begun, readRules, ruleRecord, type Rule } from '../../core/practice/rules.ts';
import { practiceStrings } from '../../core/practice/strings.ts';
import { inWeek, reviewedWeek, weekBefore, weekNamed, type Week } from '../../core/practice/week.ts';
import { cellWords, ruleWords, type Translate } from '../../core/practice/words.ts';
import { isoTime, since, type Clock } from '../../core/shared/clock.ts';
import type { Digest } from '../../core/shared/digest.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import { reasonWords } from '../../core/shared/reasons.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import type { Assist, RecordSubject } from '../assist/assistPort.ts';

/** Keeps the draft while the page is closed and over a restart of the window. */
export interface DraftStore {
  get(): unknown;
  set(value: unknown): void;
}

/** What the weekly review works on. */
export interface PracticeParts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly digest: Digest;
  readonly store: DraftStore;
  readonly translate: Translate;
  /** Help from a model with the words; without it nothing of it is shown. */
  readonly assist?: Pick<Assist, 'on' | 'onDidChange' | 'draftOf' | 'showOutgoingOf'>;
  /** The project that is open in this window; null where none is. */
  project(): Project | null;
}

/** Decisions listed to pick one from; the others are counted. */
const mostListed = 12;
/** Decisions listed that a rule was not kept in. */
const mostBroken = 5;
/** Past reviews that are shown. */
const mostPast = 104;

const storedSchema = v.object({ v: v.literal(messagesVersion), week: v.string(), draft: draftSchema });

/** What is kept of a page between windows. */
type Stored = v.InferOutput<typeof storedSchema>;

/** The weekly review over the ledger: what is shown, and what is written. */
export class PracticeSession {
  readonly #parts: PracticeParts;
  readonly #lookUp: TextLookup;

  constructor(parts: PracticeParts) {
    this.#parts = parts;
    this.#lookUp = (hashes) => parts.ledger.texts.lookUp(hashes);
  }

  /** The week looked back on: that of a draft, else the due one if there is something to look back on, else this one. */
  get week(): Week {
    const { ledger } = this.#parts;
    const { practice } = ledger.read();
    const begunWeek = this.#stored && weekNamed(this.#stored.week);
    if (begunWeek && begunWeek.from <= this.#now) return begunWeek;
    const isEmpty = (id: string): boolean => {
      const week = weekNamed(id);
      return !week || inWeek(week, ledger.states()).length === 0;
    };
    return reviewedWeek(this.#now, (week) => isDone(practice, week) || isEmpty(week));
  }

  /** Keeps answers until they are saved. Those for a week that is not shown any more are too late. */
  draft(week: string, draft: Draft): void {
    if (week !== this.week.id) return;
    this.#parts.store.set({ v: messagesVersion, week, draft } satisfies Stored);
  }

  /**
   * Records a review, and what becomes of rules.
   * @returns whether a new rule was begun; undefined where it is too late for this week
   * @throws PairfolioError `usage` for a rule without words, `ledger-unwritable`
   */
  save(week: string, draft: Draft): { readonly newRule: boolean } | undefined {
    if (week !== this.week.id) return undefined;
    this.draft(week, draft);
    const { ledger, store, digest } = this.#parts;
    const { practice } = ledger.read();
    const fresh = draft.rule && this.#newRule(draft.rule);
    const at = isoTime(this.#now);
    const shown = reviewOf(practice, week, this.#lookUp)?.shown ?? false;
    const { summary, summaryDrafted: helped, surprised, missed, skill } = draft;
    this.#review({ week, summary, helped, surprised, missed, skill, shown }, at);
    this.#reconsider(week, draft, at);
    for (const rule of this.#rules()) {
      const state = draft.rules[rule.id];
      if (state !== undefined && state !== rule.state) this.#state(rule, { state, at });
    }
    if (fresh) {
      const { record, texts: words } = ruleRecord(digest.random(8), 'trial', fresh, at);
      ledger.append(record, words);
    }
    store.set(undefined);
    return { newRule: fresh !== null };
  }

  /** The developer does not want to review this week. @throws PairfolioError `ledger-unwritable` */
  skip(week: string): void {
    const { ledger, clock, store } = this.#parts;
    if (isDone(ledger.read().practice, week)) return;
    const body = { week, skipped: true, skill: null, shown: false };
    ledger.append({ type: 'week', at: isoTime(clock.now()), body });
    if (this.#stored?.week === week) store.set(undefined);
  }

  /** Whether a review or a rule enters the portfolio. @throws PairfolioError `ledger-unwritable` */
  share(what: 'week' | 'rule', id: string, shown: boolean): void {
    const { ledger } = this.#parts;
    const at = isoTime(this.#now);
    if (what === 'rule') {
      const rule = this.#rules().find((one) => one.id === id);
      if (rule && rule.shown !== shown) this.#state(rule, { shown, at });
      return;
    }
    const review = reviewOf(ledger.read().practice, id, this.#lookUp);
    if (!review || review.shown === shown) return;
    this.#review({ ...review, shown }, at);
  }

  /** What a model would be told of the week: its decisions, and the rule on trial. */
  subject(): RecordSubject {
    const { week } = this; // finding it goes through the record: once, not for each decision
    const groups = inWeek(week, groupStates(this.#parts.ledger.states()));
    return { groups, rule: this.#rules().findLast(({ state }) => state === 'trial') };
  }

  /** The decision of a suggestion, for the review view. */
  groupOf(suggestion: string): string | undefined {
    return this.#parts.ledger.read().suggestions.get(suggestion)?.body.group;
  }

  state(): Omit<PracticePageState, 'type' | 'v' | 'locale' | 'strings'> {
    const { ledger, translate: say } = this.#parts;
    const { practice } = ledger.read();
    const groups = groupStates(ledger.states());
    // Everything was forgotten, perhaps from the command line: what was begun to be written about it as well.
    if (groups.length === 0 && this.#stored) this.#parts.store.set(undefined);
    const { week } = this;
    const facts = weekFacts(groups, week);
    const { trusted, adapted, overrode } = facts.byVerdict;
    const saved = reviewOf(practice, week.id, this.#lookUp);
    const rules = this.#rules();
    const skill = reviewOf(practice, weekBefore(week).id, this.#lookUp)?.skill ?? null;
    const listed = facts.toReconsider.slice(0, mostListed);
    return {
      week: { id: week.id, ...daysOf(week) },
      started: groups.length > 0,
      saved: saved?.at ?? null,
      counts: { decisions: facts.decisions, trusted, adapted, overrode, withReason: facts.withReason },
      surprises: facts.surprises.flatMap((texts) => this.#lookUp(texts)['surprised'] ?? []),
      wouldDiffer: facts.wouldDiffer,
      missed: facts.missed.map(([reason, count]) => ({ name: say(reasonWords(reason)), count })),
      decisions: this.#withReconsidered(listed, groups, saved?.reconsidered[0]).flatMap((group) => this.#entry(group)),
      moreDecisions: facts.toReconsider.length - listed.length,
      rules: rules.map((rule) => this.#shownRule(rule, groups, week)),
      proposals: this.#proposals(groups, rules).map((proposal) => {
        const { key, cell, means, most, reason } = proposal;
        return { key, cell: { ...cell }, means, most, reason, ...proposalWords(proposal, say) };
      }),
      ...choices(groups, say),
      skillNow: skill && skillWords(skill, say),
      draft: this.#stored?.week === week.id ? this.#stored.draft : firstDraft(saved),
      assist: this.#parts.assist?.on ?? false,
      effects: this.#effects(),
      canTell: this.#parts.project() !== null,
      past: this.#past(),
    };
  }

  get #now(): number {
    return this.#parts.clock.now();
  }

  get #stored(): Stored | undefined {
    const read = v.safeParse(storedSchema, this.#parts.store.get());
    return read.success ? read.output : undefined;
  }

  #rules(): Rule[] {
    return readRules(this.#parts.ledger.read().practice, this.#lookUp);
  }

  #proposals(groups: readonly DecisionGroup[], rules: readonly Rule[]): RuleProposal[] {
    const now = this.#now;
    return proposeRules(since(groups, now - lookBack), { rules, now });
  }

  /** A rule in words made of its fields has no words of its own: it reads in every language and names nothing. */
  #newRule(draft: NewRule): Parameters<typeof ruleRecord>[2] {
    const { cell, means } = draft;
    const most = means === 'small' ? (draft.most ?? 20) : null;
    const reason = means === 'not-again' ? draft.reason : null;
    const written = oneLine(draft.words);
    const made = ruleWords({ words: null, cell, means, most, reason }, this.#parts.translate);
    if (written === '' || (means === 'not-again' && reason === null))
      throw new PairfolioError('usage', this.#parts.translate(practiceStrings.ruleNeedsWords));
    const project = this.#parts.project();
    return {
      cell,
      means,
      most,
      reason,
      words: written === made ? null : written,
      helped: draft.drafted === true,
      shown: false,
      workspace: project?.name,
      repository: project?.folder,
    };
  }

  /** States a rule anew, with all that is not changed. */
  #state(
    rule: Rule,
    { state = rule.state, shown = rule.shown, at }: { state?: Rule['state']; shown?: boolean; at: string },
  ): void {
    const { rules } = this.#parts.ledger.read().practice;
    const { workspace, repository } = this.#lookUp(rules.get(rule.id)?.at(-1)?.body.texts ?? {});
    const { record, texts } = ruleRecord(rule.id, state, { ...rule, shown, workspace, repository }, at);
    this.#parts.ledger.append(record, texts);
  }

  /** States a review, with all that is not changed. */
  #review(
    {
      week,
      skill,
      shown,
      helped,
      ...said
    }: Pick<Review, 'week' | 'summary' | 'helped' | 'surprised' | 'missed' | 'skill' | 'shown'>,
    at: string,
  ): void {
    const summary = given(said.summary);
    const texts = { summary, surprised: given(said.surprised), missed: given(said.missed) };
    const assisted = helped && summary !== undefined ? { assisted: ['summary'] } : {};
    this.#parts.ledger.append({ type: 'week', at, body: { week, skipped: false, skill, shown, ...assisted } }, texts);
  }

  #reconsider(week: string, { decision, differently }: Draft, at: string): void {
    const { ledger } = this.#parts;
    const record = ledger.read();
    const group = decision === null ? undefined : record.suggestions.get(decision)?.body.group;
    const together = group === undefined ? [] : record.group(group);
    const about = together.filter((state) => ReadModel.counts(state)).map(({ id }) => id);
    if (about.length === 0 && !record.practice.reconsidered.has(week)) return;
    const texts = about.length === 0 ? {} : { differently: given(differently) };
    ledger.append({ type: 'reconsidered', at, body: { week, suggestions: about } }, texts);
  }

  /** What was picked before stays in the list, whatever its place. */
  #withReconsidered(
    listed: readonly DecisionGroup[],
    groups: readonly DecisionGroup[],
    picked: string | undefined,
  ): readonly DecisionGroup[] {
    const wanted = this.#stored?.draft.decision ?? picked;
    if (wanted === undefined || listed.some(({ parts }) => parts.some(({ id }) => id === wanted))) return listed;
    const other = groups.find(({ parts }) => parts.some(({ id }) => id === wanted));
    return other ? [...listed, other] : listed;
  }

  #entry({ parts: [first] }: DecisionGroup): ReturnType<typeof toEntry>[] {
    return first ? [toEntry(first, this.#parts.ledger.decision(first))] : [];
  }

  #shownRule(rule: Rule, groups: readonly DecisionGroup[], week: Week): ShownRule {
    const { translate: say } = this.#parts;
    const inWeek = adherenceOf(rule, groups, week);
    const all = adherenceOf(rule, groups);
    const broken = inWeek.broken.slice(0, mostBroken).flatMap((id) => groups.find((group) => group.id === id) ?? []);
    const counts = ({ kept, of, unknown }: typeof all): ShownRule['all'] => ({ kept, of, unknown });
    return {
      id: rule.id,
      words: ruleWords(rule, say),
      ...ruleTerms(rule, say),
      state: rule.state,
      changed: rule.life.at(-1)?.at ?? '',
      since: begun(rule),
      week: counts(inWeek),
      all: counts(all),
      broken: broken.flatMap((group) => this.#entry(group)),
      shown: rule.shown,
    };
  }

  #effects(): PracticePageState['effects'] {
    const { ledger, translate: say } = this.#parts;
    const project = this.#parts.project();
    if (!project) return [];
    const written = lessonsOfProject(ledger.read().practice, project, this.#lookUp);
    if (written.length === 0) return [];
    // Only reasons are counted, and looking up where a decision was made takes its time.
    const withReasons = ledger.states().filter(({ reflection }) => reflection !== null);
    const own = groupStates(statesOfProject(withReasons, project, this.#lookUp));
    return lessonEffects(own, written).map(({ reason, cell, since, before, after }) => ({
      words: say(reasonWords(reason)),
      where: cellWords(cell, say),
      since,
      before,
      after,
    }));
  }

  #past(): PracticePageState['past'] {
    const { ledger, translate: say } = this.#parts;
    const { practice, suggestions } = ledger.read();
    return reviewsIn(practice, this.#lookUp)
      .slice(0, mostPast)
      .flatMap((review) => {
        const week = weekNamed(review.week);
        if (!week) return [];
        const about = suggestions.get(review.reconsidered[0] ?? '');
        return [
          {
            week: review.week,
            ...daysOf(week),
            summary: review.summary,
            surprised: review.surprised,
            missed: review.missed,
            differently: review.differently,
            about: about && !about.forgotten ? toEntry(about, ledger.decision(about)) : null,
            skill: review.skill && skillWords(review.skill, say).name,
            shown: review.shown,
          },
        ];
      });
  }
}

/** First and last day of a week as ISO dates in local time. */
function daysOf({ from, to }: Week): { readonly first: string; readonly last: string } {
  return { first: dateOf(from), last: dateOf(to - 12 * 3_600_000) };
}

function dateOf(milliseconds: number): string {
  const date = new Date(milliseconds);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(date.getFullYear())}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function given(text: string | null): string | undefined {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? undefined : trimmed;
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
