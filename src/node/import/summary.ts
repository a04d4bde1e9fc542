import type { Gap } from '../../core/recognise/transcripts/transcript.ts';
import { verdicts, type Verdict } from '../../core/shared/words.ts';

/** What an import found and did. All are counts. */
export interface ImportSummary {
  readonly schema: 'pairfolio.import/1';
  sessions: number;
  /** Sessions by the title of their tool. */
  readonly tools: Record<string, number>;
  bytes: number;
  /** Suggestions read that are neither left out nor forgotten; `edits` is how many of the tools' edits they stand for. */
  suggestions: number;
  edits: number;
  files: number;
  turns: number;
  added: number;
  updated: number;
  unchanged: number;
  readonly verdicts: Record<Verdict, number>;
  /** Verdicts that may still change. */
  open: number;
  readonly leftOut: {
    otherRepository: number;
    tooOld: number;
    /** The settings of their workspace say so. */
    notToBeRecorded: number;
    forgotten: number;
    /** Counted with another session already, which this one repeats. */
    repeated: number;
  };
  /** Suggestions whose file or repository is gone. */
  gone: number;
  /** Suggestions of repositories git could not read. */
  gitFailed: number;
  readonly lines: Record<Gap['why'], number>;
  unreadableFiles: number;
  stopped: boolean;
}

export function emptySummary(): ImportSummary {
  return {
    schema: 'pairfolio.import/1',
    sessions: 0,
    tools: {},
    bytes: 0,
    suggestions: 0,
    edits: 0,
    files: 0,
    turns: 0,
    added: 0,
    updated: 0,
    unchanged: 0,
    verdicts: { trusted: 0, adapted: 0, overrode: 0, undecided: 0 },
    open: 0,
    leftOut: { otherRepository: 0, tooOld: 0, notToBeRecorded: 0, forgotten: 0, repeated: 0 },
    gone: 0,
    gitFailed: 0,
    lines: { 'not JSON': 0, 'cut off': 0, 'too long': 0 },
    unreadableFiles: 0,
    stopped: false,
  };
}

/** The summary in words, one sentence a line. @param looked titles of the tools looked for */
export function describeSummary(summary: ImportSummary, looked: readonly string[], where: string): string[] {
  const said: string[] = [];
  if (summary.sessions === 0 && !summary.stopped)
    return [`No transcripts of ${looked.join(', ')} were found under ${where}.`];
  const { suggestions, added, updated, unchanged, leftOut, lines } = summary;
  said.push(
    `${plural(suggestions, 'suggestion')} in ${plural(summary.files, 'file')} over ${plural(summary.turns, 'turn')}, ` +
      `from ${plural(summary.sessions, 'session')} of ${Object.keys(summary.tools).join(', ')}: ${String(added)} new, ${String(updated)} brought up to date, ${String(unchanged)} known already.`,
  );
  if (suggestions > 0) {
    const counted = verdicts
      .filter((label) => summary.verdicts[label] > 0)
      .map((label) => `${String(summary.verdicts[label])} ${label}`);
    said.push(
      `What became of them: ${counted.join(', ')}${summary.open > 0 ? ` (${String(summary.open)} may still change)` : ''}.`,
    );
  }
  if (summary.gone > 0)
    said.push(`For ${String(summary.gone)} the file or its repository is gone; only what the tool recorded is known.`);
  if (summary.gitFailed > 0) said.push(`For ${String(summary.gitFailed)} git could not read the repository.`);
  const left = [
    counted(leftOut.otherRepository, 'in other repositories'),
    counted(leftOut.tooOld, 'older than --since'),
    counted(leftOut.notToBeRecorded, 'not to be recorded by the settings of their workspace'),
    counted(leftOut.forgotten, 'forgotten before'),
    counted(leftOut.repeated, 'repeated by a resumed session'),
  ].filter((part) => part !== '');
  if (left.length > 0) said.push(`Left out: ${left.join(', ')}.`);
  const unread = [
    counted(lines['cut off'], 'cut off'),
    counted(lines['not JSON'], 'damaged'),
    counted(lines['too long'], 'over 32 MiB'),
  ].filter((part) => part !== '');
  if (unread.length > 0)
    said.push(`Lines that could not be read: ${unread.join(', ')}; what they held is missing here.`);
  if (summary.unreadableFiles > 0) said.push(`${plural(summary.unreadableFiles, 'transcript')} could not be opened.`);
  if (summary.stopped) said.push('Stopped before the end; the next import goes on from here.');
  return said;
}

function counted(count: number, what: string): string {
  return count === 0 ? '' : `${String(count)} ${what}`;
}

function plural(count: number, what: string): string {
  return `${String(count)} ${what}${count === 1 ? '' : 's'}`;
}
