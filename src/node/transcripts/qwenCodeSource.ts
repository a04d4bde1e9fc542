import path from 'node:path';
import { QwenCodeReader, qwenCode } from '../../core/recognise/transcripts/qwenCode.ts';
import { findFiles, placesBelow } from './findFiles.ts';
import { sessionsOfFiles } from './sessionsOfFiles.ts';
import type { TranscriptHome, TranscriptSource } from './source.ts';

/** Qwen Code keeps `projects/<slug of the folder>/chats/<session>.jsonl`; older versions under `tmp`. */
export const qwenCodeSource: TranscriptSource = {
  name: qwenCode,
  title: 'Qwen Code',
  sessions: (home) =>
    sessionsOfFiles(
      folders(home)
        .flatMap((folder) => findFiles(folder, '.jsonl'))
        .filter(({ file }) => path.basename(path.dirname(file)) === 'chats'),
    ),
  places: (home) => folders(home).flatMap((folder) => placesBelow(folder, '.jsonl')),
  read: ({ name }) => new QwenCodeReader(name),
};

function folders({ homedir, env }: TranscriptHome): string[] {
  const all = [env['QWEN_RUNTIME_DIR'], env['QWEN_HOME'], path.join(homedir, '.qwen')];
  const roots = new Set(
    all.flatMap((folder) => (folder ? path.resolve(folder.replace(/^~(?=$|[\\/])/, homedir)) : [])),
  );
  return [...roots].flatMap((root) => [path.join(root, 'projects'), path.join(root, 'tmp')]);
}
