import type * as vscode from 'vscode';
import type { KeyRequest } from '../../keys.ts';
import type { Assistant, Oracle } from '../oracle.ts';
import type { RowName } from '../rows.ts';
import type { Kind } from '../step.ts';

/** The same action made hundreds of times, to see how often it is mistaken for another one. */
export interface LongRun {
  readonly row: RowName;
  readonly name: string;
  readonly in?: Kind;
  /** What the document of each batch holds before; `|` is the cursor. */
  readonly text: string;
  /** How many actions a batch makes, and how many batches there are, each in a document of its own. */
  readonly actions: number;
  readonly batches: number;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** What the assistant offers; without it, some text at the cursor in every other batch. */
  readonly offer?: (editor: vscode.TextEditor) => Assistant;
  readonly run: (batch: Batch) => Promise<unknown>;
  readonly done: (text: string) => boolean;
}

/** One batch of a long run. */
export interface Batch {
  readonly editor: vscode.TextEditor;
  readonly oracle: Oracle;
  /** Further files of this batch begin with it. */
  readonly stem: string;
  readonly number: number;
}

/** A key or several, n times. */
export const pressed = (n: number, ...keys: string[]): KeyRequest => ({ press: repeated(n, keys) });

/** Several requests, n times. */
export const repeated = <T>(n: number, some: readonly T[]): T[] => Array.from({ length: n }, () => some).flat();

export const lines = (n: number, text = 'call(item);'): string => `${text}\n`.repeat(n);
