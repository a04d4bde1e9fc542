import type { NewRecord } from '../../src/core/ledger/records.ts';

type NewSuggestion = Extract<NewRecord, { type: 'suggestion' }>;

/** A suggestion record with everything a test does not care about filled in. */
export function suggestionRecord(
  body: Partial<NewSuggestion['body']> & { readonly id: string },
  at = '2026-11-22T10:00:00.000Z',
): NewSuggestion {
  return {
    type: 'suggestion',
    at,
    body: {
      group: body.id,
      surface: 'inline',
      tool: { name: 'unknown', model: null },
      language: 'typescript',
      evidence: [{ kind: 'mark', confidence: 0.95, source: 'test' }],
      confidence: 0.95,
      suggestions: 1,
      turn: null,
      answer: 'accepted',
      size: { before: { characters: 0, lines: 0 }, suggested: { characters: 10, lines: 1 } },
      ...body,
    },
  };
}
