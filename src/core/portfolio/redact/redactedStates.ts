import type { SuggestionState } from '../../ledger/readModel.ts';
import type { MaskedPlace } from './places.ts';
import type { Redactor } from './redactor.ts';

/**
 * Suggestions as a page may count them: the plain texts it names (tools, models, languages, checks, reasons) redacted.
 * What is counted is not proved, so nothing needs to stay to the letter. Equal texts become equal, so counts stay.
 * @returns the same objects where nothing is to be redacted
 */
export async function redactedStates(
  states: readonly SuggestionState[],
  redactor: Redactor,
): Promise<readonly SuggestionState[]> {
  const texts = new Set<string>();
  for (const state of states) for (const [, text] of fieldsOf(state)) texts.add(text);
  await redactor.prepare(texts);
  const altered = new Set([...texts].filter((text) => redactor.redact(text).altered !== undefined));
  if (altered.size === 0) return states;
  const said = (text: string): string => redactor.redact(text).text;
  return states.map((state): SuggestionState => {
    if (!fieldsOf(state).some(([, text]) => altered.has(text))) return state;
    const { body, reflection, verification } = state;
    return {
      ...state,
      body: {
        ...body,
        tool: {
          ...body.tool,
          name: said(body.tool.name),
          model: body.tool.model === null ? null : said(body.tool.model),
        },
        language: body.language === null ? null : said(body.language),
        evidence: body.evidence.map((item) => ({ ...item, source: said(item.source) })),
      },
      reflection: reflection && { ...reflection, reasons: reflection.reasons.map(said) },
      verification: verification.map((item) => ({ ...item, what: said(item.what) })),
    };
  });
}

/** What a suggestion names in plain text, by what people call it. */
function fieldsOf({ body, reflection, verification }: SuggestionState): (readonly [string, string])[] {
  const { tool, language, evidence } = body;
  return [
    ['tool', tool.name],
    ['model', tool.model ?? ''],
    ['language', language ?? ''],
    ...evidence.map(({ source }) => ['source', source] as const),
    ...(reflection?.reasons ?? []).map((reason) => ['reason', reason] as const),
    ...verification.map(({ what }) => ['check', what] as const),
  ];
}

/**
 * Where secrets were masked in what {@link redactedStates} gave, each field and kind once.
 * @param states as they were given to it
 */
export function maskedInCounts(states: readonly SuggestionState[], redactor: Redactor): MaskedPlace[] {
  const places = new Map<string, MaskedPlace>();
  const seen = new Set<string>();
  for (const state of states) {
    for (const [where, text] of fieldsOf(state)) {
      if (seen.has(text)) continue;
      seen.add(text);
      for (const { line, kind } of redactor.redact(text).marks)
        places.set(`${where} ${kind}`, { case: null, where, line, kind });
    }
  }
  return [...places.values()];
}
