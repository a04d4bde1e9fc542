import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import type { Question } from '../../core/assist/model.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import { parseJson } from '../../core/shared/json.ts';
import { makeFolder } from '../makeFolder.ts';
import { olderSentFile, sentFile } from './eraseSent.ts';

/** Schema name of an entry. */
const sentSchema = 'pairfolio.sent/1';

/** Bytes one of the two files holds before what is older makes room: the whole log stays below about twice as much. */
const mostBytes = 2 * 1024 * 1024;

const entry = v.looseObject({
  schema: v.literal(sentSchema),
  id: v.string(),
  at: v.string(),
  /** Null in the line that says how it ended. */
  outcome: v.nullable(v.string()),
  provider: v.optional(v.string(), ''),
  model: v.optional(v.string(), ''),
  /** Host and port; null for the editor's own models. */
  host: v.optional(v.nullable(v.string()), null),
  task: v.optional(v.string(), ''),
  about: v.optional(v.array(v.string()), []),
  instructions: v.optional(v.string(), ''),
  material: v.optional(v.string(), ''),
});

/** What was sent once, to whom, and what came of it. */
export interface Sent extends Question {
  readonly at: string;
  readonly provider: string;
  readonly model: string;
  readonly host: string | null;
  readonly task: string;
  /** Ids of the suggestions it was about. */
  readonly about: readonly string[];
  /** `answered`, or why there is no answer; null where nothing more is known. */
  readonly outcome: string | null;
}

/**
 * The log of everything that was sent to a model: a file beside the ledger, private to its owner, one JSON object a
 * line. It never leaves the machine, and is erased with the decisions it is about (eraseSent.ts). It does not grow for
 * ever: once the file is full it takes the place of the one before, and what stood there is gone.
 */
export class SentLog {
  readonly #file: string;
  readonly #older: string;
  readonly #most: number;

  /** @param most bytes of one of its two files */
  constructor(home: string, most = mostBytes) {
    this.#file = sentFile(home);
    this.#older = olderSentFile(home);
    this.#most = most;
  }

  /**
   * Notes what is about to be sent. What cannot be noted must not be sent.
   * @returns what to call when it is known how it ended
   * @throws PairfolioError `ledger-unwritable`
   */
  sending(sent: Omit<Sent, 'outcome'>): (outcome: string, at: string) => void {
    const id = randomUUID();
    this.#append({ schema: sentSchema, id, outcome: null, ...sent });
    return (outcome, at) => this.#append({ schema: sentSchema, id, at, outcome });
  }

  /** Everything that is still there, oldest first; what was erased or cannot be read is left out. */
  read(): Sent[] {
    const sent = new Map<string, Sent>();
    for (const line of [this.#older, this.#file].flatMap(linesOf)) {
      const read = v.safeParse(entry, parseJson(line));
      if (!read.success) continue;
      const { id, at, outcome, provider, model, host, task, about, instructions, material } = read.output;
      const known = sent.get(id);
      if (known) sent.set(id, { ...known, outcome });
      else if (outcome === null)
        sent.set(id, { at, provider, model, host, task, about, instructions, material, outcome });
    }
    return [...sent.values()];
  }

  #append(line: object): void {
    try {
      makeFolder(path.dirname(this.#file), 0o700);
      this.#makeRoom();
      fs.appendFileSync(this.#file, `${JSON.stringify(line)}\n`, { mode: 0o600 });
    } catch (error) {
      throw new PairfolioError(
        'ledger-unwritable',
        'What would be sent to a model could not be noted, so nothing was sent.',
        { cause: error },
      );
    }
  }

  /** Another window may be writing: what it has opened keeps its place in the older file, and nothing is copied. */
  #makeRoom(): void {
    const { size = 0 } = fs.statSync(this.#file, { throwIfNoEntry: false }) ?? {};
    if (size >= this.#most) fs.renameSync(this.#file, this.#older);
  }
}

function linesOf(file: string): string[] {
  try {
    return fs.readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}
