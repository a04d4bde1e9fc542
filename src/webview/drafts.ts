import * as v from 'valibot';
import type { ReviewItem } from '../core/reflect/messages.ts';
import { stances, tipOffs } from '../core/shared/words.ts';
import type { VsCodeApi } from './vscodeApi.ts';

const reasons = v.array(v.string());

const draftSchema = v.object({
  stance: v.picklist(stances),
  /** Kept for each verdict, so that looking at another one loses nothing. */
  reasons: v.object({ trusted: reasons, adapted: reasons, overrode: reasons }),
  note: v.string(),
  tippedOff: v.nullable(v.picklist(tipOffs)),
});

/** An answer not yet saved. */
export type Draft = v.InferOutput<typeof draftSchema>;

const storedSchema = v.object({
  v: v.literal(1),
  current: v.nullable(v.string()),
  drafts: v.record(v.string(), draftSchema),
});

/** Unsaved answers and the place in the list. They survive that the view is hidden or the window reloaded. */
export class Drafts {
  readonly #api: VsCodeApi;
  readonly #stored: v.InferOutput<typeof storedSchema>;

  constructor(api: VsCodeApi) {
    this.#api = api;
    const stored = v.safeParse(storedSchema, api.getState());
    this.#stored = stored.success ? stored.output : { v: 1, current: null, drafts: {} };
  }

  /** Id of the item last looked at. */
  get current(): string | null {
    return this.#stored.current;
  }

  set current(id: string | null) {
    if (id === this.#stored.current) return;
    this.#stored.current = id;
    this.#save();
  }

  /** The draft of an item; where there is none, what was observed or answered before. */
  of(item: ReviewItem): Draft {
    const known = this.#stored.drafts[item.id];
    if (known) return known;
    const said = item.reflection;
    const draft: Draft = {
      stance: said?.stance ?? item.observed,
      reasons: { trusted: [], adapted: [], overrode: [] },
      note: said?.note ?? '',
      tippedOff: said?.tippedOff ?? null,
    };
    if (said) draft.reasons[said.stance] = [...said.reasons];
    return draft;
  }

  set(id: string, draft: Draft): void {
    this.#stored.drafts[id] = draft;
    this.#save();
  }

  /** Drops the drafts of items that are no longer open. */
  keepOnly(ids: readonly string[]): void {
    const gone = Object.keys(this.#stored.drafts).filter((id) => !ids.includes(id));
    if (gone.length === 0) return;
    for (const id of gone) Reflect.deleteProperty(this.#stored.drafts, id);
    this.#save();
  }

  #save(): void {
    this.#api.setState(this.#stored);
  }
}
