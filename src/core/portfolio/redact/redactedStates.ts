import type { SuggestionState } from '../../ledger/suggestionState.ts';
import type { MaskedPlace } from './places.ts';
import type { Redactor } from './redactor.ts';

/** Suggestions as a page may count them: what they name in plain text is redacted. */
export interface RedactedStates {
  /** @returns the redacted form of some of the suggestions; the same array where nothing is to be redacted */
  of(states: readonly SuggestionState[]): readonly SuggestionState[];
  /** @returns whether one of these suggestions is not shown to the letter */
  isAltered(state: SuggestionState): boolean;
  /** Where secrets were masked: each field and kind once. */
  readonly masked: readonly MaskedPlace[];
}

/**
 * Redacts the plain texts a page names when it counts: tools, models, languages, checks, reasons. What is counted is
 * not proved, so nothing needs to stay to the letter. Equal texts become equal, so counts stay.
 * @param all every suggestion that may be counted
 */
export async function redactStates(all: readonly SuggestionState[], redactor: Redactor): Promise<RedactedStates> {
  const fields = new Map<string, string>();
  for (const state of all)
    eachField(state, (where, text) => {
      if (!fields.has(text)) fields.set(text, where);
    });
  await redactor.prepare(fields.keys());
  const altered = new Set([...fields.keys()].filter((text) => redactor.redact(text).altered !== undefined));
  const masked = new Map<string, MaskedPlace>();
  for (const text of altered)
    for (const { line, kind } of redactor.redact(text).marks) {
      const where = fields.get(text) ?? '';
      masked.set(`${where} ${kind}`, { case: null, where, line, kind });
    }
  const isAltered = (state: SuggestionState): boolean => {
    let found = false;
    if (altered.size > 0) eachField(state, (_where, text) => (found ||= altered.has(text)));
    return found;
  };
  return {
    of: (states) =>
      altered.size === 0 ? states : states.map((state) => (isAltered(state) ? redacted(state, redactor) : state)),
    isAltered,
    masked: [...masked.values()],
  };
}

function redacted(state: SuggestionState, redactor: Redactor): SuggestionState {
  const said = (text: string): string => redactor.redact(text).text;
  const { body, reflection, verification } = state;
  const { tool, language, evidence } = body;
  return {
    ...state,
    body: {
      ...body,
      tool: { ...tool, name: said(tool.name), model: tool.model === null ? null : said(tool.model) },
      language: language === null ? null : said(language),
      evidence: evidence.map((item) => ({ ...item, source: said(item.source) })),
    },
    reflection: reflection && { ...reflection, reasons: reflection.reasons.map(said) },
    verification: verification.map((item) => ({ ...item, what: said(item.what) })),
  };
}

/** What a suggestion names in plain text, and what people call that. Called for a hundred thousand of them. */
function eachField(
  { body, reflection, verification }: SuggestionState,
  visit: (where: string, text: string) => void,
): void {
  visit('tool', body.tool.name);
  if (body.tool.model !== null) visit('model', body.tool.model);
  if (body.language !== null) visit('language', body.language);
  for (const { source } of body.evidence) visit('source', source);
  for (const reason of reflection?.reasons ?? []) visit('reason', reason);
  for (const { what } of verification) visit('check', what);
}
