import fs from 'node:fs';
import path from 'node:path';
import { ClaudeCodeReader, claudeCode } from '../../core/recognise/transcripts/claudeCode.ts';
import { findFiles, placesBelow, type FoundFile } from './findFiles.ts';
import type { Session, TranscriptHome, TranscriptSource } from './source.ts';

/** Claude Code keeps `projects/<slug of the folder>/<session>.jsonl`; sub-agents beside it or in a folder of its name. */
export const claudeCodeSource: TranscriptSource = {
  name: claudeCode,
  title: 'Claude Code',
  sessions: (home) => projectFolders(home).flatMap(sessionsBelow),
  places: (home) => projectFolders(home).flatMap((folder) => placesBelow(folder, '.jsonl')),
  read: ({ name }) => new ClaudeCodeReader(name),
};

function projectFolders({ homedir, env }: TranscriptHome): string[] {
  const all = [env['CLAUDE_CONFIG_DIR'], path.join(homedir, '.claude'), path.join(homedir, '.config', 'claude')];
  return [...new Set(all.flatMap((folder) => (folder ? path.resolve(folder, 'projects') : [])))];
}

function sessionsBelow(projects: string): Session[] {
  const sessions = new Map<string, FoundFile[]>();
  for (const found of findFiles(projects, '.jsonl')) {
    const key = sessionOf(projects, found.file);
    sessions.set(key, [...(sessions.get(key) ?? []), found]);
  }
  const latest = (files: readonly FoundFile[]): number => Math.max(...files.map(({ modified }) => modified));
  // A resumed session may repeat the history of an older one: the older first, so that the edits stay its own.
  return [...sessions]
    .sort(([, a], [, b]) => latest(a) - latest(b))
    .map(([key, files]) => ({
      name: path.basename(key),
      files: files.map(({ file }) => file),
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    }));
}

/** `<slug>/<session>`, for the session's own file, those in its folder, and those beside it that name it. */
function sessionOf(projects: string, file: string): string {
  const [slug = '', second = ''] = path.relative(projects, file).split(path.sep);
  const name = path.basename(second, '.jsonl');
  return path.join(slug, name.startsWith('agent-') ? (namedSession(file) ?? name) : name);
}

/** The session the first lines of a file name. */
function namedSession(file: string): string | undefined {
  const fd = fs.openSync(file, 'r');
  try {
    const start = Buffer.alloc(64 * 1024);
    const read = fs.readSync(fd, start, 0, start.length, 0);
    return /"sessionId":\s*"([A-Za-z0-9_-]+)"/.exec(start.toString('utf8', 0, read))?.[1];
  } finally {
    fs.closeSync(fd);
  }
}
