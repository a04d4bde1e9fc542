import path from 'node:path';
import { readAgentTrace } from '../../core/recognise/transcripts/agentTrace.ts';
import type { Attribution } from '../../core/recognise/transcripts/attribution.ts';
import { readGitAiNote } from '../../core/recognise/transcripts/gitAiNote.ts';
import { asObject, parseJson } from '../../core/shared/json.ts';
import type { Evidence } from '../../core/shared/words.ts';
import type { Repository } from '../git/git.ts';
import { readLines } from '../transcripts/readLines.ts';

/** Where git-ai keeps its notes. */
const notesRef = 'ai';

/** What stood in a suggestion's place at a commit. */
export interface Stood {
  readonly commit: string;
  /** As git has it. */
  readonly file: string;
  /** The whole file, line breaks as `\n`. */
  readonly text: string;
  readonly kept: readonly string[];
}

/**
 * Other records of a repository that name lines as an AI's: git-ai notes and Agent Trace. They hold neither what stood
 * before nor what was thrown away, so they are no suggestions; they are asked whether they name the same lines.
 */
export class Witnesses {
  readonly #notes = new Map<string, Promise<readonly Attribution[]>>();
  readonly #traces = new Map<string, readonly Attribution[]>();

  /** @returns one evidence for each kind of record that agrees */
  async evidence(repository: Repository, stood: Stood): Promise<Evidence[]> {
    const key = `${repository.root} ${stood.commit}`;
    const notes = this.#notes.get(key) ?? this.#readNote(repository, stood.commit);
    this.#notes.set(key, notes);
    const traces = this.#traces.get(repository.root) ?? readTraces(repository);
    this.#traces.set(repository.root, traces);
    const agreeing: Evidence[] = [];
    if (names(await notes, stood)) agreeing.push({ kind: 'transcript', confidence: 0.9, source: 'git-ai note' });
    if (names(traces, stood)) agreeing.push({ kind: 'transcript', confidence: 0.9, source: 'Agent Trace record' });
    return agreeing;
  }

  async #readNote(repository: Repository, commit: string): Promise<readonly Attribution[]> {
    const note = await repository.note(notesRef, commit);
    return note === null ? [] : readGitAiNote(note, commit);
  }
}

function readTraces({ root }: Repository): readonly Attribution[] {
  const attributions: Attribution[] = [];
  try {
    for (const line of readLines(path.join(root, '.agent-trace', 'traces.jsonl'))) {
      const record = typeof line === 'string' ? parseJson(line) : undefined;
      if (record !== undefined) attributions.push(...readAgentTrace(asObject(record)));
    }
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
  }
  return attributions;
}

/** Whether a record names a line that what was kept stands on. */
function names(attributions: readonly Attribution[], { commit, file, text, kept }: Stood): boolean {
  const here = attributions.filter((one) => one.file === file && (one.revision === null || one.revision === commit));
  if (here.length === 0) return false;
  return kept.some((part) => {
    const at = part === '' ? -1 : text.indexOf(part);
    if (at < 0) return false;
    const first = text.slice(0, at).split('\n').length;
    const last = first + part.split('\n').length - 1;
    return here.some(({ lines }) => lines.some((range) => range.first <= last && range.last >= first));
  });
}
