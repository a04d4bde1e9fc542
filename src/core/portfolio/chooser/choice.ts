import * as v from 'valibot';
import { codeModes, type CodeMode } from '../shownText.ts';

// What the author chose for the portfolio, apart from the words of the cases, which stand in the ledger. It is kept by
// the editor between two looks at the page, so it is validated when it is read: another version may have written it.

/** Cases a portfolio holds at most: nobody reads more. */
export const mostPicks = 100;
/** Characters of the author's line about themselves. */
export const longestAbout = 300;
/** Characters of the author's words for people who do not program. */
export const longestPlain = 1_200;
/** Characters of the list of names to replace. */
export const longestNames = 20_000;

/** A chosen case. `code`: how much of its code is published; null for what holds for all. */
export interface Pick {
  readonly id: string;
  readonly code: CodeMode | null;
}

/** The cases in their order, and what holds for the whole portfolio. */
export interface Choice {
  readonly picks: readonly Pick[];
  readonly code: CodeMode;
  /** As the author wrote it, perhaps not yet one that can be read; an empty text is all time. */
  readonly period: string;
  /** Null for every workspace. */
  readonly workspace: string | null;
  /** One `name = replacement` a line, as the author wrote them. */
  readonly names: string;
  readonly about: string;
  /** The author's words for people who do not program; an empty text is none. */
  readonly plain: string;
  /** Whether a model drafted them. */
  readonly plainDrafted: boolean;
  /** Whether it is signed with the author's SSH key when it is written; a draft never is. */
  readonly sign: boolean;
}

/** What holds for the whole portfolio. */
export type ChoiceOptions = Omit<Choice, 'picks'>;

export const nothingChosen: Choice = {
  picks: [],
  code: 'full',
  period: '',
  workspace: null,
  names: '',
  about: '',
  plain: '',
  plainDrafted: false,
  sign: false,
};

const storedVersion = 1;

const stored = v.object({
  v: v.literal(storedVersion),
  picks: v.array(v.object({ id: v.string(), code: v.fallback(v.nullable(v.picklist(codeModes)), null) })),
  code: v.fallback(v.picklist(codeModes), 'full'),
  period: v.fallback(v.pipe(v.string(), v.maxLength(100)), ''),
  workspace: v.fallback(v.nullable(v.string()), null),
  names: v.fallback(v.pipe(v.string(), v.maxLength(longestNames)), ''),
  about: v.fallback(v.pipe(v.string(), v.maxLength(longestAbout)), ''),
  plain: v.fallback(v.optional(v.pipe(v.string(), v.maxLength(longestPlain)), ''), ''),
  plainDrafted: v.fallback(v.optional(v.boolean(), false), false),
  sign: v.fallback(v.boolean(), false),
});

/** What {@link readChoice} reads again. */
export function writeChoice(choice: Choice): unknown {
  return { v: storedVersion, ...choice };
}

/** @returns the choice; an empty one where nothing was stored, or something this version does not know */
export function readChoice(value: unknown): Choice {
  const read = v.safeParse(stored, value);
  if (!read.success) return nothingChosen;
  const { picks, ...options } = read.output;
  const { code, period, workspace, names, about, plain, plainDrafted, sign } = options;
  const known = new Set<string>();
  const once = picks.filter(({ id }) => !known.has(id) && known.add(id));
  return { picks: once.slice(0, mostPicks), code, period, workspace, names, about, plain, plainDrafted, sign };
}

/** Adds a case at the end; a chosen one stays where it is. */
export function pick(choice: Choice, id: string): Choice {
  if (choice.picks.length >= mostPicks || isPicked(choice, id)) return choice;
  return { ...choice, picks: [...choice.picks, { id, code: null }] };
}

export function unpick(choice: Choice, id: string): Choice {
  return isPicked(choice, id) ? { ...choice, picks: choice.picks.filter((one) => one.id !== id) } : choice;
}

/** Puts a case at another place. @param to from 0; beyond the ends it is put at the end */
export function move(choice: Choice, id: string, to: number): Choice {
  const from = choice.picks.findIndex((one) => one.id === id);
  const moved = choice.picks[from];
  const place = Math.max(0, Math.min(Math.trunc(to), choice.picks.length - 1));
  if (!moved || place === from) return choice;
  return { ...choice, picks: choice.picks.toSpliced(from, 1).toSpliced(place, 0, moved) };
}

/** Says how much of one case's code is published. @param code null for what holds for all */
export function setCaseCode(choice: Choice, id: string, code: CodeMode | null): Choice {
  if (choice.picks.find((one) => one.id === id)?.code === code || !isPicked(choice, id)) return choice;
  return { ...choice, picks: choice.picks.map((one) => (one.id === id ? { id, code } : one)) };
}

/** The same object where nothing changes. */
export function setOptions(choice: Choice, options: ChoiceOptions): Choice {
  const { code, period, workspace, names, about, plain, sign } = options;
  // Nobody helped with words that are not there.
  const plainDrafted = options.plainDrafted && plain.trim() !== '';
  const same =
    code === choice.code &&
    period === choice.period &&
    workspace === choice.workspace &&
    names === choice.names &&
    about === choice.about &&
    plain === choice.plain &&
    plainDrafted === choice.plainDrafted &&
    sign === choice.sign;
  return same ? choice : { picks: choice.picks, code, period, workspace, names, about, plain, plainDrafted, sign };
}

/** Leaves out cases the record does not have any more. @returns how many were left out */
export function dropUnknown(
  choice: Choice,
  isKnown: (id: string) => boolean,
): { readonly choice: Choice; readonly dropped: number } {
  const picks = choice.picks.filter(({ id }) => isKnown(id));
  const dropped = choice.picks.length - picks.length;
  return { choice: dropped === 0 ? choice : { ...choice, picks }, dropped };
}

function isPicked({ picks }: Choice, id: string): boolean {
  return picks.some((one) => one.id === id);
}
