import path from 'node:path';
import { CodexReader, codex } from '../../core/recognise/transcripts/codex.ts';
import { findFiles } from './findFiles.ts';
import { sessionsOfFiles } from './sessionsOfFiles.ts';
import type { TranscriptHome, TranscriptSource } from './source.ts';

/** Codex keeps `sessions/YYYY/MM/DD/rollout-<time>-<session>.jsonl`, and moves what the user archives beside it. */
export const codexSource: TranscriptSource = {
  name: codex,
  title: 'Codex CLI',
  sessions: (home) =>
    sessionsOfFiles(
      roots(home)
        .flatMap((root) => ['sessions', 'archived_sessions'].map((folder) => path.join(root, folder)))
        .flatMap((folder) => findFiles(folder, '.jsonl'))
        .filter(({ file }) => path.basename(file).startsWith('rollout-')),
    ),
  read: ({ name }) => new CodexReader(name.replace(/^rollout-[\dT-]{19}-/, '')),
};

function roots({ homedir, env }: TranscriptHome): string[] {
  const all = [env['CODEX_HOME'], path.join(homedir, '.codex')];
  return [...new Set(all.flatMap((folder) => (folder ? path.resolve(folder) : [])))];
}
