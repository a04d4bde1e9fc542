import fs from 'node:fs';
import path from 'node:path';
import { GeminiCliReader, geminiCli } from '../../core/recognise/transcripts/geminiCli.ts';
import { asObject, parseJson } from '../../core/shared/json.ts';
import { findFiles, placesBelow } from './findFiles.ts';
import { sessionsOfFiles } from './sessionsOfFiles.ts';
import type { TranscriptHome, TranscriptSource } from './source.ts';

const endings = ['.json', '.jsonl'];

/**
 * Gemini CLI keeps `tmp/<project>/chats/session-<time>-<id>.jsonl` (older: `.json`), sub-agents in a folder of their
 * session. The project's folder is named after its base name or a hash; which folder it is stands in `.project_root`
 * beside it, or in `projects.json`.
 */
export const geminiCliSource: TranscriptSource = {
  name: geminiCli,
  title: 'Gemini CLI',
  sessions: (home) =>
    sessionsOfFiles(
      folders(home)
        .flatMap((folder) => endings.flatMap((ending) => findFiles(folder, ending)))
        .filter(({ file }) => file.includes(`${path.sep}chats${path.sep}`)),
    ),
  places: (home) => endings.flatMap((ending) => folders(home).flatMap((folder) => placesBelow(folder, ending))),
  read: ({ name, files: [file] }) => new GeminiCliReader(name, file === undefined ? null : projectRoot(file)),
};

/** `GEMINI_CLI_HOME` stands for the home folder, not for `.gemini` in it. */
function folders({ homedir, env }: TranscriptHome): string[] {
  const all = [env['GEMINI_CLI_HOME'], homedir].flatMap((folder) =>
    folder ? path.resolve(folder, '.gemini', 'tmp') : [],
  );
  return [...new Set(all)];
}

/** The folder a transcript's project is in; null where nothing says so. */
function projectRoot(transcript: string): string | null {
  const [below = ''] = transcript.split(`${path.sep}chats${path.sep}`);
  const own = readText(path.join(below, '.project_root'))?.trim();
  if (own) return own;
  const projects = asObject(parseJson(readText(path.join(below, '..', '..', 'projects.json')) ?? ''))['projects'];
  const name = path.basename(below);
  return Object.entries(asObject(projects)).find(([, short]) => short === name)?.[0] ?? null;
}

function readText(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined; // older versions have neither
  }
}
