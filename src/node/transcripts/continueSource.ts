import fs from 'node:fs';
import path from 'node:path';
import {
  ContinueDevDataReader,
  devDataKinds,
  type DevDataKind,
} from '../../core/recognise/transcripts/continueDevData.ts';
import { ContinueSessionReader, continueTool } from '../../core/recognise/transcripts/continueSession.ts';
import type { TranscriptLine } from '../../core/recognise/transcripts/transcript.ts';
import { asArray, asObject, asString, parseJson } from '../../core/shared/json.ts';
import { findFiles, placesBelow } from './findFiles.ts';
import { readDocument } from './readDocument.ts';
import { readLines } from './readLines.ts';
import { sessionsOfFiles } from './sessionsOfFiles.ts';
import type { TranscriptHome, TranscriptSource } from './source.ts';

/** The index of the sessions, beside them. */
const index = 'sessions.json';

/**
 * Continue keeps `sessions/<id>.json`, of the editor and the command line, and `dev_data/<version>/<kind>.jsonl` (older:
 * without the version) below `.continue`, on every platform; `CONTINUE_GLOBAL_DIR` moves it.
 */
export const continueSource: TranscriptSource = {
  name: continueTool,
  title: 'Continue',
  sessions: (home) => {
    const found = roots(home).flatMap((root) => [
      ...findFiles(path.join(root, 'sessions'), '.json').filter(({ file }) => path.basename(file) !== index),
      ...findFiles(path.join(root, 'dev_data'), '.jsonl').filter(({ file }) => kindOf(file)),
    ]);
    return sessionsOfFiles(found, nameOf);
  },
  places: (home) =>
    roots(home).flatMap((root) => [
      ...placesBelow(path.join(root, 'sessions'), '.json'),
      ...placesBelow(path.join(root, 'dev_data'), '.jsonl'),
    ]),
  read: ({ name, files: [file = ''] }) => {
    const kind = kindOf(file);
    return kind ? new ContinueDevDataReader(name, kind) : new ContinueSessionReader(name);
  },
  lines: ({ files: [file = ''] }) => (kindOf(file) ? readLines(file) : documentOf(file)),
};

function roots({ homedir, env }: TranscriptHome): string[] {
  const all = [env['CONTINUE_GLOBAL_DIR'], path.join(homedir, '.continue')];
  return [...new Set(all.flatMap((folder) => (folder ? path.resolve(folder) : [])))];
}

function kindOf(file: string): DevDataKind | undefined {
  return file.endsWith('.jsonl') ? devDataKinds.find((kind) => kind === path.basename(file, '.jsonl')) : undefined;
}

/** A session has its id; a log the folder it is in, for all versions have logs of the same names. */
function nameOf(file: string): string {
  return kindOf(file) ? path.join(path.basename(path.dirname(file)), path.parse(file).name) : path.parse(file).name;
}

function* documentOf(file: string): Generator<TranscriptLine> {
  const created = createdAt(file);
  yield JSON.stringify({
    modified: Math.round(fs.statSync(file).mtimeMs),
    ...(created === undefined ? {} : { created }),
  });
  yield readDocument(file);
}

/** When a session began, as the index has it: milliseconds, as text. */
function createdAt(file: string): number | undefined {
  const name = path.parse(file).name;
  try {
    const list = asArray(parseJson(fs.readFileSync(path.join(path.dirname(file), index), 'utf8')));
    const entry = list.map(asObject).find((one) => one['sessionId'] === name);
    const created = Number(asString(entry?.['dateCreated']) || (entry?.['dateCreated'] ?? NaN));
    return Number.isFinite(created) ? created : undefined;
  } catch {
    return undefined; // the index is a convenience
  }
}
