import { hash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { TranscriptLine } from '../../core/recognise/transcripts/transcript.ts';
import { VscodeChatReader, githubCopilot } from '../../core/recognise/transcripts/vscodeChat.ts';
import { findFiles, placesBelow, type FoundFile } from './findFiles.ts';
import { readDocument } from './readDocument.ts';
import { readLines } from './readLines.ts';
import type { Session, TranscriptHome, TranscriptSource } from './source.ts';
import { storeFiles, turnsOf } from './vscodeChatStore.ts';
import { vscodeUserFolders } from './vscodeFolders.ts';

/** What is kept of a chat, in the order it is read: a torn last line is that of the session's log. */
interface ChatFiles {
  transcript?: FoundFile;
  state?: FoundFile;
  session?: FoundFile;
}

/**
 * VS Code keeps, for each workspace below `User/workspaceStorage`, `chatSessions/<id>.jsonl` (older: `.json`),
 * `chatEditingSessions/<id>/state.json` and `GitHub.copilot-chat/transcripts/<id>.jsonl`; windows without a folder have
 * their sessions in `User/globalStorage/emptyWindowChatSessions`.
 */
export const vscodeChatSource: TranscriptSource = {
  name: githubCopilot,
  title: 'VS Code chat',
  sessions: (home) => chatsOf(home),
  places: (home) => vscodeUserFolders(home).flatMap(placesOf),
  read: ({ name }) => new VscodeChatReader(name, (text) => hash('sha1', text, 'hex')),
  lines: linesOf,
};

function chatsOf(home: TranscriptHome): Session[] {
  const chats = new Map<string, ChatFiles>();
  for (const user of vscodeUserFolders(home)) {
    for (const workspace of listFolder(path.join(user, 'workspaceStorage')))
      collect(path.join(user, 'workspaceStorage', workspace), chats);
    addSessions(user, emptyWindows(user), chats);
  }
  const sessions = [...chats].map(([key, { transcript, state, session }]) => {
    const files = [transcript, state, session].flatMap((found) => found ?? []);
    return { name: path.basename(key), files, latest: Math.max(...files.map(({ modified }) => modified)) };
  });
  return sessions
    .sort((a, b) => a.latest - b.latest)
    .map(({ name, files }) => {
      const bytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
      const paths = files.map(({ file }) => file);
      const user = userOfInline(paths);
      return { name, files: paths, bytes, also: user === undefined ? [] : storeFiles(user) };
    });
}

/** Only what is of chats: a workspace's folder holds the data of all extensions. */
function placesOf(user: string): string[] {
  const storage = path.join(user, 'workspaceStorage');
  const workspaces = listFolder(storage).map((name) => path.join(storage, name));
  return [
    storage,
    ...['.json', '.jsonl'].flatMap((ending) => placesBelow(emptyWindows(user), ending)),
    ...workspaces.flatMap((workspace) => [
      workspace,
      ...['.json', '.jsonl'].flatMap((ending) => placesBelow(path.join(workspace, 'chatSessions'), ending)),
      ...placesBelow(path.join(workspace, 'chatEditingSessions'), `${path.sep}state.json`),
      ...chatExtensions(workspace).flatMap((folder) => [
        folder,
        ...placesBelow(path.join(folder, 'transcripts'), '.jsonl'),
      ]),
    ]),
  ];
}

const emptyWindows = (user: string): string => path.join(user, 'globalStorage', 'emptyWindowChatSessions');

/** The extension's folder is its id, in whatever case the editor gave it. */
function chatExtensions(workspace: string): string[] {
  return listFolder(workspace)
    .filter((name) => name.toLowerCase() === 'github.copilot-chat')
    .map((name) => path.join(workspace, name));
}

function collect(workspace: string, chats: Map<string, ChatFiles>): void {
  addSessions(workspace, path.join(workspace, 'chatSessions'), chats);
  for (const found of findFiles(path.join(workspace, 'chatEditingSessions'), `${path.sep}state.json`))
    chatOf(workspace, path.basename(path.dirname(found.file)), chats).state = found;
  for (const extension of chatExtensions(workspace))
    for (const found of findFiles(path.join(extension, 'transcripts'), '.jsonl'))
      chatOf(workspace, path.basename(found.file, '.jsonl'), chats).transcript = found;
}

function addSessions(place: string, folder: string, chats: Map<string, ChatFiles>): void {
  for (const found of findFiles(folder, '.json'))
    chatOf(place, path.basename(found.file, '.json'), chats).session = found;
  // The log was made from the older document, and goes on.
  for (const found of findFiles(folder, '.jsonl'))
    chatOf(place, path.basename(found.file, '.jsonl'), chats).session = found;
}

function chatOf(place: string, id: string, chats: Map<string, ChatFiles>): ChatFiles {
  const key = path.join(place, id);
  const chat = chats.get(key) ?? {};
  chats.set(key, chat);
  return chat;
}

function* linesOf({ name, files }: Session): Generator<TranscriptLine> {
  const folder = workspaceOf(files);
  if (folder !== undefined) yield folder;
  const user = userOfInline(files);
  if (user !== undefined) yield JSON.stringify({ turns: turnsOf(user, name) });
  for (const file of files) {
    if (path.basename(file) === 'state.json') {
      yield JSON.stringify({ modified: writtenAt(path.dirname(file)), stored: fs.statSync(file).mtimeMs });
      yield readDocument(file);
    } else if (file.endsWith('.jsonl')) {
      yield* readLines(file);
    } else {
      yield readDocument(file);
    }
  }
}

/** The `User` folder of an inline chat, which keeps the state of its edits and nothing else; `undefined` for others. */
function userOfInline(files: readonly string[]): string | undefined {
  const [only] = files;
  const inline = files.length === 1 && only !== undefined && path.basename(only) === 'state.json';
  return inline ? path.resolve(only, '../../../../..') : undefined;
}

/** `workspace.json`, which names the folder, beside the folders a chat's files are in. */
function workspaceOf(files: readonly string[]): string | undefined {
  for (const file of files) {
    for (let at = path.dirname(file); at !== path.dirname(at); at = path.dirname(at)) {
      if (path.basename(path.dirname(at)) !== 'workspaceStorage') continue;
      try {
        return fs.readFileSync(path.join(at, 'workspace.json'), 'utf8');
      } catch {
        return undefined; // a server keeps none
      }
    }
  }
  return undefined;
}

/** When the first text of an editing session was stored, in milliseconds: the state itself is written again and again. */
function writtenAt(folder: string): number {
  const files = findFiles(folder, '');
  return Math.round(Math.min(...files.map(({ modified }) => modified)));
}

function listFolder(folder: string): string[] {
  try {
    return fs.readdirSync(folder).sort();
  } catch {
    return [];
  }
}
