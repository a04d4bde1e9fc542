import * as v from 'valibot';
import { noExtraAnswers, extraAnswers, type ExtraAnswers } from '../core/reflect/extraQuestions.ts';
import { caseFields, type CaseText, type ReviewItem } from '../core/reflect/messages.ts';
import { stances } from '../core/shared/words.ts';
import type { VsCodeApi } from './vscodeApi.ts';

const reasons = v.array(v.string());
const { tippedOff, wouldHaveDone, betterPrompt, nextTime } = extraAnswers;
const field = v.optional(v.string(), '');
/** What of an answer a model drafted: the note, and the reasons it suggested. */
const drafted = v.object({ note: v.boolean(), reasons });
const nothingDrafted: v.InferOutput<typeof drafted> = { note: false, reasons: [] };
const noCase: CaseText = { title: '', situation: '', result: '', impact: '' };

// Fields a former version did not have are not answered yet.
const draftSchema = v.object({
  stance: v.picklist(stances),
  /** Kept for each verdict, so that looking at another one loses nothing. */
  reasons: v.object({ trusted: reasons, adapted: reasons, overrode: reasons }),
  note: v.string(),
  tippedOff: v.optional(tippedOff, null),
  wouldHaveDone: v.optional(wouldHaveDone, null),
  betterPrompt: v.optional(betterPrompt, null),
  nextTime: v.optional(nextTime, null),
  surprised: field,
  drafted: v.optional(drafted, nothingDrafted),
  case: v.optional(v.object({ title: field, situation: field, result: field, impact: field }), noCase),
});

/** An answer not yet saved. */
export type Draft = v.InferOutput<typeof draftSchema>;

const storedSchema = v.object({
  v: v.literal(1),
  current: v.nullable(v.string()),
  drafts: v.record(v.string(), draftSchema),
});

/** Unsaved answers and the place in the list. They survive that the view is hidden or the window reloaded. */
export class Drafts {
  readonly #api: VsCodeApi;
  readonly #stored: v.InferOutput<typeof storedSchema>;

  constructor(api: VsCodeApi) {
    this.#api = api;
    const stored = v.safeParse(storedSchema, api.getState());
    this.#stored = stored.success ? stored.output : { v: 1, current: null, drafts: {} };
  }

  /** Id of the item last looked at. */
  get current(): string | null {
    return this.#stored.current;
  }

  set current(id: string | null) {
    if (id === this.#stored.current) return;
    this.#stored.current = id;
    this.#save();
  }

  /** The items with an unsaved answer. */
  get begun(): readonly string[] {
    return Object.keys(this.#stored.drafts);
  }

  /** The draft of an item; where there is none, what was observed or answered before. */
  of(item: ReviewItem): Draft {
    const known = this.#stored.drafts[item.id];
    if (known) return known;
    const said = item.reflection;
    const draft: Draft = {
      stance: said?.stance ?? item.observed,
      reasons: { trusted: [], adapted: [], overrode: [] },
      note: said?.note ?? '',
      ...extrasOf(said ?? noExtraAnswers),
      surprised: said?.surprised ?? '',
      drafted: {
        note: said?.assisted?.includes('note') === true,
        reasons: said?.assisted?.includes('reasons') === true ? [...said.reasons] : [],
      },
      case: item.case ?? noCase,
    };
    if (said) draft.reasons[said.stance] = [...said.reasons];
    return draft;
  }

  /** @returns whether this begins a draft */
  set(id: string, draft: Draft): boolean {
    const begins = this.#stored.drafts[id] === undefined;
    this.#stored.drafts[id] = draft;
    this.#save();
    return begins;
  }

  /** Drops the drafts of items that are no longer open. */
  keepOnly(ids: readonly string[]): void {
    const gone = Object.keys(this.#stored.drafts).filter((id) => !ids.includes(id));
    if (gone.length === 0) return;
    for (const id of gone) Reflect.deleteProperty(this.#stored.drafts, id);
    this.#save();
  }

  #save(): void {
    this.#api.setState(this.#stored);
  }
}

/** What of a draft is sent: one-line texts trimmed, and the case only where it was changed. */
export function answerOf(
  draft: Draft,
  item: ReviewItem,
): Omit<ExtraAnswers, 'surprised'> & {
  stance: Draft['stance'];
  reasons: string[];
  note: string | null;
  surprised: string | null;
  case: CaseText | null;
  assisted?: ('note' | 'reasons')[];
} {
  const was = item.case ?? noCase;
  const reasons = draft.reasons[draft.stance];
  const note = lineOf(draft.note);
  const assisted = [
    ...(draft.drafted.note && note !== null ? (['note'] as const) : []),
    ...(reasons.some((id) => draft.drafted.reasons.includes(id)) ? (['reasons'] as const) : []),
  ];
  const changed = caseFields.some((name) => draft.case[name].trim() !== was[name]);
  return {
    stance: draft.stance,
    reasons,
    note,
    ...extrasOf(draft),
    surprised: lineOf(draft.surprised),
    case: changed ? draft.case : null,
    ...(assisted.length > 0 && { assisted }),
  };
}

function lineOf(text: string): string | null {
  const line = text.trim();
  return line === '' ? null : line;
}

function extrasOf({
  tippedOff,
  wouldHaveDone,
  betterPrompt,
  nextTime,
}: Omit<ExtraAnswers, 'surprised'>): Omit<ExtraAnswers, 'surprised'> {
  return { tippedOff, wouldHaveDone, betterPrompt, nextTime };
}
