import path from 'node:path';
import { CodexReader, codex } from '../../core/recognise/transcripts/codex.ts';
import { findFiles, placesBelow } from './findFiles.ts';
import { sessionsOfFiles } from './sessionsOfFiles.ts';
import type { TranscriptHome, TranscriptSource } from './source.ts';

/** Codex keeps `sessions/YYYY/MM/DD/rollout-<time>-<session>.jsonl`, and moves what the user archives beside it. */
export const codexSource: TranscriptSource = {
  name: codex,
  title: 'Codex CLI',
  sessions: (home) =>
    sessionsOfFiles(
      folders(home)
        .flatMap((folder) => findFiles(folder, '.jsonl'))
        .filter(({ file }) => path.basename(file).startsWith('rollout-')),
    ),
  places: (home) => folders(home).flatMap((folder) => placesBelow(folder, '.jsonl')),
  read: ({ name }) => new CodexReader(name.replace(/^rollout-[\dT-]{19}-/, '')),
};

function folders({ homedir, env }: TranscriptHome): string[] {
  const all = [env['CODEX_HOME'], path.join(homedir, '.codex')];
  const roots = new Set(all.flatMap((folder) => (folder ? path.resolve(folder) : [])));
  return [...roots].flatMap((root) => [path.join(root, 'sessions'), path.join(root, 'archived_sessions')]);
}
