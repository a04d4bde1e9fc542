import { asArray, asObject, asString, type Json, type JsonObject } from '../../shared/json.ts';
import { lineRange, type Attribution } from './attribution.ts';

/**
 * Reads one record of Agent Trace (agent-trace.dev, 0.1), a line of `.agent-trace/traces.jsonl`. Ranges a person wrote
 * alone are left out; `mixed` and unnamed ones too, for they do not say which lines are whose.
 */
export function readAgentTrace(record: JsonObject): Attribution[] {
  const vcs = asObject(record['vcs']);
  const tool = asString(asObject(record['tool'])['name']) ?? null;
  return asArray(record['files']).flatMap((item) => {
    const file = asString(asObject(item)['path']);
    if (file === undefined) return [];
    return asArray(asObject(item)['conversations']).flatMap((value): Attribution[] => {
      const conversation = asObject(value);
      const byModel = new Map<string | null, Attribution['lines']>();
      for (const range of asArray(conversation['ranges']).map(asObject)) {
        const contributor = asObject(range['contributor'] ?? conversation['contributor']);
        if (contributor['type'] !== 'ai') continue;
        const model = modelOf(contributor['model_id']);
        byModel.set(model, [...(byModel.get(model) ?? []), ...lineRange(range['start_line'], range['end_line'])]);
      }
      return [...byModel].flatMap(([model, lines]) =>
        lines.length === 0
          ? []
          : [
              {
                revision: vcs['type'] === 'git' ? (asString(vcs['revision']) ?? null) : null,
                file,
                lines,
                tool,
                model,
                session: sessionOf(conversation),
                at: asString(record['timestamp']) ?? null,
              },
            ],
      );
    });
  });
}

/** `provider/model`. */
function modelOf(id: Json | undefined): string | null {
  return asString(id)?.split('/').at(-1) ?? null;
}

/** The last part of the conversation's address, or of a session it names. */
function sessionOf(conversation: JsonObject): string | null {
  const related = asArray(conversation['related'])
    .map(asObject)
    .find(({ type }) => type === 'session');
  const url = asString(related?.['url']) ?? asString(conversation['url']);
  return url?.split(/[?#]/)[0]?.split('/').filter(Boolean).at(-1) ?? null;
}
