import { asObject, asString, parseJson, type JsonObject } from '../../shared/json.ts';
import { lineRange, type Attribution, type LineRange } from './attribution.ts';

/**
 * Reads a note of git-ai below `refs/notes/ai` (format `authorship/3.0.0`): for each file a line with its path, then
 * indented lines `<id> 1,4-7`; after `---` JSON that says who the ids are. Ids of people (`h_…`) are left out, and those
 * the JSON does not name.
 * @param revision the commit the note is on
 */
export function readGitAiNote(note: string, revision: string): Attribution[] {
  const [attestations = '', ...rest] = note.split(/^---\r?$/m);
  const about = asObject(parseJson(rest.join('---')));
  const agents = { ...asObject(about['prompts']), ...asObject(about['sessions']) };
  const found: Attribution[] = [];
  let file: string | undefined;
  for (const line of attestations.split(/\r?\n/)) {
    if (line.trim() === '') continue;
    if (!/^\s/.test(line)) {
      file = line.replace(/^"(.*)"$/, '$1');
      continue;
    }
    const [, id, places] = /^\s+(\S+)\s+([\d,\s-]+)$/.exec(line) ?? [];
    const agent = id === undefined ? undefined : agentOf(agents, id);
    if (file === undefined || places === undefined || !agent) continue;
    const lines = places.split(',').flatMap(rangeOf);
    if (lines.length > 0) found.push({ revision, file, lines, ...agent, at: null });
  }
  return found;
}

/** An id may name a session and, after `::`, a part of it. */
function agentOf(agents: JsonObject, id: string): Pick<Attribution, 'tool' | 'model' | 'session'> | undefined {
  const entry = asObject(agents[id] ?? agents[id.split('::')[0] ?? '']);
  const agent = asObject(entry['agent_id']);
  if (Object.keys(agent).length === 0) return undefined;
  return {
    tool: asString(agent['tool']) ?? null,
    model: asString(agent['model']) ?? null,
    session: asString(agent['id']) ?? null,
  };
}

function rangeOf(place: string): LineRange[] {
  const [, first, last] = /^\s*(\d+)(?:-(\d+))?\s*$/.exec(place) ?? [];
  return first === undefined ? [] : lineRange(Number(first), Number(last ?? first));
}
