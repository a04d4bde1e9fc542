import type * as vscode from 'vscode';
import type { RowName } from './rows.ts';
import type { Assistant, Oracle } from './oracle.ts';

/** What a document is. */
export type Kind = 'ts' | 'py' | 'md' | 'json' | 'html' | 'ipynb' | 'untitled';

/** One scripted piece of work, in a file of its own. */
export interface Step {
  readonly name: string;
  readonly row: RowName;
  /** Ending of the file; `ipynb` is the only cell of a notebook, `untitled` a document without a file. Without it, `ts`. */
  readonly in?: Kind;
  /** What the document holds before; each `|` is a cursor, `[`…`]` around text selects it when `selects` is set. */
  readonly text: string;
  /** What the assistant offers at the first cursor; nothing without it. */
  readonly offer?: string | Assistant;
  /** Settings for this step, each by its full name. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly run: (stage: Stage) => Promise<unknown>;
  /** Whether the document shows that the step had its effect. */
  readonly done: (text: string) => boolean;
  /** How many changes it makes, for a step after which the document holds what it held before; one without it. */
  readonly changes?: number;
  /** How many suggestions were accepted; without it, one in the rows of suggestions and none in the others. */
  readonly accepts?: number;
  /** The text of each accepted suggestion, in the order they were accepted, where the step says exactly which it is. */
  readonly suggested?: readonly string[];
}

/** What a step acts on. */
export interface Stage {
  readonly document: vscode.TextDocument;
  readonly editor: vscode.TextEditor;
  /** Path of the file. */
  readonly file: string;
  readonly oracle: Oracle;
  /** Waits until the document holds this. */
  readonly holds: (what: string | ((text: string) => boolean)) => Promise<void>;
}
