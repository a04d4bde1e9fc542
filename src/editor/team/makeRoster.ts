import path from 'node:path';
import * as vscode from 'vscode';
import type { Later } from '../later.ts';
import type { TeamParts } from './contribute.ts';
import { pickRosterWindow } from './pickWindow.ts';
import { offer, pickFile, showPlace } from './teamDialogs.ts';

/**
 * Makes the roster of a window of the cards in a folder. Whose card is one's own is the lead's: who makes the roster
 * gets the sum.
 * @returns the file; undefined when the lead turned back
 * @throws PairfolioError `usage`, `input-unreadable`, `output-unwritable`
 */
export async function makeRosterOf(later: Later, parts: TeamParts, folder: string): Promise<string | undefined> {
  const { ledger, clock, digest, memory, boundary } = parts;
  const window = await pickRosterWindow(later, clock.now());
  if (!window) return undefined;
  const keys = await later.readCards(folder, {});
  const own = later.ownCard(ledger.home, digest);
  const lead = keys.includes(own.key) ? own.fingerprint : undefined;
  const roster = later.makeRoster({ window: window.id, keys, lead }, digest);
  const file = await pickFile(
    vscode.l10n.t('Where the roster goes; every member needs it'),
    path.join(folder, `roster-${window.id}.json`),
  );
  if (file === undefined) return undefined;
  later.writeRoster(file, roster);
  await memory.set({ roster: file, from: folder });
  const place = showPlace(file);
  const said = vscode.l10n.t(
    'The roster of {0} with {1} members was written to {2}. Give it to all of them.',
    window.id,
    roster.members.length,
    file,
  );
  void boundary.command(place[0], () => offer(vscode.window.showInformationMessage(said, place[0]), [place]));
  return file;
}
