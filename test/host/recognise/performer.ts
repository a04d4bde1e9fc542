import * as vscode from 'vscode';
import { until } from '../until.ts';
import type { Answers } from './answers.ts';
import type { Batch, LongRun } from './long/longRun.ts';
import { isAccept, type Oracle } from './oracle.ts';
import { isAcceptRow } from './rows.ts';
import type { Observation } from './score.ts';
import { holds, offering, openFile, withSettings } from './stage.ts';
import type { Step } from './step.ts';

/** An action that was made; what Pairfolio says of it is looked up at the end, when it has judged everything. */
interface Performed extends Omit<Observation, 'found' | 'probably'> {
  /** Beginning of the names of its files. */
  readonly stem: string;
}

/** Makes the scripted actions and keeps what VS Code says of each. */
export class Performer {
  readonly #oracle: Oracle;
  readonly #answers: Answers;
  readonly #performed: Performed[] = [];

  constructor(oracle: Oracle, answers: Answers) {
    this.#oracle = oracle;
    this.#answers = answers;
  }

  /** @throws Error when the step has no effect, or VS Code says that it was something else */
  async step(step: Step): Promise<void> {
    const stem = this.#stem();
    const accepted = step.accepts ?? (isAcceptRow(step.row) ? 1 : 0);
    await this.#inDocument(stem, step, async (editor) => {
      const { document } = editor;
      const { offer = () => [] } = step;
      this.#oracle.assist(typeof offer === 'string' ? offering(editor, offer) : offer);
      const stage = { document, editor, oracle: this.#oracle, file: document.uri.fsPath };
      await step.run({ ...stage, holds: (what) => holds(document, what) });
      const seen = (): boolean => this.#oracle.changesOf(document.uri).length >= (step.changes ?? 1);
      await holds(document, step.done);
      await until('VS Code says what it was', seen);
      await holds(document, step.done);
      this.#agree(document.uri, accepted, 1);
      await this.#recorded(stem, accepted);
    });
    this.#performed.push({ ...step, stem, actions: 1, accepted });
  }

  /** @throws Error as {@link step} */
  async batch(run: LongRun, number: number): Promise<void> {
    const stem = this.#stem();
    const accepted = isAcceptRow(run.row) ? run.actions : 0;
    await this.#inDocument(stem, run, async (editor) => {
      const offer = run.offer?.(editor) ?? (number % 2 === 1 ? someText : () => []);
      this.#oracle.assist(offer);
      const batch: Batch = { editor, oracle: this.#oracle, stem, number };
      await run.run(batch);
      await holds(editor.document, run.done);
      this.#agree(editor.document.uri, accepted, accepted);
      await this.#recorded(stem, accepted);
    });
    const { row, name, actions } = run;
    this.#performed.push({ row, name: `${name}, batch ${String(number + 1)}`, stem, actions, accepted });
  }

  /** What was done and what Pairfolio says of it. */
  observations(): Observation[] {
    const answers = this.#answers.byStem();
    return this.#performed.map(({ stem, ...performed }) => ({
      ...performed,
      found: (answers.get(stem)?.ai ?? []).map(({ surface, suggested }) => ({ surface, suggested })),
      probably: answers.get(stem)?.probably ?? 0,
    }));
  }

  /** Each action has files of its own. */
  #stem(): string {
    this.#count++;
    return `step-${String(this.#count).padStart(3, '0')}`;
  }
  #count = 0;

  async #inDocument(
    stem: string,
    { in: ending, text, settings }: Pick<Step, 'in' | 'text' | 'settings'>,
    work: (editor: vscode.TextEditor) => Promise<void>,
  ): Promise<void> {
    this.#oracle.assist(() => []);
    await withSettings(settings, async () => work(await openFile(stem, ending, text)));
  }

  /** One suggestion may be taken over in several parts. */
  #agree(uri: vscode.Uri, accepted: number, least: number): void {
    const changes = this.#oracle.changesOf(uri);
    const accepts = changes.filter(isAccept).length;
    if (accepted === 0 ? accepts === 0 : accepts >= Math.max(accepted, least)) return;
    const sources = changes.map(({ source, kind = '' }) => `${source} ${kind}`.trim()).join(', ');
    throw new Error(`The script says that ${String(accepted)} suggestions were taken over. VS Code says: ${sources}.`);
  }

  /** Gives Pairfolio time to record what it is to record; a suggestion it misses shows in the numbers. */
  async #recorded(stem: string, accepted: number): Promise<void> {
    const all = (): boolean => (this.#answers.byStem().get(stem)?.ai.length ?? 0) >= accepted;
    await until('everything is recorded', all, 2000).catch(() => undefined);
  }
}

/** Something to offer wherever the cursor is. */
const someText = (
  _document: vscode.TextDocument,
  position: vscode.Position,
): { text: string; range: vscode.Range }[] => [
  { text: 'offered(item, 1);', range: new vscode.Range(position, position) },
];
