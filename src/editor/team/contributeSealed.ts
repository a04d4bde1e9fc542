import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { PairfolioError } from '../../core/shared/errors.ts';
import type { Roster } from '../../core/team/sealed/roster.ts';
import type { Crowd } from '../../core/team/sealed/sealedWords.ts';
import type { PreparedSealed } from '../../node/team/sealed/sealContribution.ts';
import type { Later } from '../later.ts';
import type { ContributeRequest, TeamParts } from './contribute.ts';
import { contributionPage } from './contributionPage.ts';
import { reviewContribution, type Stated } from './reviewContribution.ts';
import { offer, pickFile, pickOpen, showPlace } from './teamDialogs.ts';

/**
 * Shows a sealed contribution, asks for fingerprints that are not confirmed yet, asks, and writes it.
 * @returns the file; undefined when the member turned back, and nothing was written
 * @throws PairfolioError `usage`, `input-unreadable`, `ledger-unreadable`, `ledger-unwritable`, `output-unwritable`
 */
export async function contributeSealed(
  later: Later,
  parts: TeamParts,
  request: ContributeRequest,
): Promise<string | undefined> {
  const { ledger, memory, digest } = parts;
  const named =
    typeof request.sealed === 'string'
      ? request.sealed
      : await pickOpen(vscode.l10n.t('Roster of your team'), vscode.l10n.t('Use Roster'), memory.get('roster'));
  if (named === undefined) return undefined;
  const roster = later.readRosterFile(named);
  await memory.set({ roster: named });
  if (!(await askFingerprints(later, parts, roster))) return undefined;
  const prepared = await review(later, parts, roster);
  if (!prepared) return undefined;
  const out = typeof request.out === 'string' ? later.sealedFile(request.out, prepared) : undefined;
  if (!(await mayWrite(roster, out))) return undefined;
  const file = out ?? (await askWhere(later, parts, prepared));
  if (file === undefined) return undefined;
  later.writeSealed(ledger.home, file, prepared, { digest });
  await memory.set({ contributions: path.dirname(file) });
  sayWritten(parts, vscode.l10n.t('Your sealed contribution to {0} was written to {1}.', roster.window, file), file);
  return file;
}

/** Writes the member's card, and says the fingerprint that others must hear from the member. */
export async function writeMemberCard(later: Later, parts: TeamParts): Promise<string | undefined> {
  const { ledger, memory, digest } = parts;
  const folder = memory.get('contributions') ?? os.homedir();
  const card = later.ownCard(ledger.home, digest);
  const { fingerprint } = card;
  const place = path.join(folder, `card-${fingerprint.slice(0, 12)}.json`);
  const named = await pickFile(vscode.l10n.t('Your card, for the one who makes the roster'), place);
  if (named === undefined) return undefined;
  const file = later.writeCard(named, card);
  const spelled = later.spelled(fingerprint);
  const copy = vscode.l10n.t('Copy Fingerprint');
  const said = vscode.l10n.t(
    'Your card was written to {0}. Tell the others your fingerprint yourself, not through the lead: {1}',
    file,
    spelled,
  );
  const message = vscode.window.showInformationMessage(said, copy);
  void parts.boundary.command(copy, () => offer(message, [[copy, () => vscode.env.clipboard.writeText(spelled)]]));
  return file;
}

/** Until enough of the others are confirmed. @returns whether they are; false when the member turned back */
async function askFingerprints(later: Later, { ledger, clock, digest }: TeamParts, roster: Roster): Promise<boolean> {
  for (;;) {
    const crowd = later.crowdOf(ledger.home, roster, digest);
    if (crowd.confirmed.length >= crowd.needed) return true;
    const told = await askFingerprint(later, crowd);
    if (told === undefined) return false;
    later.noteConfirmed(ledger.home, told, false, clock);
  }
}

async function askFingerprint(later: Later, { confirmed, unconfirmed, needed }: Crowd): Promise<string | undefined> {
  const read = (text: string): string | undefined => {
    try {
      return later.parseFingerprint(text);
    } catch {
      return undefined;
    }
  };
  const problem = (text: string): string | undefined => {
    const fingerprint = read(text);
    if (fingerprint === undefined) return vscode.l10n.t('Eight groups of four digits 0–9 and a–f; give all of it.');
    if (confirmed.includes(fingerprint)) return vscode.l10n.t('You confirmed this one already.');
    if (unconfirmed.includes(fingerprint)) return undefined;
    return vscode.l10n.t(
      'It is not on the roster. If you typed it as you were told, the roster holds another key in its place: do not seal with it.',
    );
  };
  const answer = await vscode.window.showInputBox({
    title: vscode.l10n.t('Confirm fingerprints ({0} of at least {1})', confirmed.length, needed),
    prompt: vscode.l10n.t(
      'Type a fingerprint that another member told you themselves, not through the lead. Invented members could otherwise make up the crowd you are hidden in.',
    ),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? undefined : problem(text)),
  });
  if (answer === undefined || answer.trim() === '') return undefined;
  return read(answer);
}

/** Prepares and shows until the member wants it written. */
async function review(later: Later, parts: TeamParts, roster: Roster): Promise<PreparedSealed | undefined> {
  const { ledger, documents } = parts;
  let stated: Stated = { cohort: '' };
  for (;;) {
    const prepared = await prepare(later, parts, roster, stated);
    if (!prepared) return undefined;
    const page = contributionPage(prepared, ledger.unread);
    await documents.show(`${vscode.l10n.t('Sealed contribution to {0}', roster.window)}.md`, page, {
      preserveFocus: true,
    });
    const { vector } = prepared.sealing;
    const answer = await reviewContribution(later, { window: roster.window, vector, hasCohort: false }, stated);
    if (answer === undefined) return undefined;
    if (answer === 'write') return prepared;
    stated = answer;
  }
}

/** What was sealed for the window before is the only thing that may be sealed again; the member is asked. */
async function prepare(
  later: Later,
  { ledger, clock, digest }: TeamParts,
  roster: Roster,
  { patterns }: Stated,
): Promise<PreparedSealed | undefined> {
  const options = { roster, patterns, clock, digest };
  try {
    return await later.prepareSealed(ledger, options);
  } catch (error) {
    if (!PairfolioError.is(error, 'sealed-before')) throw error;
    const again = vscode.l10n.t('Seal the Numbers of Before');
    const detail = vscode.l10n.t(
      'Two files of one window would differ by just what changed. Only the numbers you sealed first can be sealed again.',
    );
    const question = vscode.l10n.t('You sealed other numbers for {0} before', roster.window);
    if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, again)) !== again) return undefined;
    return later.prepareSealed(ledger, { ...options, patterns: undefined, asBefore: true });
  }
}

async function mayWrite({ window, members }: Roster, file: string | undefined): Promise<boolean> {
  const detail = [
    vscode.l10n.t(
      'Nobody can read it alone. Who has the files of all {0} members has their exact sum, and what you sealed for a window cannot be changed.',
      members.length,
    ),
    ...(file === undefined ? [] : [vscode.l10n.t('It goes to {0}', file)]),
    vscode.l10n.t('Its exact bytes stand in the editor. Cancel writes nothing and leaves them open.'),
  ];
  const write = file === undefined ? vscode.l10n.t('Write…') : vscode.l10n.t('Write');
  const question = vscode.l10n.t('Write your sealed contribution to {0}?', window);
  const modal = { modal: true, detail: detail.join('\n\n') };
  return (await vscode.window.showWarningMessage(question, modal, write)) === write;
}

function askWhere({ sealedFile }: Later, { memory }: TeamParts, prepared: PreparedSealed): Promise<string | undefined> {
  const folder = memory.get('contributions') ?? os.homedir();
  const place = sealedFile(`${folder}${path.sep}`, prepared);
  return pickFile(vscode.l10n.t('Where your team collects contributions'), place);
}

function sayWritten({ boundary }: TeamParts, said: string, file: string): void {
  const place = showPlace(file);
  void boundary.command(place[0], () => offer(vscode.window.showInformationMessage(said, place[0]), [place]));
}
