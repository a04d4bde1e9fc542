import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Clock } from '../../core/shared/clock.ts';
import type { Digest } from '../../core/shared/digest.ts';
import type { TeamWindow } from '../../core/team/window.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import type { Prepared } from '../../node/team/contribute.ts';
import type { ErrorBoundary } from '../errorBoundary.ts';
import type { Later } from '../later.ts';
import { contributeSealed, writeMemberCard } from './contributeSealed.ts';
import { contributionPage } from './contributionPage.ts';
import { pickOwnWindow, pickWithdrawnWindow } from './pickWindow.ts';
import { reviewContribution, type Stated } from './reviewContribution.ts';
import { cancellable, offer, pickFile, showPlace } from './teamDialogs.ts';
import type { TeamDocuments } from './teamDocuments.ts';
import type { TeamMemory } from './teamMemory.ts';

/**
 * What a keybinding or another extension may pass. Nothing in it answers the question whether to write: whoever calls
 * the command, the person at the keyboard is asked.
 */
export interface ContributeRequest {
  /** `2026-W41..W44`. */
  readonly window?: unknown;
  /** With it, also when empty, neither cohort nor pattern is asked about. */
  readonly cohort?: unknown;
  /** The file, or a folder. */
  readonly out?: unknown;
  /** `true` takes a contribution back. */
  readonly withdraw?: unknown;
  /** The file of a roster: then the contribution is a sealed one, and the roster says for which window. */
  readonly sealed?: unknown;
}

/** What the commands of a team work on. */
export interface TeamParts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly digest: Digest;
  readonly boundary: ErrorBoundary;
  readonly memory: TeamMemory;
  readonly documents: TeamDocuments;
}

/** What the member wants to do with which window. */
interface Plan {
  readonly window: TeamWindow;
  readonly withdraw: boolean;
}

/**
 * Shows the member's anonymous contribution to a window, asks, and writes it.
 * @returns the file; undefined when the member turned back, and nothing was written
 * @throws PairfolioError `usage`, `ledger-unreadable`, `ledger-unwritable`, `output-unwritable`, `cancelled`
 */
export async function contribute(
  later: Later,
  parts: TeamParts,
  request: ContributeRequest,
): Promise<string | undefined> {
  const { ledger, clock } = parts;
  await cancellable(clock, vscode.l10n.t('Reading your record'), (signal) => ledger.readSoon({ signal }));
  const plan = typeof request.sealed === 'string' ? 'sealed' : await planOf(later, parts, request);
  if (!plan) return undefined;
  if (plan === 'sealed') return contributeSealed(later, parts, request);
  if (plan === 'card') return writeMemberCard(later, parts);
  const prepared = plan.withdraw
    ? await withdrawal(later, parts, plan.window)
    : await contribution(later, parts, plan.window, request);
  if (!prepared) return undefined;
  const out = typeof request.out === 'string' ? later.contributionFile(request.out, prepared) : undefined;
  if (!(await mayWrite(plan, out))) return undefined;
  const file = out ?? (await askWhere(later, parts, prepared));
  if (file === undefined) return undefined;
  later.writeContribution(file, prepared);
  await remember(later, parts, prepared, file);
  sayWritten(parts, plan, file);
  return file;
}

async function planOf(
  later: Later,
  { ledger, clock }: TeamParts,
  { window, withdraw }: ContributeRequest,
): Promise<Plan | 'sealed' | 'card' | undefined> {
  if (typeof window === 'string') return { window: later.parseWindow(window), withdraw: withdraw === true };
  const now = clock.now();
  const picked = withdraw === true ? 'withdraw' : await pickOwnWindow(later, ledger.states(), now);
  if (picked === 'sealed' || picked === 'card') return picked;
  if (picked !== 'withdraw') return picked && { window: picked, withdraw: false };
  const withdrawn = await pickWithdrawnWindow(later, now);
  return withdrawn && { window: withdrawn, withdraw: true };
}

/** Prepares and shows until the member wants it written. What is returned is what stands in the editor. */
async function contribution(
  later: Later,
  { ledger, clock, digest, memory, documents }: TeamParts,
  window: TeamWindow,
  request: ContributeRequest,
): Promise<Prepared | undefined> {
  const told = typeof request.cohort === 'string' ? request.cohort : undefined;
  let stated: Stated = { cohort: told ?? memory.get('cohort') ?? '' };
  for (;;) {
    const { cohort, patterns } = stated;
    const own = { cohort: cohort === '' ? undefined : cohort, patterns };
    const prepared = await later.prepareContribution(ledger, { window, clock, digest, ...own });
    const page = contributionPage(prepared, ledger.unread);
    await documents.show(`${vscode.l10n.t('Contribution to {0}', window.id)}.md`, page, { preserveFocus: true });
    if (told !== undefined) return prepared;
    const { given } = prepared;
    const vector = given.schema === later.withdrawalSchema ? [] : given.vector;
    const answer = await reviewContribution(later, { window: window.id, vector, hasCohort: true }, stated);
    if (answer === undefined) return undefined;
    if (answer === 'write') return prepared;
    stated = answer;
  }
}

async function withdrawal(
  later: Later,
  { ledger, clock, digest, documents }: TeamParts,
  window: TeamWindow,
): Promise<Prepared> {
  const prepared = later.prepareWithdrawal(ledger, { window, clock, digest });
  await documents.show(`${vscode.l10n.t('Withdrawal from {0}', window.id)}.md`, contributionPage(prepared));
  return prepared;
}

/** Says plainly who can read it. @param file where it goes, where that is known already */
async function mayWrite({ window: { id }, withdraw }: Plan, file: string | undefined): Promise<boolean> {
  const question = withdraw
    ? vscode.l10n.t('Withdraw your contribution to {0}?', id)
    : vscode.l10n.t('Write your contribution to {0}?', id);
  const who = withdraw
    ? vscode.l10n.t(
        'Your contribution is not counted once this file lies in the same folder, if its report is not released yet.',
      )
    : vscode.l10n.t(
        'It is not encrypted: whoever can open the folder it is put into can read it, and sees that it is yours if they see you put it there.',
      );
  const where = file === undefined ? [] : [vscode.l10n.t('It goes to {0}', file)];
  const behind = vscode.l10n.t('Its exact bytes stand in the editor. Cancel writes nothing and leaves them open.');
  const write = file === undefined ? vscode.l10n.t('Write…') : vscode.l10n.t('Write');
  const modal = { modal: true, detail: [who, ...where, behind].join('\n\n') };
  return (await vscode.window.showWarningMessage(question, modal, write)) === write;
}

function askWhere({ contributionFile }: Later, { memory }: TeamParts, prepared: Prepared): Promise<string | undefined> {
  const [folder = os.homedir()] = [memory.get('contributions')].filter((last) => last !== undefined && isFolder(last));
  return pickFile(vscode.l10n.t('Where your team collects contributions'), contributionFile(folder, prepared));
}

function isFolder(name: string): boolean {
  return fs.statSync(name, { throwIfNoEntry: false })?.isDirectory() === true;
}

async function remember(
  { withdrawalSchema }: Later,
  { memory }: TeamParts,
  { given }: Prepared,
  file: string,
): Promise<void> {
  const cohort = given.schema === withdrawalSchema ? {} : { cohort: given.cohort ?? '' };
  await memory.set({ contributions: path.dirname(file), ...cohort });
}

function sayWritten({ boundary }: TeamParts, { window: { id }, withdraw }: Plan, file: string): void {
  const place = showPlace(file);
  const said = withdraw
    ? vscode.l10n.t('Your withdrawal from {0} was written to {1}.', id, file)
    : vscode.l10n.t('Your contribution to {0} was written to {1}.', id, file);
  void boundary.command(place[0], () => offer(vscode.window.showInformationMessage(said, place[0]), [place]));
}
