import type { HostMessage, ViewMessage } from '../../core/reflect/messages.ts';
import type { Disposable } from '../../core/shared/disposable.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import { Asked } from '../assist/asked.ts';
import type { Assist } from '../assist/assistPort.ts';

/** What of the view's messages is about drafts. */
export type DraftMessage = Extract<ViewMessage, { type: 'draft' | 'draft-show' | 'draft-stop' }>;

type Asking = Exclude<DraftMessage, { type: 'draft-stop' }>;

/** What drafts for the review view work on. */
export interface CardDraftParts {
  readonly assist: Pick<Assist, 'draft' | 'showOutgoing'>;
  /** The suggestions of an item; none where it is no longer open. */
  suggestionsOf(item: string): readonly string[];
  send(message: HostMessage): void;
  /** Says that something failed. */
  failed(error: unknown): void;
}

/** Drafts a model makes for the cards of the review view: one at a time for each. */
export class CardDrafts implements Disposable {
  readonly #parts: CardDraftParts;
  readonly #asked = new Asked();

  constructor(parts: CardDraftParts) {
    this.#parts = parts;
  }

  /** Whatever comes of it, the view hears of it; nothing makes this fail. */
  async handle(message: DraftMessage): Promise<void> {
    if (message.type === 'draft-stop') {
      this.#asked.stop(message.item);
      return;
    }
    try {
      if (message.type === 'draft') await this.#draft(message);
      else await this.#parts.assist.showOutgoing(this.#subject(message), 'reason');
    } catch (error) {
      if (!PairfolioError.is(error, 'cancelled')) this.#parts.failed(error);
    }
  }

  dispose(): void {
    this.#asked.dispose();
  }

  async #draft(message: Asking): Promise<void> {
    const { item } = message;
    await this.#asked.ask(
      item,
      (signal) => this.#parts.assist.draft(this.#subject(message), 'reason', signal),
      (reply) => {
        const draft = reply && { ...reply, reasons: [...reply.reasons] };
        this.#parts.send({ type: 'draft', item, draft });
      },
    );
  }

  #subject({ item, stance }: Asking): Parameters<Assist['draft']>[0] {
    return { ids: this.#parts.suggestionsOf(item), stance };
  }
}
