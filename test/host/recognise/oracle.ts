import * as vscode from 'vscode';

/** What VS Code itself knows about one change. */
export interface SeenChange {
  /** `cursor`, `inlineCompletionAccept`, `inlineCompletionPartialAccept`, `reloadFromDisk`, …; `unknown` where it does not say. */
  readonly source: string;
  /** `type`, `paste` and so on, where the source is `cursor`. */
  readonly kind?: string;
  readonly nextEdit: boolean;
}

/** One suggestion of the assistant. */
export interface Offer {
  readonly text: string;
  readonly range: vscode.Range;
  /** A change elsewhere or of any shape instead of text that goes in at the cursor. */
  readonly edit?: boolean;
  /** Where the cursor has to be for the suggestion to be seen. */
  readonly shown?: vscode.Range;
}

export type Assistant = (document: vscode.TextDocument, position: vscode.Position) => readonly Offer[];

/** What test/oracle exports. */
export interface Oracle {
  /** The fields of a change event as the oracle gets it. */
  fields(): readonly string[];
  changesOf(uri: vscode.Uri): readonly SeenChange[];
  assist(next: Assistant): void;
  /** Edits a file the way another extension does. */
  edit(uri: vscode.Uri, edits: vscode.TextEdit[]): Promise<void>;
}

export async function activateOracle(): Promise<Oracle> {
  const extension = vscode.extensions.getExtension<Oracle>('pairfolio-test.oracle');
  if (!extension) throw new Error('The oracle is not installed: run this suite with `npm run test:recognise`.');
  return extension.activate();
}

/** Whether VS Code says that this change took over a suggestion. */
export const isAccept = ({ source }: SeenChange): boolean =>
  source === 'inlineCompletionAccept' || source === 'inlineCompletionPartialAccept';
