import * as v from 'valibot';
import type { Decision } from '../../ledger/decision.ts';
import { longestCaseField, longestNote } from '../../reflect/messages.ts';

/** The author's words on one case; an empty text is none. `note` is the line of the reflection. */
export const wordFields = ['title', 'situation', 'result', 'impact', 'note'] as const;
export type WordField = (typeof wordFields)[number];
export interface CaseText extends Readonly<Record<WordField, string>> {
  /** Fields whose words a model drafted; the author edited or approved them. */
  readonly assisted?: readonly WordField[] | undefined;
}

const words = v.pipe(v.string(), v.maxLength(longestCaseField));

/** {@link CaseText} as it is read from outside. */
export const caseText = v.object({
  title: words,
  situation: words,
  result: words,
  impact: words,
  note: v.pipe(v.string(), v.maxLength(longestNote)),
  assisted: v.optional(v.pipe(v.array(v.picklist(wordFields)), v.readonly())),
});

/** The words a decision has now. */
export function wordsOf({ case: own, reflection }: Pick<Decision, 'case' | 'reflection'>): CaseText {
  const assisted = [...(own?.assisted ?? []), ...(reflection?.assisted ?? [])];
  return {
    ...marked(wordFields.filter((name) => assisted.includes(name))),
    title: own?.title ?? '',
    situation: own?.situation ?? '',
    result: own?.result ?? '',
    impact: own?.impact ?? '',
    note: reflection?.note ?? '',
  };
}

/** Words as they are recorded: without space around them, the note on one line. */
export function tidy({ title, situation, result, impact, note, assisted = [] }: CaseText): CaseText {
  const words = {
    title: title.replace(/\s+/g, ' ').trim(),
    situation: situation.trim(),
    result: result.trim(),
    impact: impact.trim(),
    note: note.replace(/\s+/g, ' ').trim(),
  };
  // Nobody helped with words that are not there.
  return { ...words, ...marked(wordFields.filter((name) => assisted.includes(name) && words[name] !== '')) };
}

/** No mark at all where no model helped. */
function marked(assisted: readonly WordField[]): Pick<CaseText, 'assisted'> {
  return assisted.length > 0 ? { assisted: [...assisted] } : {};
}

/** Which of them would be recorded anew: the words of the case, the note of the reflection. */
export function changedWords(before: CaseText, after: CaseText): { readonly case: boolean; readonly note: boolean } {
  const [was, is] = [tidy(before), tidy(after)];
  return {
    case:
      was.title !== is.title || was.situation !== is.situation || was.result !== is.result || was.impact !== is.impact,
    note: was.note !== is.note,
  };
}

/** Reads words begun and not yet recorded, as they were kept; what cannot be read is left out. */
export function readDrafts(value: unknown): Record<string, CaseText> {
  const read = v.safeParse(v.record(v.string(), v.unknown()), value);
  if (!read.success) return {};
  return Object.fromEntries(
    Object.entries(read.output).flatMap(([id, draft]) => {
      const one = v.safeParse(caseText, draft);
      return one.success ? [[id, one.output] as const] : [];
    }),
  );
}
