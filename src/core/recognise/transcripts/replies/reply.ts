import { asArray, asObject, asString, type Json } from '../../../shared/json.ts';
import type { TranscriptLine } from '../transcript.ts';

// What every reader of replies gives, whatever the tool: from the lines of a transcript to what the assistant said in
// text. What its tools were given and gave back, what the user said and what the model thought are no replies.

/** Text of one message of an assistant. */
export interface Reply {
  /** Tool name as the ledger has it: `claude-code`. */
  readonly tool: string;
  readonly model: string | null;
  readonly session: string;
  /** Number of the turn in its session, from 0, as the suggestions of the same session count them. */
  readonly turnIndex: number;
  /** The user's own words it answers. */
  readonly prompt: string | null;
  /** When it was said: ISO 8601; the epoch where the transcript does not say. */
  readonly at: string;
  /** As the model wrote it: Markdown. */
  readonly text: string;
}

/** Reads the replies of one session. The same reader must see all its lines, in the order of time. */
export interface ReplyReader {
  /** @returns the replies this line completes */
  read(line: TranscriptLine): readonly Reply[];
  /** After the last line. @returns what only the whole session tells */
  end(): readonly Reply[];
}

/** The turn a session is in: what is the same for all its replies. */
export class ReplyTurn {
  readonly #tool: string;
  session: string;
  #count = 0;
  #prompt: string | null = null;
  #aside: string | null | undefined;

  constructor(tool: string, session: string) {
    this.#tool = tool;
    this.session = session;
  }

  /** The user said something. */
  begin(prompt: string | null): void {
    this.#count += 1;
    this.#prompt = prompt;
    this.#aside = undefined;
  }

  /** The user said something that counts as a turn only once it leads to an edit. */
  beginAside(prompt: string | null): void {
    this.#aside = prompt;
  }

  /** What the user said aside led to an edit. */
  edited(): void {
    if (this.#aside !== undefined) this.begin(this.#aside);
  }

  /** @returns the reply as a list; none where there is no text */
  reply(text: string | undefined, model: string | null, at: string): Reply[] {
    if (text === undefined || text.trim() === '') return [];
    const aside = this.#aside !== undefined;
    return [
      {
        tool: this.#tool,
        model,
        session: this.session,
        turnIndex: aside ? this.#count : Math.max(0, this.#count - 1),
        prompt: this.#aside === undefined ? this.#prompt : this.#aside,
        at,
        text,
      },
    ];
  }
}

/** The texts of content blocks of these kinds, or the content itself where it is a text. */
export function textOfBlocks(content: Json | undefined, kinds: ReadonlySet<string>): string {
  if (typeof content === 'string') return content;
  return asArray(content)
    .map(asObject)
    .flatMap((block) => (kinds.has(asString(block['type']) ?? '') ? (asString(block['text']) ?? []) : []))
    .join('\n');
}

/** A time in milliseconds as ISO 8601; the epoch where there is none. */
export function isoOf(milliseconds: Json | undefined): string {
  const time = typeof milliseconds === 'number' && Math.abs(milliseconds) < 8.64e15 ? milliseconds : 0;
  return new Date(time).toISOString();
}

/** Where a transcript does not say when. */
export const unknownTime = isoOf(undefined);
