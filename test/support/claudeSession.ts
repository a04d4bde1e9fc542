import fs from 'node:fs';
import path from 'node:path';

type Fields = Readonly<Record<string, unknown>>;

/** How a session of Claude Code looks; everything can be left out. */
export interface SessionOptions {
  readonly session?: string;
  readonly cwd?: string;
  readonly mode?: string;
  readonly entrypoint?: string;
  /** Time of the first record; each further one is a second later. */
  readonly start?: string;
}

/**
 * Writes transcripts as Claude Code 2.1 does (see test/fixtures/claude-code): records of the same shape, one a line.
 * Given a folder that exists, it makes its edits there as the tool would.
 */
export class ClaudeSession {
  readonly lines: string[] = [];
  readonly #options: Required<SessionOptions>;
  #time: number;
  #count = 0;

  constructor(options: SessionOptions = {}) {
    this.#options = {
      session: 'session-1',
      cwd: '/gone/shop',
      mode: 'default',
      entrypoint: 'cli',
      start: '2026-09-01T10:00:00.000Z',
      ...options,
    };
    this.#time = Date.parse(this.#options.start);
  }

  get text(): string {
    return `${this.lines.join('\n')}\n`;
  }

  /** Puts the transcript where the tool keeps it below a home folder. */
  save(home: string, name = `${this.#options.session}.jsonl`): this {
    const file = path.join(home, '.claude', 'projects', this.#options.cwd.replace(/[^A-Za-z0-9]/g, '-'), name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, this.text);
    return this;
  }

  prompt(content: unknown, fields: Fields = {}): this {
    return this.record({
      type: 'user',
      message: { role: 'user', content },
      permissionMode: this.#options.mode,
      ...fields,
    });
  }

  /** Replaces text in a file. `original` is needed where the file is not on the disk. */
  edit(file: string, old: string, changed: string, extra: EditExtra = {}): this {
    const { original = this.#read(file), all = false, modifiedTo } = extra;
    const made = modifiedTo ?? changed;
    const after = all ? original?.replaceAll(old, () => made) : original?.replace(old, () => made);
    if (after !== undefined) this.#put(file, after);
    const filePath = this.#path(file);
    return this.call(
      'Edit',
      { file_path: filePath, old_string: old, new_string: changed, replace_all: all },
      {
        filePath,
        oldString: old,
        newString: made,
        ...(original === undefined ? {} : { originalFile: original }),
        structuredPatch: [],
        userModified: modifiedTo !== undefined,
        replaceAll: all,
      },
      extra.fields,
    );
  }

  write(file: string, content: string, extra: EditExtra = {}): this {
    const original = extra.original ?? this.#read(file);
    this.#put(file, content);
    const filePath = this.#path(file);
    const result = {
      type: original === undefined ? 'create' : 'update',
      filePath,
      content,
      structuredPatch: [],
      originalFile: original ?? null,
      userModified: false,
    };
    return this.call('Write', { file_path: filePath, content }, result, extra.fields);
  }

  /** An edit that failed: its text is not in the file. */
  fail(file: string, old: string, changed: string): this {
    const content = '<tool_use_error>String to replace not found in file.</tool_use_error>';
    return this.call(
      'Edit',
      { file_path: this.#path(file), old_string: old, new_string: changed },
      'Error: String to replace not found in file.',
      {
        content,
        is_error: true,
      },
    );
  }

  reject(tool: string, input: Fields): this {
    const content =
      "The user doesn't want to proceed with this tool use. The tool use was rejected (eg. if it was a file edit, the new_string was NOT written to the file).";
    return this.call(tool, input, 'User rejected tool use', { content, is_error: true });
  }

  /** A call of any tool and its result. */
  call(name: string, input: Fields, result: unknown, fields: Fields = {}): this {
    const { content = 'done', is_error, ...others } = fields;
    this.#count += 1;
    const id = `${this.#options.session}-call-${String(this.#count)}`;
    const block = { tool_use_id: id, type: 'tool_result', content, ...(is_error === undefined ? {} : { is_error }) };
    this.record({
      type: 'assistant',
      message: {
        id: `msg-${id}`,
        role: 'assistant',
        model: 'claude-opus-4-8',
        content: [{ type: 'tool_use', id, name, input }],
      },
      ...others,
    });
    return this.record({ type: 'user', message: { role: 'user', content: [block] }, toolUseResult: result, ...others });
  }

  record(fields: Fields): this {
    const { session, cwd, entrypoint } = this.#options;
    this.lines.push(
      JSON.stringify({
        isSidechain: false,
        uuid: `${session}-${String(this.lines.length)}`,
        timestamp: new Date(this.#time).toISOString(),
        userType: 'external',
        entrypoint,
        cwd,
        sessionId: session,
        version: '2.1.197',
        ...fields,
      }),
    );
    this.#time += 1000;
    return this;
  }

  #path(file: string): string {
    return path.posix.join(this.#options.cwd, file);
  }

  #read(file: string): string | undefined {
    const full = this.#path(file);
    return fs.existsSync(full) ? fs.readFileSync(full, 'utf8') : undefined;
  }

  #put(file: string, text: string): void {
    if (!fs.existsSync(this.#options.cwd)) return;
    fs.mkdirSync(path.dirname(this.#path(file)), { recursive: true });
    fs.writeFileSync(this.#path(file), text);
  }
}

export interface EditExtra {
  /** The file before the edit. */
  readonly original?: string;
  readonly all?: boolean;
  /** What the user made of the model's text before it was written. */
  readonly modifiedTo?: string;
  readonly fields?: Fields;
}
