/** One program call of a command line, with what stands between it and the next one. */
export interface SimpleCommand {
  readonly words: readonly string[];
  readonly then: Operator;
}

export type Operator = '&&' | '||' | '|' | ';' | '&' | '';

/** What a command line calls. `grouped`: parts of it stand in brackets. */
export interface ShellLine {
  readonly commands: readonly SimpleCommand[];
  readonly grouped: boolean;
}

/** Longer lines (in UTF-16 units) are scripts pasted into a terminal; they are not read. */
const longestLine = 8000;

/**
 * Splits a command line as POSIX shells do, well enough for PowerShell and cmd: quotes, operators, redirections,
 * comments, here-documents, continued lines. What a substitution would give is unknown and stands as `$`.
 */
export function shellWords(line: string): ShellLine {
  return line.length > longestLine ? { commands: [], grouped: false } : new Reader(line).read();
}

class Reader {
  readonly #line: string;
  readonly #commands: SimpleCommand[] = [];
  #at = 0;
  #words: string[] = [];
  #word: string | undefined;
  #grouped = false;
  /** The next word is where a redirection goes, or the end mark of a here-document. */
  #expects: 'target' | 'mark' | undefined;
  #marks: string[] = [];

  constructor(line: string) {
    this.#line = line;
  }

  read(): ShellLine {
    while (this.#at < this.#line.length) this.#step(this.#line.charAt(this.#at));
    this.#endCommand('');
    return { commands: this.#commands, grouped: this.#grouped };
  }

  #step(char: string): void {
    const rest = this.#line.slice(this.#at);
    if (/^(?:\\|`|\^)\r?\n/.test(rest)) this.#at += rest.indexOf('\n') + 1;
    else if (char === '\n') this.#endLine();
    else if (/\s/.test(char)) this.#skip(1, () => this.#endWord());
    else if (char === '#' && this.#word === undefined) this.#at = endOfLine(this.#line, this.#at);
    else if (char === "'" || char === '"') this.#quoted(char);
    else if (/^(?:\$|<|>)\(/.test(rest)) this.#substitution(1);
    else if (char === '`' && rest.indexOf('`', 1) > 0) this.#skip(rest.indexOf('`', 1) + 1, () => this.#append('$'));
    else if (char === '\\') this.#escaped(rest);
    else if (/^(?:&>|[<>])/.test(rest)) this.#redirection(rest);
    else if (/^[&|;]/.test(rest)) this.#operator(rest);
    else if ((char === '(' && this.#word === undefined) || char === ')') {
      this.#endWord();
      this.#skip(1, () => (this.#grouped = true));
    } else this.#skip(1, () => this.#append(char));
  }

  #skip(count: number, then: () => void): void {
    this.#at += count;
    then();
  }

  #append(text: string): void {
    this.#word = (this.#word ?? '') + text;
  }

  #quoted(quote: string): void {
    this.#append('');
    for (this.#at += 1; this.#at < this.#line.length; this.#at += 1) {
      const char = this.#line.charAt(this.#at);
      if (char === quote) break;
      const next = this.#line.charAt(this.#at + 1);
      if (quote === '"' && char === '\\' && /["\\$`]/.test(next)) this.#at += 1;
      this.#append(this.#line.charAt(this.#at));
    }
    this.#at += 1;
  }

  /** `$(…)`, `<(…)`: the text up to the bracket that belongs to it is another line. */
  #substitution(opening: number): void {
    let depth = 0;
    for (this.#at += opening; this.#at < this.#line.length; this.#at += 1) {
      const char = this.#line.charAt(this.#at);
      depth += char === '(' ? 1 : char === ')' ? -1 : 0;
      if (depth === 0) break;
    }
    this.#skip(1, () => this.#append('$'));
  }

  /** A backslash before a letter is part of a Windows path; nobody escapes letters. */
  #escaped(rest: string): void {
    this.#append(/^\\[\w.]/.test(rest) ? '\\' : '');
    this.#at += 1;
    if (/^\\[^\w.]/.test(rest)) this.#skip(1, () => this.#append(rest.charAt(1)));
  }

  #redirection(rest: string): void {
    // The number before it says which stream.
    if (this.#word !== undefined && /^\d+$/.test(this.#word)) this.#word = undefined;
    this.#endWord();
    const operator = /^(?:&>>?|<<<|<<-?|[<>]+&?\|?)/.exec(rest)?.[0] ?? rest.charAt(0);
    this.#expects = /^<<-?$/.test(operator) ? 'mark' : 'target';
    this.#at += operator.length;
  }

  #operator(rest: string): void {
    const found = /^(?:&&|\|\||\|&|;+|&|\|)/.exec(rest)?.[0] ?? ';';
    this.#at += found.length;
    const operator = found === '|&' ? '|' : found.startsWith(';') ? ';' : found;
    this.#endWord();
    // PowerShell begins a call with it.
    if (operator === '&' && this.#words.length === 0) return;
    this.#endCommand(operator as Operator);
  }

  #endWord(): void {
    const word = this.#word;
    this.#word = undefined;
    if (word === undefined) return;
    if (this.#expects === undefined) this.#words.push(word);
    else if (this.#expects === 'mark') this.#marks.push(word);
    this.#expects = undefined;
  }

  #endCommand(then: Operator): void {
    this.#endWord();
    if (this.#words.length > 0) this.#commands.push({ words: this.#words, then });
    this.#words = [];
  }

  #endLine(): void {
    this.#at += 1;
    this.#endWord();
    // After an operator the command goes on in the next line.
    if (this.#words.length > 0) this.#endCommand(';');
    for (const mark of this.#marks) this.#skipTo(mark);
    this.#marks = [];
  }

  #skipTo(mark: string): void {
    while (this.#at < this.#line.length) {
      const end = endOfLine(this.#line, this.#at);
      const text = this.#line.slice(this.#at, end).trim();
      this.#at = end + 1;
      if (text === mark) return;
    }
  }
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
