import { maskSecrets } from '../../ledger/secrets.ts';
import { maskDrawn } from './entropy.ts';
import { shortenPaths } from './homePaths.ts';
import type { NameReplacer } from './names.ts';
import { newMarks } from './places.ts';
import { maskShapes } from './secretShapes.ts';

/** A secret found in a text: from, up to (UTF-16 units), and what it was taken for. */
export interface FoundSecret {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
}

/** Looks for secrets by rules from elsewhere. One list of finds for each text, in order of place, none over another. */
export type SecretScanner = (texts: readonly string[]) => Promise<readonly (readonly FoundSecret[])[]>;

/** A text as it may be published. */
export interface Redacted {
  readonly text: string;
  /** Why it is not the text it was made of to the letter; missing where it is. */
  readonly altered?: 'masked' | 'replaced';
  /** Where secrets were masked: line from 1, and kind. */
  readonly marks: readonly { readonly line: number; readonly kind: string }[];
}

/**
 * Makes texts fit to be published: secrets are masked, ways to home folders shortened, listed names replaced. The same
 * text gives the same result everywhere. The search for secrets is a promise, so texts are prepared first, all at once.
 */
export class Redactor {
  readonly #names: NameReplacer;
  readonly #scan: SecretScanner;
  readonly #known = new Map<string, Redacted>();
  readonly #given = new Set<string>();
  #lines: Set<string> | undefined;

  constructor(names: NameReplacer, scan: SecretScanner) {
    this.#names = names;
    this.#scan = scan;
  }

  /** Redacts texts, for {@link redact} to give. */
  async prepare(texts: Iterable<string>): Promise<void> {
    const fresh = [...new Set(texts)].filter((text) => !this.#known.has(text));
    if (fresh.length === 0) return;
    const masked = fresh.map(maskKnown);
    const found = await this.#scan(masked);
    fresh.forEach((text, index) => {
      const safe = maskFound(masked[index] ?? '', found[index] ?? []);
      const published = this.#names.replace(shortenPaths(safe));
      this.#given.add(published);
      this.#lines = undefined;
      this.#known.set(text, {
        text: published,
        marks: newMarks(text, safe),
        ...(safe !== text ? { altered: 'masked' } : published !== text ? { altered: 'replaced' } : {}),
      });
    });
  }

  /** A prepared text as it may be published. */
  redact(text: string): Redacted {
    const known = this.#known.get(text);
    // Publishing what nobody looked at would be the one mistake that cannot be taken back.
    if (!known) throw new Error('A text is to be published that was not prepared.');
    return known;
  }

  /** @returns whether this is a text {@link redact} gives, so that nobody needs to look at it again */
  gave(text: string): boolean {
    return this.#given.has(text);
  }

  /** As {@link gave}, for one line of such a text, perhaps with what a difference puts before it. */
  gaveLine(line: string): boolean {
    this.#lines ??= new Set([...this.#given].flatMap((text) => text.split('\n').map(withoutLead)));
    return this.#lines.has(withoutLead(line));
  }

  /**
   * Why an id cannot be published as it is; `undefined` where it can. Ids look drawn because they are: only secrets of
   * a known shape count.
   */
  idProblem(id: string): string | undefined {
    const masked = maskShapes(maskSecrets(id));
    return newMarks(id, masked)[0]?.kind ?? this.#plainProblem(id);
  }

  /** As {@link idProblem}, for any other prepared text. */
  problem(text: string): string | undefined {
    return this.redact(text).marks[0]?.kind ?? this.#plainProblem(text);
  }

  #plainProblem(text: string): string | undefined {
    return shortenPaths(text) !== text ? 'path' : this.#names.hasName(text) ? 'name' : undefined;
  }
}

/** All own rules, those for what has a name first. */
function maskKnown(text: string): string {
  return maskDrawn(maskShapes(maskSecrets(text)));
}

function withoutLead(line: string): string {
  return line.replace(/^[\s+-]+/, '');
}

function maskFound(text: string, found: readonly FoundSecret[]): string {
  let result = '';
  let done = 0;
  for (const { start, end, kind } of found) {
    // What is masked already, as the password in an address, is found once more with all around it.
    if (start < done || text.slice(start, end).includes('[secret:')) continue;
    result += `${text.slice(done, start)}[secret:${kind}]`;
    done = end;
  }
  return result + text.slice(done);
}
