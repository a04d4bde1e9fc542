import type { HostMessage, PageMessage } from '../../core/practice/messages.ts';
import { DraftBox, type ShownDraft } from '../draftBox.ts';
import type { PageStrings } from './look.ts';

/** What of a week a model may draft. */
type Part = 'summary' | 'rule';
type Reply = Extract<HostMessage, { type: 'week-draft' }>['draft'];

/**
 * Where a model may draft the summary of the week, and a rule to try. Both come with one answer, whichever was asked
 * for; each is taken over by itself. They outlive that the page is drawn anew.
 */
export class WeekDrafts {
  readonly summary: DraftBox;
  readonly rule: DraftBox;
  #asked: Part | undefined;

  /** @param use the developer takes one over */
  constructor(
    strings: PageStrings,
    send: (message: PageMessage & { readonly type: `week-draft${string}` }) => void,
    use: (part: Part, draft: ShownDraft) => void,
  ) {
    const box = (part: Part, label: string): DraftBox =>
      new DraftBox(label, strings, {
        ask: () => {
          this.#asked = part;
          send({ type: 'week-draft' });
        },
        stop: () => send({ type: 'week-draft-stop' }),
        show: () => send({ type: 'week-draft-show' }),
        use: (draft) => use(part, draft),
      });
    this.summary = box('summary', strings.draftWeek);
    this.rule = box('rule', strings.draftRule);
  }

  set available(on: boolean) {
    this.summary.available = on;
    this.rule.available = on;
  }

  take(reply: Reply): void {
    const asked = this.#asked;
    this.#asked = undefined;
    if (!reply) {
      if (asked) this[asked].take(null);
      return;
    }
    const { summary, rule, by, problem } = reply;
    this.summary.take({ text: summary, by, problem });
    this.rule.take({ text: rule, by, problem });
  }
}
