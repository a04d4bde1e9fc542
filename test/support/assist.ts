import { reasonTask, titleTask } from '../../src/core/assist/decisionTasks.ts';
import { asOne, type DecisionFacts } from '../../src/core/assist/material.ts';
import { modelWords } from '../../src/core/assist/model.ts';
import { recordFacts, type RecordFacts } from '../../src/core/assist/recordFacts.ts';
import { recordTasks, type RecordDrafts } from '../../src/core/assist/recordTasks.ts';
import type { Clock } from '../../src/core/shared/clock.ts';
import { Emitter } from '../../src/core/shared/event.ts';
import type {
  Assist,
  DraftReply,
  DraftSubject,
  DraftUse,
  RecordReply,
  RecordSubject,
} from '../../src/editor/assist/assistPort.ts';
import type { Ledger } from '../../src/node/ledger/ledger.ts';
import { TestDrafting } from './drafting.ts';

/** The port of the pages, with an endpoint on this machine behind it. */
export class TestAssist implements Pick<
  Assist,
  'on' | 'onDidChange' | 'draft' | 'showOutgoing' | 'draftOf' | 'showOutgoingOf'
> {
  on = true;
  readonly changed = new Emitter<undefined>();
  readonly onDidChange = this.changed.event;
  /** What was shown on demand. */
  readonly shown: string[] = [];
  readonly test: TestDrafting;
  readonly #ledger: Ledger;

  constructor(ledger: Ledger, clock: Clock, url: string) {
    this.#ledger = ledger;
    this.test = new TestDrafting(ledger.home, clock, url);
  }

  async draft(subject: DraftSubject, use: DraftUse, signal: AbortSignal): Promise<DraftReply> {
    const facts = this.#facts(subject);
    const { drafting } = this.test;
    if (use === 'title') {
      const { draft, by, problem } = await drafting.draft(titleTask, facts, subject.ids, signal);
      return { text: draft.title, reasons: [], by, problem: problem && modelWords[problem] };
    }
    const { draft, by, problem } = await drafting.draft(reasonTask, facts, subject.ids, signal);
    return { text: draft.note, reasons: draft.reasons, by, problem: problem && modelWords[problem] };
  }

  async showOutgoing(subject: DraftSubject, use: DraftUse): Promise<void> {
    const task = use === 'title' ? titleTask : reasonTask;
    this.shown.push((await this.test.drafting.outgoing<DecisionFacts>(task, this.#facts(subject))).question.material);
  }

  async draftOf<Use extends keyof RecordDrafts>(
    use: Use,
    subject: RecordSubject,
    signal: AbortSignal,
  ): Promise<RecordReply<RecordDrafts[Use]>> {
    const { draft, by, problem } = await this.test.drafting.draft(recordTasks[use], this.#record(subject), [], signal);
    return { draft, by, problem: problem && modelWords[problem] };
  }

  async showOutgoingOf(use: keyof RecordDrafts, subject: RecordSubject): Promise<void> {
    const outgoing = await this.test.drafting.outgoing(recordTasks[use], this.#record(subject));
    this.shown.push(outgoing.question.material);
  }

  #facts({ ids, stance }: DraftSubject): DecisionFacts {
    const { suggestions } = this.#ledger.read();
    const states = ids.flatMap((id) => suggestions.get(id) ?? []);
    const decision = asOne(states.map((state) => this.#ledger.decision(state)));
    if (!decision) throw new Error('no such decision');
    return { decision, withCode: true, stance };
  }

  #record({ groups, rule }: RecordSubject): RecordFacts {
    const { texts } = this.#ledger;
    const noteOf = ({ reflection }: RecordSubject['groups'][number]): string | null =>
      (reflection && texts.lookUp(reflection.texts)['note']) ?? null;
    return recordFacts(groups, noteOf, rule?.words ?? null);
  }
}
