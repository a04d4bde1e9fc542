import * as vscode from 'vscode';
import type { SuggestionState } from '../../core/ledger/suggestionState.ts';
import type { TeamWindow } from '../../core/team/window.ts';
import type { Later } from '../later.ts';

/** A year of windows is offered, and more where the record reaches further back; none older than five years. */
const fewestOffered = 13;
const mostOffered = 65;

interface WindowItem extends vscode.QuickPickItem {
  readonly window?: TeamWindow;
}

interface OtherItem<T extends string> extends vscode.QuickPickItem {
  readonly other: T;
}

/** What else a member may do. */
export type OtherContribution = 'sealed' | 'card' | 'withdraw';

/** Asks for a window to contribute to, or what else there is to do. */
export async function pickOwnWindow(
  later: Later,
  states: readonly SuggestionState[],
  now: number,
): Promise<TeamWindow | OtherContribution | undefined> {
  const counts = decidedByWindow(later, states);
  const items: WindowItem[] = closedWindows(later, [...counts.keys()], now).map((window) => ({
    ...windowItem(window),
    detail: counted(counts.get(window.id) ?? 0),
  }));
  const others: readonly OtherItem<OtherContribution>[] = [
    {
      label: `$(lock) ${vscode.l10n.t('Contribute Sealed, with a Roster…')}`,
      detail: vscode.l10n.t('Nobody can read it alone, only the sum of all members'),
      other: 'sealed',
    },
    { label: `$(key) ${vscode.l10n.t('Write My Card for a Roster…')}`, other: 'card' },
    { label: vscode.l10n.t('Withdraw My Contribution…'), other: 'withdraw' },
  ];
  const picked = await vscode.window.showQuickPick<WindowItem | OtherItem<OtherContribution>>(
    [...items, { label: '', kind: vscode.QuickPickItemKind.Separator }, ...others],
    {
      title: vscode.l10n.t('Contribute to a team window'),
      placeHolder: vscode.l10n.t('Choose the window; only those that are over. How many decisions you have stays here'),
      matchOnDescription: true,
      ignoreFocusOut: true,
    },
  );
  return otherOf(others, picked) ?? windowIn(picked);
}

/** Asks which window a contribution is to be taken back from. */
export async function pickWithdrawnWindow(later: Later, now: number): Promise<TeamWindow | undefined> {
  const picked = await vscode.window.showQuickPick(
    closedWindows(later, [], now).map((window) => windowItem(window)),
    {
      title: vscode.l10n.t('Withdraw my contribution'),
      placeHolder: vscode.l10n.t('Choose the window; it helps before its report is released'),
      matchOnDescription: true,
      ignoreFocusOut: true,
    },
  );
  return picked?.window;
}

/** What else a lead may do with a folder. */
export type OtherRelease = 'latest' | 'sealed' | 'roster';

/** Asks which window is released, or what else there is to do. @returns `latest` for the latest anybody contributed to */
export async function pickReleasedWindow(later: Later, now: number): Promise<TeamWindow | OtherRelease | undefined> {
  const items: WindowItem[] = closedWindows(later, [], now).map((window) => windowItem(window));
  const latest = { label: vscode.l10n.t('The latest window anybody contributed to'), other: 'latest' } as const;
  const sealed: readonly OtherItem<OtherRelease>[] = [
    { label: `$(lock) ${vscode.l10n.t('Sealed Contributions, with a Roster…')}`, other: 'sealed' },
    { label: `$(organization) ${vscode.l10n.t('Make a Roster of the Cards in This Folder…')}`, other: 'roster' },
  ];
  const separator = { label: '', kind: vscode.QuickPickItemKind.Separator };
  const choices = [latest, ...items, separator, ...sealed];
  const picked = await vscode.window.showQuickPick<WindowItem | OtherItem<OtherRelease>>(choices, {
    title: vscode.l10n.t('Release a team report'),
    placeHolder: vscode.l10n.t('Choose the window; each is released once'),
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  return otherOf([latest, ...sealed], picked) ?? windowIn(picked);
}

/** Asks which window a roster is for: one that is over, this one or the next. */
export async function pickRosterWindow(later: Later, now: number): Promise<TeamWindow | undefined> {
  const current = later.windowOf(now);
  const next = later.windowOf(Date.parse(current.end));
  const picked = await vscode.window.showQuickPick(
    [next, current, ...closedWindows(later, [], now)].map((window) => windowItem(window)),
    {
      title: vscode.l10n.t('Make a roster'),
      placeHolder: vscode.l10n.t('Choose the window; members seal for it once it is over'),
      matchOnDescription: true,
      ignoreFocusOut: true,
    },
  );
  return picked?.window;
}

function otherOf<T extends string>(others: readonly OtherItem<T>[], picked: object | undefined): T | undefined {
  return others.find((item) => item === picked)?.other;
}

function windowIn(picked: WindowItem | OtherItem<string> | undefined): TeamWindow | undefined {
  return picked && 'window' in picked ? picked.window : undefined;
}

/** Windows that are over, the latest first. @param needed ids of windows the list reaches back to */
function closedWindows(
  { latestClosed, windowOf }: Later,
  needed: readonly string[],
  now: number,
): readonly TeamWindow[] {
  const first = [...needed].sort()[0];
  const windows = [latestClosed(now)];
  for (;;) {
    const last = windows.at(-1);
    const isEnough = windows.length >= fewestOffered && (first === undefined || (last?.id ?? '') <= first);
    if (!last || isEnough || windows.length >= mostOffered) return windows;
    windows.push(windowOf(Date.parse(last.start) - 1));
  }
}

/** How many decided decisions lie in each window. */
function decidedByWindow(
  { groupStates, windowOf }: Later,
  states: readonly SuggestionState[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { at, verdict } of groupStates(states)) {
    if (verdict === 'undecided') continue;
    const { id } = windowOf(Date.parse(at));
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

function windowItem(window: TeamWindow): WindowItem & { readonly window: TeamWindow } {
  const format = new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'long', timeZone: 'UTC' });
  const range = format.formatRange(Date.parse(window.start), Date.parse(window.end) - 1);
  return { label: window.id, description: range, window };
}

function counted(decisions: number): string {
  if (decisions === 0) return vscode.l10n.t('No decision of yours: you would count as a member without decisions');
  return decisions === 1 ? vscode.l10n.t('1 decision of yours') : vscode.l10n.t('{0} decisions of yours', decisions);
}
