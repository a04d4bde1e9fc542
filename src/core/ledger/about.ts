import type { LedgerRecord } from './records.ts';

/** Which suggestions a record is about, and the private texts it names. */
export function aboutSuggestions(record: LedgerRecord): {
  readonly ids: readonly string[];
  readonly texts: Readonly<Record<string, string>>;
} {
  switch (record.type) {
    case 'suggestion':
      return { ids: [record.body.id], texts: record.body.texts };
    case 'survival':
    case 'verdict':
    case 'commit':
    case 'followUp':
    case 'case':
      return { ids: [record.body.suggestion], texts: record.body.texts };
    case 'reflection':
    case 'reconsidered':
    case 'practice':
      return { ids: record.body.suggestions, texts: record.body.texts };
    case 'skipped':
    case 'asked':
    case 'correction':
    case 'classified':
    case 'forgotten':
    case 'verification':
    case 'pattern':
    case 'prediction':
      return { ids: record.body.suggestions, texts: {} };
    case 'rule':
    case 'week':
    case 'lessons':
      return { ids: [], texts: record.body.texts };
    case 'segment':
    case 'checkpoint':
      return { ids: [], texts: {} };
  }
}
