import { setImmediate as nextTurn } from 'node:timers/promises';
import { FiguresSum, type Figures } from '../../core/dashboard/figures.ts';
import { readToolValue } from '../../core/dashboard/dimensions.ts';
import { comparePrompts, hasStood, type Asked } from '../../core/dashboard/prompts.ts';
import {
  pageSize,
  type DecisionDetail,
  type Listed,
  type PromptEntry,
  type PromptsMessage,
  type Span,
} from '../../core/dashboard/messages.ts';
import { selectDecisions, type Selection } from '../../core/dashboard/select.ts';
import type { Decision } from '../../core/ledger/decision.ts';
import { predictionOf } from '../../core/portfolio/calibration.ts';
import { toEntry } from '../../core/portfolio/chooser/entries.ts';
import { groupStates, type DecisionGroup } from '../../core/portfolio/groups.ts';
import { patternsOf } from '../../core/portfolio/pattern.ts';
import { practicesOf } from '../../core/portfolio/practices.ts';
import { languageName } from '../../core/portfolio/words.ts';
import { reviewItem } from '../../core/reflect/reviewItem.ts';
import { isoTime, type Clock } from '../../core/shared/clock.ts';
import { reasonWords } from '../../core/shared/reasons.ts';
import { toolName } from '../../core/shared/toolNames.ts';
import { stances, type Pattern } from '../../core/shared/words.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import { SlicedWork } from '../../node/ledger/slicedWork.ts';

/** Of so many of the latest decisions with a prompt the prompts are read: each is on the disk. */
const mostPrompts = 2000;
/** Prompts shown on each side. */
const mostShown = 12;
/** Texts are looked up on the disk: after so many milliseconds of it others have their turn. */
const slice = 8;
const day = 24 * 3_600_000;

/** So many decisions are counted before it is asked whether others are to have their turn. */
const atATime = 256;

/** What was counted, and of what. */
interface Counted {
  readonly span: Span;
  readonly groups: readonly DecisionGroup[];
  readonly figures: Figures;
}

/** What the dashboard shows, and what is done on it. It reads the record when it is told to, and answers from that. */
export class DashboardSession {
  readonly #ledger: Ledger;
  readonly #clock: Clock;
  #counted: Counted = { span: 'all', groups: [], figures: new FiguresSum().values };
  #patterns: ReadonlyMap<DecisionGroup, Pattern> = new Map();

  constructor(ledger: Ledger, clock: Clock) {
    this.#ledger = ledger;
    this.#clock = clock;
  }

  /** What {@link look} counted last. */
  get span(): Span {
    return this.#counted.span;
  }

  get figures(): Figures {
    return this.#counted.figures;
  }

  get #groups(): readonly DecisionGroup[] {
    return this.#counted.groups;
  }

  /**
   * Reads what was recorded since, and counts, both in slices. Until it is done lists are of the decisions that were
   * counted before, with what is known of each by then.
   * @throws PairfolioError `ledger-unreadable`, `cancelled`
   */
  async look(span: Span, signal: AbortSignal): Promise<void> {
    await this.#ledger.readSoon({ signal });
    this.#counted = await new SlicedWork((isOver) => this.#count(span, isOver)).done(signal);
    this.#patterns = new Map();
  }

  *#count(span: Span, isOver: () => boolean): Generator<undefined, Counted> {
    const all = groupStates(this.#ledger.states());
    const since = span === 'all' ? null : isoTime(this.#clock.now() - Number(span) * day);
    const groups = since === null ? all : all.filter(({ at }) => at >= since);
    yield;
    const sum = new FiguresSum();
    let count = 0;
    for (const group of groups) {
      sum.add(group);
      if (++count % atATime === 0 && isOver()) yield;
    }
    return { span, groups, figures: sum.values };
  }

  /** Words for what the figures name by id. */
  names({ rows, missed }: Figures, reason: (id: string) => string): Record<string, string> {
    const names: Record<string, string> = {};
    for (const { value } of rows.language) if (value !== null) names[value] = languageName(value);
    for (const { value } of rows.tool) {
      if (value === null) continue;
      const { name, model } = readToolValue(value);
      names[value] = [toolName(name) ?? name, model].filter((words) => words !== null).join(' · ');
    }
    for (const { id } of missed.reasons) names[id] = reason(id);
    return names;
  }

  /** A part of the decisions behind a number, newest first, and how many there are. */
  list(selection: Selection, from: number): { readonly total: number; readonly entries: Listed[] } {
    const found = selectDecisions(this.#groups, selection).reverse();
    const entries = found.slice(from, from + pageSize).flatMap(({ parts, verdict }) => {
      const [first] = parts;
      if (!first) return [];
      return [{ ...toEntry(first, this.#ledger.decision(first)), verdict, parts: parts.length }];
    });
    return { total: found.length, entries };
  }

  /** The decision a suggestion belongs to. */
  find(id: string): DecisionGroup | undefined {
    return this.#groups.find(({ parts }) => parts.some((part) => part.id === id));
  }

  detail(id: string, reason: (id: string) => string = reasonWords): DecisionDetail | undefined {
    const group = this.find(id);
    if (!group) return undefined;
    const decisions = group.parts.map((state) => this.#ledger.decision(state));
    const shown = {
      id: group.id,
      states: group.parts,
      observed: stances.find((stance) => stance === group.verdict) ?? 'adapted',
      overridden: group.verdict === 'overrode',
      at: Date.parse(group.at),
      askedAt: null,
    } as const;
    const { prompt, file, parts, moreParts, checked } = reviewItem(shown, decisions);
    const stated = group.parts.find(({ pattern }) => pattern !== null)?.pattern ?? null;
    const said = group.reflection;
    return {
      id,
      prompt: prompt ?? decisions.map((decision) => decision.prompt).find((text) => text !== null) ?? null,
      file,
      parts,
      moreParts,
      reflection: said && {
        stance: said.stance,
        reasons: said.reasons.map((one) => reason(one)),
        note: this.#ledger.texts.lookUp(said.texts)['note'] ?? null,
      },
      checked: [...checked],
      pattern: { is: stated ?? this.#patternOf(group), stated: stated !== null },
      prediction: predictionOf(group),
      practice: practiceOf(decisions),
    };
  }

  /** Says how the work was shared; null leaves it to the guess. @throws PairfolioError `ledger-unwritable` */
  setPattern(id: string, pattern: Pattern | null): void {
    const suggestions = this.#idsOf(id);
    if (suggestions.length === 0) return;
    this.#ledger.append({ type: 'pattern', at: this.#now(), body: { suggestions, pattern } });
  }

  /** Keeps a prompt as a practice in the developer's words; null lets go of it. @throws PairfolioError `ledger-unwritable` */
  setPractice(id: string, practice: { readonly title: string; readonly prompt: string } | null): void {
    const suggestions = this.#idsOf(id);
    if (suggestions.length === 0) return;
    const body = { suggestions, kept: practice !== null };
    const texts = practice ? { title: practice.title.trim() || undefined, prompt: practice.prompt } : {};
    this.#ledger.append({ type: 'practice', at: this.#now(), body }, texts);
  }

  /** Reads prompts in slices and compares them. @throws the signal's reason when it is aborted */
  async prompts(signal: AbortSignal): Promise<Omit<PromptsMessage, 'type'>> {
    let end = 0;
    const turn = async (): Promise<void> => {
      await nextTurn();
      signal.throwIfAborted();
      end = performance.now() + slice;
    };
    // What was counted is on its way to the page, and goes first.
    await turn();
    const asking: DecisionGroup[] = [];
    for (const group of this.#groups) {
      if (performance.now() >= end) await turn();
      if (group.verdict !== 'undecided' && group.parts.some(hasPrompt)) asking.push(group);
    }
    const asked: (Asked & { readonly shown: PromptEntry })[] = [];
    const latest = asking.slice(-mostPrompts);
    for (const group of latest) {
      if (performance.now() >= end) await turn();
      const read = this.#readPrompt(group);
      if (read) asked.push(read);
    }
    // The newest of those that say the same.
    const side = (stood: boolean): PromptEntry[] => {
      const byText = new Map<string, PromptEntry>();
      for (const { group, shown } of asked.toReversed())
        if (hasStood(group) === stood && !byText.has(shown.prompt)) byText.set(shown.prompt, shown);
      return [...byText.values()].slice(0, mostShown);
    };
    return {
      figures: comparePrompts(asked),
      stood: side(true),
      reworked: side(false),
      practices: practicesOf(this.#ledger.states(), (hashes) => this.#ledger.texts.lookUp(hashes)),
      looked: latest.length,
      of: asking.length,
    };
  }

  #readPrompt(group: DecisionGroup): (Asked & { readonly shown: PromptEntry }) | undefined {
    const texts = group.parts.map(({ body }) => this.#ledger.texts.lookUp(body.texts));
    const prompt = texts.map((text) => text['prompt']).find((text) => text !== undefined && text.trim() !== '');
    const [first] = group.parts;
    const verdict = stances.find((stance) => stance === group.verdict);
    if (prompt === undefined || !first || !verdict) return undefined;
    const files = [...new Set(texts.flatMap((text) => text['file'] ?? []))];
    const tool = toolName(first.body.tool.name);
    const practice = group.parts.some((part) => part.practice !== null);
    const shown = {
      id: first.id,
      prompt: prompt.slice(0, longestShown).toWellFormed(),
      at: group.at,
      tool,
      verdict,
      practice,
    };
    return { group, prompt, files, shown };
  }

  #patternOf(group: DecisionGroup): Pattern {
    if (this.#patterns.size === 0) {
      const shared = patternsOf(this.#groups);
      this.#patterns = new Map(this.#groups.map((one, index) => [one, shared[index] ?? 'iteration']));
    }
    return this.#patterns.get(group) ?? 'iteration';
  }

  #idsOf(id: string): string[] {
    return this.find(id)?.parts.map((part) => part.id) ?? [];
  }

  #now(): string {
    return isoTime(this.#clock.now());
  }
}

/** Characters of a prompt shown in the list. */
const longestShown = 1000;

function hasPrompt({ body }: DecisionGroup['parts'][number]): boolean {
  return body.texts['prompt'] !== undefined;
}

function practiceOf(decisions: readonly Decision[]): DecisionDetail['practice'] {
  const { title, prompt = null } = decisions.find(({ practice }) => practice !== null)?.practice ?? {};
  return prompt === null ? null : { title: title ?? '', prompt };
}
