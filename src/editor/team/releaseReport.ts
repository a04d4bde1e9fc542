import path from 'node:path';
import * as vscode from 'vscode';
import type { TeamWindow } from '../../core/team/window.ts';
import type { ReleaseResult, Uncounted } from '../../node/team/releaseTeamReport.ts';
import type { Later } from '../later.ts';
import type { TeamParts } from './contribute.ts';
import { makeRosterOf } from './makeRoster.ts';
import { pickReleasedWindow } from './pickWindow.ts';
import { cancellable, offer, openPage, pickFolder, pickOpen, showPlace, type Offer } from './teamDialogs.ts';
import { uncountedList } from './uncounted.ts';

/** What a keybinding or another extension may pass; what is missing is asked for. */
export interface ReleaseRequest {
  /** The folder with the contributions. */
  readonly from?: unknown;
  /** The folder of the reports and their log. */
  readonly out?: unknown;
  /** The file of a roster: then the contributions are sealed ones. */
  readonly sealed?: unknown;
  /** `2026-W41..W44`; with both folders and without it, the latest anybody contributed to. */
  readonly window?: unknown;
}

interface Plan {
  readonly from: string;
  readonly out: string;
  readonly window: TeamWindow | undefined;
  readonly roster: string | undefined;
}

/**
 * Releases the report of a team from a folder of contributions and opens it, or says why it is held.
 * @returns undefined when the lead turned back, and nothing was written
 * @throws PairfolioError `usage`, `input-unreadable`, `output-unwritable`, `verification-failed`, `cancelled`
 */
export async function releaseReport(
  later: Later,
  parts: TeamParts,
  request: ReleaseRequest,
): Promise<ReleaseResult | undefined> {
  const plan = await planOf(later, parts, request);
  if (!plan) return undefined;
  if ('cards' in plan) {
    await makeRosterOf(later, parts, plan.cards);
    return undefined;
  }
  const files: (readonly [name: string, fate: Uncounted])[] = [];
  const asked = { refused: false };
  const result = await cancellable(parts.clock, vscode.l10n.t('Adding up contributions'), (signal, report) =>
    later.releaseTeamReport({
      ...plan,
      clock: parts.clock,
      digest: parts.digest,
      onFile: (name, fate) => void files.push([name, fate]),
      onProgress: (read) => report(vscode.l10n.t('{0} files read', read.toLocaleString(vscode.env.language))),
      mayRelease: async (question) => {
        const may = await confirm(question, plan.roster !== undefined);
        asked.refused = !may;
        return may;
      },
      signal,
    }),
  );
  if (asked.refused) return undefined;
  const shown = showFiles(parts, files);
  const { from, out, roster } = plan;
  await parts.memory.set({ from, out, ...(roster === undefined ? {} : { roster }) });
  if (result.released) await showReport(parts, plan.out, result, shown);
  else sayHeld(parts, result, shown);
  return result;
}

async function planOf(
  later: Later,
  { memory, clock }: TeamParts,
  request: ReleaseRequest,
): Promise<Plan | { readonly cards: string } | undefined> {
  const told = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  const known = told(request.window);
  const window = known === undefined ? undefined : later.parseWindow(known);
  const from =
    told(request.from) ??
    (await pickFolder(
      vscode.l10n.t('Folder with the contributions'),
      vscode.l10n.t('Read Contributions'),
      memory.get('from') ?? memory.get('contributions'),
    ));
  if (from === undefined) return undefined;
  const isAllTold = told(request.from) !== undefined && told(request.out) !== undefined;
  const isSealed = told(request.sealed) !== undefined;
  const picked = window ?? (isSealed ? 'sealed' : isAllTold ? 'latest' : await pickReleasedWindow(later, clock.now()));
  if (picked === undefined) return undefined;
  if (picked === 'roster') return { cards: from };
  const roster =
    told(request.sealed) ??
    (picked === 'sealed'
      ? await pickOpen(vscode.l10n.t('Roster of your team'), vscode.l10n.t('Use Roster'), memory.get('roster') ?? from)
      : undefined);
  if (picked === 'sealed' && roster === undefined) return undefined;
  const out =
    told(request.out) ??
    (await pickFolder(
      vscode.l10n.t('Folder of the reports, the same each time: it keeps the log of releases'),
      vscode.l10n.t('Write Report Here'),
      memory.get('out') ?? from,
    ));
  if (out === undefined) return undefined;
  return { from, out, roster, window: typeof picked === 'string' ? undefined : picked };
}

async function confirm(question: string, isSealed: boolean): Promise<boolean> {
  const release = vscode.l10n.t('Release');
  const detail = isSealed
    ? vscode.l10n.t(
        'These are sealed contributions: nobody can read a single one. Who has all files has their exact sum; the rules of the report act on it.',
      )
    : vscode.l10n.t(
        'These are plain contributions: whoever can open their folder can read each of them. The rules of the report protect those it is about from its readers, not from who holds the folder.',
      );
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, release)) === release;
}

/** A button that lists the files that were not simply counted; none where all were. */
function showFiles({ documents }: TeamParts, files: readonly (readonly [name: string, fate: Uncounted])[]): Offer[] {
  if (files.length === 0) return [];
  const list = (): Promise<void> => documents.show(vscode.l10n.t('Files that were not counted'), uncountedList(files));
  return [[vscode.l10n.t('Show Files'), list]];
}

/** Opens the report, and says where it lies. */
async function showReport(
  { boundary }: TeamParts,
  out: string,
  { report: { window }, again, files }: Extract<ReleaseResult, { released: true }>,
  shown: readonly Offer[],
): Promise<void> {
  const fileOf = (name: string): string | undefined => files.find((file) => path.basename(file) === name);
  const [markdown, html] = [fileOf('team-report.md'), fileOf('team-report.html')];
  if (markdown !== undefined) await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.file(markdown));
  const said = again
    ? vscode.l10n.t('The report of {0} had been released already; it is the same, in {1}.', window, out)
    : vscode.l10n.t('The report of {0} was released to {1}.', window, out);
  const offers = [
    ...(html === undefined ? [] : openPage(html)),
    ...(markdown === undefined ? [] : [showPlace(markdown)]),
    ...shown,
  ];
  const message = vscode.window.showInformationMessage(said, ...offers.map(([label]) => label));
  void boundary.command('team report', () => offer(message, offers));
}

/** The reasons are sentences of the core, as the report's are. */
function sayHeld(
  { boundary }: TeamParts,
  { window, reasons }: Extract<ReleaseResult, { released: false }>,
  shown: readonly Offer[],
): void {
  const why = reasons.join(' ');
  const said =
    window === null
      ? vscode.l10n.t('No report was released. {0}', why)
      : vscode.l10n.t('The report of {0} is held. {1}', window, why);
  const message = vscode.window.showWarningMessage(said, ...shown.map(([label]) => label));
  void boundary.command('team report', () => offer(message, shown));
}
