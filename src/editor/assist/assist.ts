import path from 'node:path';
import * as vscode from 'vscode';
import { readAddress } from '../../core/assist/address.ts';
import { reasonTask, titleTask } from '../../core/assist/decisionTasks.ts';
import { asOne, type DecisionFacts } from '../../core/assist/material.ts';
import { recordFacts, type RecordFacts } from '../../core/assist/recordFacts.ts';
import { recordTasks, type RecordDrafts } from '../../core/assist/recordTasks.ts';
import type { Task } from '../../core/assist/task.ts';
import { readChoice } from '../../core/portfolio/chooser/choice.ts';
import { openRedactor } from '../../core/portfolio/redact/openRedactor.ts';
import { parseNames } from '../../core/portfolio/redact/namesList.ts';
import type { NameRule } from '../../core/portfolio/redact/names.ts';
import type { Redactor } from '../../core/portfolio/redact/redactor.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import { Drafting, type ChosenModel } from '../../node/assist/drafting.ts';
import { RecordTools } from '../../node/assist/recordTools.ts';
import { SentLog } from '../../node/assist/sentLog.ts';
import { loadLater } from '../later.ts';
import { choiceKey } from '../portfolio/chooserParts.ts';
import { readSetting } from '../settings.ts';
import { AssistDocuments } from './assistDocuments.ts';
import type { DraftReply, DraftSubject, DraftUse, RecordReply, RecordSubject } from './assistPort.ts';
import { chooseModel } from './chooseModel.ts';
import { Consent } from './consent.ts';
import type { AssistParts } from './createAssist.ts';
import { editorModel } from './editorModel.ts';
import { failureWords } from './failureWords.ts';
import { keyOf, setKey } from './modelKey.ts';
import { mayShare } from './mayShare.ts';

type DecisionTask = Task<
  DecisionFacts,
  { readonly title?: string; readonly note?: string; readonly reasons?: readonly string[] }
>;

const tasks: Readonly<Record<DraftUse, DecisionTask>> = { title: titleTask, reason: reasonTask };

/** Help from a model, behind the pages that offer it. */
export class AssistService implements Disposable {
  readonly #parts: AssistParts;
  readonly #store = new DisposableStore();
  readonly #documents: AssistDocuments;
  readonly #drafting: Drafting;
  /** The record of the folders that are open, for other assistants. */
  readonly tools: RecordTools;

  constructor(parts: AssistParts) {
    this.#parts = parts;
    const { context, ledger, clock } = parts;
    const log = new SentLog(ledger.home);
    this.#documents = this.#store.add(new AssistDocuments(log));
    const consent = new Consent(context.globalState, this.#documents);
    this.#drafting = new Drafting({
      model: () => this.#model(),
      consent: (outgoing) => consent.ask(outgoing),
      redactor: () => this.#redactor(),
      log,
      clock,
    });
    this.tools = new RecordTools(ledger, clock, () => this.#redactor(), {
      folders: () => (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath),
      mayShare,
    });
  }

  async draft(subject: DraftSubject, use: DraftUse, signal: AbortSignal): Promise<DraftReply> {
    this.#requireOn();
    const { draft, by, problem } = await this.#drafting.draft(tasks[use], this.#factsOf(subject), subject.ids, signal);
    return {
      text: draft.title ?? draft.note ?? '',
      reasons: draft.reasons ?? [],
      by,
      problem: problem && failureWords(problem),
    };
  }

  async showOutgoing(subject: DraftSubject, use: DraftUse): Promise<void> {
    this.#requireOn();
    await this.#documents.showOutgoing(await this.#drafting.outgoing(tasks[use], this.#factsOf(subject)));
  }

  async draftOf<Use extends keyof RecordDrafts>(
    use: Use,
    subject: RecordSubject,
    signal: AbortSignal,
  ): Promise<RecordReply<RecordDrafts[Use]>> {
    this.#requireOn();
    const { facts, about } = this.#recordOf(subject);
    const { draft, by, problem } = await this.#drafting.draft(recordTasks[use], facts, about, signal);
    return { draft, by, problem: problem && failureWords(problem) };
  }

  async showOutgoingOf(use: keyof RecordDrafts, subject: RecordSubject): Promise<void> {
    this.#requireOn();
    await this.#documents.showOutgoing(await this.#drafting.outgoing(recordTasks[use], this.#recordOf(subject).facts));
  }

  chooseModel(choice: unknown): Promise<string | undefined> {
    return chooseModel(this.#parts.context.secrets, choice);
  }

  async setKey(): Promise<void> {
    await setKey(this.#parts.context.secrets, readAddress(readSetting(vscode.workspace, 'assist.endpoint')));
  }

  showSent(): Promise<void> {
    return this.#documents.showSent();
  }

  dispose(): void {
    this.#store.dispose();
  }

  /** A setting may have changed while the page still shows the button. */
  #requireOn(): void {
    if (!vscode.workspace.isTrusted || readSetting(vscode.workspace, 'assist.provider') === 'off')
      throw new PairfolioError('cancelled', 'Help from a model is off.');
  }

  async #model(): Promise<ChosenModel> {
    const name = readSetting(vscode.workspace, 'assist.model');
    if (readSetting(vscode.workspace, 'assist.provider') === 'editor') return editorModel(name);
    const address = readAddress(readSetting(vscode.workspace, 'assist.endpoint'));
    const key = await keyOf(this.#parts.context.secrets, address);
    const { endpointModel } = await import('../../node/assist/endpoint.ts');
    const { host, open } = address;
    return { provider: 'endpoint', name, host, open, model: endpointModel({ address, model: name, key }) };
  }

  /** With the names the author replaces in a portfolio: they go to no model either. */
  async #redactor(): Promise<Redactor> {
    const { scanForSecrets } = await loadLater();
    const { redactor } = await openRedactor(this.#names(), scanForSecrets);
    return redactor;
  }

  /** @throws PairfolioError `usage` where the list cannot be read: a name might get out */
  #names(): readonly NameRule[] {
    const stored = this.#parts.context.globalState.get(choiceKey);
    const choice = typeof stored === 'object' && stored !== null && 'choice' in stored ? stored.choice : undefined;
    return parseNames(readChoice(choice).names);
  }

  /** What is told of many decisions, and the suggestions whose notes are told with it: they are forgotten together. */
  #recordOf({ groups, rule }: RecordSubject): { readonly facts: RecordFacts; readonly about: readonly string[] } {
    const { texts } = this.#parts.ledger;
    const about: string[] = [];
    const noteOf = ({ reflection, parts }: RecordSubject['groups'][number]): string | null => {
      const note = reflection && texts.lookUp(reflection.texts)['note'];
      if (!note || !parts.every(({ body }) => mayShare(texts.lookUp(body.texts)))) return null;
      about.push(...parts.map(({ id }) => id));
      return note;
    };
    const words = rule?.words ?? null;
    const facts = recordFacts(groups, noteOf, words !== null && mayShare(placeOf(rule?.project)) ? words : null);
    return { facts, about };
  }

  #factsOf({ ids, stance }: DraftSubject): DecisionFacts {
    const { ledger } = this.#parts;
    const { suggestions } = ledger.read();
    const states = ids.flatMap((id) => suggestions.get(id) ?? []).filter(({ forgotten }) => !forgotten);
    const decision = asOne(states.map((state) => ledger.decision(state)));
    if (!decision) throw new PairfolioError('not-found', vscode.l10n.t('This decision is no longer in your record.'));
    const withCode = states.every(({ body }) => mayShare(ledger.texts.lookUp(body.texts)));
    return { decision, withCode, stance };
  }
}

/** Where a rule was begun, as {@link mayShare} asks for it: its project is a whole path, or the name of a workspace. */
function placeOf(project: string | null | undefined): Readonly<Record<string, string>> {
  if (project === null || project === undefined) return {};
  return path.isAbsolute(project) ? { repository: project } : { workspace: project };
}
