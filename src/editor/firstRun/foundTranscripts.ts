import * as vscode from 'vscode';
import { PairfolioError } from '../../core/shared/errors.ts';
import type { TranscriptHome, TranscriptSource } from '../../node/transcripts/source.ts';

/** The sessions of one tool that are on this machine. */
export interface FoundTranscripts {
  /** The tool, for people: "Claude Code". */
  readonly title: string;
  /** How many; at least one. */
  readonly sessions: number;
}

/**
 * Counts the sessions of every tool and reads none of them.
 * @param looking called with the title of each tool before it is looked for
 * @throws PairfolioError `cancelled`
 */
export async function findTranscripts(
  sources: readonly Pick<TranscriptSource, 'title' | 'sessions'>[],
  home: TranscriptHome,
  signal: AbortSignal,
  looking: (title: string) => void,
): Promise<FoundTranscripts[]> {
  const found: FoundTranscripts[] = [];
  for (const source of sources) {
    looking(source.title);
    // Listing many sessions holds the extension host up: between two tools others get their turn, and *Cancel* its effect.
    await new Promise((resolve) => setImmediate(resolve));
    if (signal.aborted) throw new PairfolioError('cancelled', 'Stopped.');
    const { length } = source.sessions(home);
    if (length > 0) found.push({ title: source.title, sessions: length });
  }
  return found;
}

/** "Found 12 sessions of Claude Code and 3 sessions of Codex CLI." */
export function foundWords(found: readonly FoundTranscripts[]): string {
  const each = found.map(({ title, sessions }) =>
    sessions === 1
      ? vscode.l10n.t('1 session of {0}', title)
      : vscode.l10n.t('{0} sessions of {1}', sessions.toLocaleString(vscode.env.language), title),
  );
  return vscode.l10n.t('Found {0}.', new Intl.ListFormat(vscode.env.language).format(each));
}
