import type { Order } from './order.ts';
import type { Body, LedgerRecord } from './records.ts';

/** Nothing, once for all that say nothing. */
export const nothing = Object.freeze({});

/** Keeps what many suggestions have in common once. A long ledger is mostly the same few words, again and again. */
export class SharedValues {
  readonly #texts = new Map<string, string>();
  readonly #tools = new Map<string, Body<'suggestion'>['tool']>();
  readonly #evidence = new Map<string, Body<'suggestion'>['evidence']>();
  #group = '';
  #last: { readonly of: LedgerRecord; readonly order: Order } | undefined;

  /** One object for all that a record states. */
  orderOf(record: LedgerRecord): Order {
    if (this.#last?.of !== record) {
      const { type, segment, seq } = record;
      // What is stated together carries one time.
      const at = record.at === this.#last?.order.at ? this.#last.order.at : record.at;
      this.#last = { of: record, order: { type, at, segment: one(this.#texts, segment, segment), seq } };
    }
    return this.#last.order;
  }

  /** Puts equal values in the place of a body's own. */
  shorten(body: Body<'suggestion'>): void {
    body.tool = one(this.#tools, JSON.stringify(body.tool), body.tool);
    body.evidence = one(this.#evidence, JSON.stringify(body.evidence), body.evidence);
    if (body.language !== null) body.language = one(this.#texts, body.language, body.language);
    if (body.turn) body.turn.session = one(this.#texts, body.turn.session, body.turn.session);
    // Those that belong together mostly stand together.
    if (body.group === body.id) body.group = body.id;
    else if (body.group === this.#group) body.group = this.#group;
    else this.#group = body.group;
  }

  /** The same for a measurement of a suggestion. @param id the suggestion’s, as its own record spells it */
  lessOf(body: Body<'survival'>, id: string): Body<'survival'> {
    body.suggestion = id;
    if (isEmpty(body.texts)) body.texts = nothing;
    return body;
  }
}

/** So many different values are kept for sharing; a ledger with more of them gains nothing by it. */
const mostShared = 10_000;

/** The first value that came with this key. */
function one<T>(known: Map<string, T>, key: string, value: T): T {
  const first = known.get(key);
  if (first !== undefined) return first;
  if (known.size < mostShared) known.set(key, value);
  return value;
}

function isEmpty(value: object): boolean {
  for (const _ in value) return false;
  return true;
}
