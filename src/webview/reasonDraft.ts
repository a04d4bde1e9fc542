import type { HostMessage, ReviewState } from '../core/reflect/messages.ts';
import type { ReviewStrings } from '../core/reflect/strings.ts';
import { element } from './dom.ts';
import { DraftBox } from './draftBox.ts';
import type { Draft } from './drafts.ts';

/** A draft of why a decision fell as it did. */
type ReasonReply = NonNullable<Extract<HostMessage, { type: 'draft' }>['draft']>;

/** What the draft of a reason asks for. */
export interface ReasonDraftActions {
  ask(): void;
  show(): void;
  stop(): void;
  /** The developer takes the draft over: what changes in the answer. */
  use(change: Pick<Draft, 'note' | 'reasons' | 'drafted'>): void;
}

/** Where a model may draft the line and the reasons of a card, and the mark that one did. */
export class ReasonDraft {
  readonly root: HTMLElement;
  readonly #box: DraftBox;
  readonly #mark: HTMLElement;
  readonly #actions: ReasonDraftActions;
  readonly #chips: ReviewState['chips']['reasons'];
  #asked = false;
  /** Ids of chips that the draft in sight suggests. */
  #suggested: readonly string[] = [];
  #draft: Draft;

  constructor(
    draft: Draft,
    { strings, chips, key }: { strings: ReviewStrings; chips: ReviewState['chips']['reasons']; key: string },
    actions: ReasonDraftActions,
  ) {
    this.#draft = draft;
    this.#chips = chips;
    this.#actions = actions;
    this.#mark = element('p', { class: 'aside assisted' }, strings.assisted);
    this.#box = new DraftBox(
      strings.draftReason,
      strings,
      {
        ask: () => {
          this.#asked = true;
          actions.ask();
        },
        stop: () => actions.stop(),
        show: () => actions.show(),
        use: ({ text, by }) => this.#use(text, by !== null),
      },
      key,
    );
    this.root = element('div', {}, this.#mark, this.#box.root);
    this.follow(draft);
  }

  set available(on: boolean) {
    this.#box.available = on;
  }

  /** Presses the button that has the key. */
  press(): void {
    this.#box.press();
  }

  /** The answer changed: a draft for another verdict is of no use. */
  follow(draft: Draft): void {
    if (draft.stance !== this.#draft.stance) {
      this.leave();
      this.#box.clear();
    }
    this.#draft = draft;
    const { drafted, reasons, stance } = draft;
    this.#mark.hidden = !drafted.note && !reasons[stance].some((id) => drafted.reasons.includes(id));
  }

  /** Nobody waits for a draft any more. */
  leave(): void {
    if (this.#asked) this.#actions.stop();
    this.#asked = false;
  }

  /** What came of asking; null where nothing did. What nobody waits for any more is left out. */
  take(reply: ReasonReply | null): void {
    if (!this.#asked) return;
    this.#asked = false;
    if (!reply) {
      this.#box.take(null);
      return;
    }
    const { text, by, problem } = reply;
    const suggested = this.#chips[this.#draft.stance].chips.filter(({ id }) => reply.reasons.includes(id));
    this.#suggested = suggested.map(({ id }) => id);
    this.#box.take({ text, by, problem, reasons: suggested.map(({ label }) => label) });
  }

  #use(note: string, byModel: boolean): void {
    const { stance, reasons, drafted } = this.#draft;
    const all = [...reasons[stance], ...this.#suggested];
    // In the order of the chips, as everywhere.
    const chosen = this.#chips[stance].chips.map(({ id }) => id).filter((id) => all.includes(id));
    const fresh = byModel ? this.#suggested.filter((id) => !reasons[stance].includes(id)) : [];
    this.#actions.use({
      note,
      reasons: { ...reasons, [stance]: chosen },
      // What the developer had chosen before a model said it is theirs.
      drafted: { note: byModel, reasons: [...new Set([...drafted.reasons, ...fresh])] },
    });
  }
}
