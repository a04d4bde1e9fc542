import path from 'node:path';
import { CopilotCliReader, copilotCli } from '../../core/recognise/transcripts/copilotCli.ts';
import { findFiles, placesBelow } from './findFiles.ts';
import { sessionsOfFiles } from './sessionsOfFiles.ts';
import type { TranscriptHome, TranscriptSource } from './source.ts';

/** Copilot CLI keeps `session-state/<session>/events.jsonl`; older versions `session-state/<session>.jsonl`. */
export const copilotCliSource: TranscriptSource = {
  name: copilotCli,
  title: 'GitHub Copilot CLI',
  sessions: (home) =>
    folders(home).flatMap((folder) =>
      sessionsOfFiles(
        findFiles(folder, '.jsonl').filter(({ file }) => isTranscript(folder, file)),
        (file) => path.parse(path.relative(folder, file).split(path.sep)[0] ?? '').name,
      ),
    ),
  places: (home) => folders(home).flatMap((folder) => placesBelow(folder, '.jsonl')),
  read: ({ name }) => new CopilotCliReader(name),
};

function isTranscript(folder: string, file: string): boolean {
  const [, second, ...below] = path.relative(folder, file).split(path.sep);
  return second === undefined || (second === 'events.jsonl' && below.length === 0);
}

function folders({ homedir, env }: TranscriptHome): string[] {
  const state = env['XDG_STATE_HOME'];
  const all = [env['COPILOT_HOME'], state ? path.join(state, '.copilot') : undefined, path.join(homedir, '.copilot')];
  return [...new Set(all.flatMap((folder) => (folder ? path.resolve(folder, 'session-state') : [])))];
}
