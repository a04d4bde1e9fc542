import path from 'node:path';
import { ClineReader, cline } from '../../core/recognise/transcripts/cline.ts';
import type { TranscriptLine } from '../../core/recognise/transcripts/transcript.ts';
import { asObject, parseJson } from '../../core/shared/json.ts';
import { findFiles, placesBelow, type FoundFile } from './findFiles.ts';
import { readDocument } from './readDocument.ts';
import { sessionsOfFiles } from './sessionsOfFiles.ts';
import type { Session, TranscriptHome, TranscriptSource } from './source.ts';
import { vscodeUserFolders } from './vscodeFolders.ts';

const messages = '.messages.json';
const history = 'api_conversation_history.json';

/**
 * Cline's command line keeps `.cline/data/sessions/<id>/<id>.messages.json`, its extension `tasks/<id>/` with the
 * model's messages, those shown, and the models used, in VS Code's global storage. `CLINE_DIR` and `CLINE_DATA_DIR` move
 * the first.
 */
export const clineSource: TranscriptSource = {
  name: cline,
  title: 'Cline',
  sessions: (home) => {
    const found: FoundFile[] = folders(home).flatMap(([folder, ending]) => findFiles(folder, ending));
    return sessionsOfFiles(found, nameOf);
  },
  places: (home) => folders(home).flatMap(([folder, ending]) => placesBelow(folder, ending)),
  read: ({ name }) => new ClineReader(name),
  lines: linesOf,
};

/** Where its files are, and how their names end. */
function folders(home: TranscriptHome): (readonly [folder: string, ending: string])[] {
  const data = dataFolders(home);
  const tasks = [
    ...data,
    ...vscodeUserFolders(home).map((user) => path.join(user, 'globalStorage', 'saoudrizwan.claude-dev')),
  ];
  return [
    ...data.map((folder) => [path.join(folder, 'sessions'), messages] as const),
    ...tasks.map((folder) => [path.join(folder, 'tasks'), `${path.sep}${history}`] as const),
  ];
}

function dataFolders({ homedir, env }: TranscriptHome): string[] {
  const folders = [
    env['CLINE_DATA_DIR'],
    env['CLINE_DIR'] && path.join(env['CLINE_DIR'], 'data'),
    path.join(homedir, '.cline', 'data'),
  ];
  return [...new Set(folders.flatMap((folder) => (folder ? path.resolve(folder) : [])))];
}

function nameOf(file: string): string {
  return path.basename(file) === history ? path.basename(path.dirname(file)) : path.basename(file, messages);
}

function* linesOf({ files: [file = ''] }: Session): Generator<TranscriptLine> {
  if (path.basename(file) !== history) {
    yield* optional(file.slice(0, -messages.length) + '.json');
    yield readDocument(file);
    return;
  }
  const folder = path.dirname(file);
  for (const line of optional(path.join(folder, 'task_metadata.json'))) {
    const usage = typeof line === 'string' ? asObject(parseJson(line))['model_usage'] : undefined;
    if (usage !== undefined) yield JSON.stringify({ usage });
  }
  for (const line of optional(path.join(folder, 'ui_messages.json'))) yield named('shown', line);
  yield named('history', readDocument(file));
}

/** A list as a record with a name; damaged text stays damaged. */
function named(name: string, line: TranscriptLine): TranscriptLine {
  return typeof line === 'string' ? `{"${name}":${line}}` : line;
}

/** A document that tells more, where it is there. */
function* optional(file: string): Generator<TranscriptLine> {
  try {
    yield readDocument(file);
  } catch {
    // The messages tell the most.
  }
}
