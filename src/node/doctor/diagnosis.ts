import fs from 'node:fs';
import path from 'node:path';
import { PairfolioError } from '../../core/shared/errors.ts';
import { runGit } from '../git/runGit.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { inspectSource, type ToolCoverage } from '../transcripts/coverage.ts';
import type { TranscriptHome } from '../transcripts/source.ts';
import { transcriptSources } from '../transcripts/sources.ts';

/** What is seen on this machine and what is not; `pairfolio doctor --json` prints it. */
export interface Diagnosis {
  readonly schema: 'pairfolio.doctor/1';
  readonly ledger: {
    readonly folder: string;
    readonly exists: boolean;
    readonly writable: boolean;
    readonly decisions: number;
    readonly damagedLines: number;
    readonly newerLines: number;
    /** Suggestions in the ledger by tool. */
    readonly byTool: Readonly<Record<string, number>>;
  };
  /** Version of git, null where it was not found. */
  readonly git: string | null;
  readonly tools: readonly ToolCoverage[];
}

/**
 * Looks at the ledger, git, and the transcripts of every tool.
 * @throws PairfolioError `ledger-unreadable`, `cancelled`
 */
export async function diagnose(ledger: Ledger, home: TranscriptHome, signal: AbortSignal): Promise<Diagnosis> {
  const tools: ToolCoverage[] = [];
  for (const source of transcriptSources) tools.push(await inspectSource(source, home, signal));
  return { schema: 'pairfolio.doctor/1', ledger: inspectLedger(ledger), git: await gitVersion(), tools };
}

function inspectLedger(ledger: Ledger): Diagnosis['ledger'] {
  const folder = ledger.home;
  const byTool: Record<string, number> = {};
  const states = ledger.states();
  for (const { body } of states) byTool[body.tool.name] = (byTool[body.tool.name] ?? 0) + body.suggestions;
  const { damaged, newer } = ledger.unread;
  return {
    folder,
    exists: fs.existsSync(folder),
    writable: isWritable(folder),
    decisions: states.length,
    damagedLines: damaged,
    newerLines: newer,
    byTool,
  };
}

/** Whether the folder, or the nearest one above it that exists, lets us write. */
function isWritable(folder: string): boolean {
  for (let at = folder; ; at = path.dirname(at)) {
    if (!fs.existsSync(at) && path.dirname(at) !== at) continue;
    try {
      fs.accessSync(at, fs.constants.W_OK);
      return fs.statSync(at).isDirectory();
    } catch {
      return false;
    }
  }
}

async function gitVersion(): Promise<string | null> {
  try {
    const answer = await runGit(path.sep, ['--version']);
    return answer === 'too-long' ? null : (/\d+(?:\.\d+)+/.exec(answer.stdout.toString('utf8'))?.[0] ?? null);
  } catch (error) {
    if (PairfolioError.is(error, 'git-failed')) return null;
    throw error;
  }
}

/** The diagnosis in words, a line each. @param home the folder transcripts were looked for in */
export function* describeDiagnosis({ ledger, git, tools }: Diagnosis, home: string): Iterable<string> {
  const state = ledger.exists ? counted(ledger.decisions, 'decision') : 'not there yet';
  yield `Ledger: ${ledger.folder} (${state}${ledger.writable ? '' : '; it cannot be written'})`;
  if (ledger.damagedLines > 0)
    yield `  ${counted(ledger.damagedLines, 'line')} cannot be read; \`pairfolio check\` says where`;
  if (ledger.newerLines > 0) yield `  ${counted(ledger.newerLines, 'line')} of a newer Pairfolio are left out`;
  yield `git: ${git ?? 'not found, so what became of an edit cannot be read'}`;
  yield `Transcripts under ${home}:`;
  for (const tool of tools) yield* describeTool(tool, ledger.byTool[tool.name] ?? 0);
  yield 'A shell command by which an agent writes a file is seen only where the tool records it; see docs/agents.md.';
}

function* describeTool(tool: ToolCoverage, inLedger: number): Iterable<string> {
  if (tool.sessions === 0) {
    yield `  ${tool.title}: nothing found`;
    return;
  }
  const newest = tool.newest === null ? 'no edit' : `newest edit ${tool.newest.slice(0, 10)}`;
  yield `  ${tool.title}: ${counted(tool.sessions, 'session')}, ${counted(tool.edits, 'edit')}, ${newest}; ${String(inLedger)} in the ledger`;
  const lines = Object.entries(tool.unreadLines).filter(([, count]) => count > 0);
  for (const [why, count] of lines) yield `    ${counted(count, 'line')} not read: ${why}`;
  for (const [why, count] of Object.entries(tool.unreadSessions))
    yield `    ${counted(count, 'session')} not read: ${why}`;
  if (inLedger === 0 && tool.edits > 0)
    yield `    \`pairfolio import --source ${tool.name}\` brings them into the ledger`;
}

function counted(count: number, what: string): string {
  return `${String(count)} ${what}${count === 1 ? '' : 's'}`;
}
