import path from 'node:path';
import type { Decision } from '../../src/core/ledger/decision.ts';
import type { Body } from '../../src/core/ledger/records.ts';
import type { Verdict } from '../../src/core/shared/words.ts';
import { nodeDigest } from '../../src/node/digest.ts';
import { FollowUps, type FollowUpSummary } from '../../src/node/follow-up/followUps.ts';
import { Ledger } from '../../src/node/ledger/ledger.ts';
import { temporaryFolder } from './folder.ts';
import { GitRepository } from './gitRepository.ts';
import { ManualClock } from './manualClock.ts';
import { suggestionRecord } from './records.ts';

/** What a test says about a decision. */
export interface Made {
  readonly id?: string;
  readonly at?: string;
  readonly file?: string;
  readonly before?: string;
  readonly suggested?: string;
  readonly kept?: string;
  readonly verdict?: Verdict;
  readonly settled?: boolean;
  readonly because?: string;
  readonly answer?: Body<'suggestion'>['answer'];
  readonly surface?: 'inline' | 'agent';
  readonly sha?: string;
  readonly hunks?: readonly { readonly before: string; readonly suggested: string }[];
  readonly language?: string;
  /** Null: not recorded. */
  readonly repository?: string | null;
  readonly metricsOnly?: boolean;
}

const made = '2026-09-01T10:00:00.000Z';

/** A repository and a ledger, three months after the decisions in it. */
export class FollowUpScene {
  readonly repository = new GitRepository();
  readonly clock = new ManualClock('2026-12-01T10:00:00.000Z');
  readonly ledger = new Ledger(
    path.join(temporaryFolder(), 'ledger'),
    { app: 'test', host: 'cli' },
    this.clock,
    nodeDigest,
  );
  #number = 0;

  decide(told: Made): string {
    const id = told.id ?? `decision${String((this.#number += 1))}`;
    const {
      at = made,
      file = 'src/cart.ts',
      before = '',
      suggested = '',
      kept = suggested,
      verdict = 'trusted',
    } = told;
    const full = told.metricsOnly !== true;
    this.ledger.append(
      suggestionRecord(
        {
          id,
          surface: told.surface ?? 'agent',
          answer: told.answer ?? 'accepted',
          language: told.language ?? 'typescript',
        },
        at,
      ),
      {
        file,
        workspace: 'shop',
        repository: told.repository === null ? undefined : (told.repository ?? this.repository.root),
        ...(full && { before, suggested, hunks: told.hunks && JSON.stringify(told.hunks) }),
      },
    );
    const { settled = true, because = 'distance' } = told;
    this.ledger.append(
      { type: 'verdict', at, body: { suggestion: id, label: verdict, settled, because } },
      { kept: full ? kept : undefined },
    );
    if (told.sha !== undefined)
      this.ledger.append({ type: 'commit', at, body: { suggestion: id, distance: 0 } }, { sha: told.sha });
    return id;
  }

  run(options: { readonly signal?: AbortSignal; readonly budgetMs?: number } = {}): Promise<FollowUpSummary> {
    return new FollowUps(this.ledger, this.clock).run({ signal: new AbortController().signal, ...options });
  }

  decision(id: string): Decision {
    const found = this.ledger.decisions().find((one) => one.id === id);
    if (!found) throw new Error(`no decision ${id}`);
    return found;
  }

  because(id: string): string | undefined {
    return this.ledger.read().suggestions.get(id)?.followUp?.because;
  }

  /** Outcome and reason, in short. */
  async outcomeOf(id: string): Promise<readonly [string | null | undefined, string | undefined]> {
    await this.run();
    return [this.decision(id).followUp?.outcome, this.because(id)];
  }
}

export const cart = `export interface Item {
  price: number;
}

export function total(items: Item[]): number {
  let sum = 0;
  for (const item of items) {
    sum += item.price;
  }
  return sum;
}
`;

/** What the tool suggested. */
export const discount = `export function discount(total: number, percent: number): number {
  if (percent < 0 || percent > 100) {
    throw new RangeError('percent');
  }
  const factor = 1 - percent / 100;
  return Math.round(total * factor * 100) / 100;
}`;

/** What a developer wrote instead. */
export const ownDiscount = `/** Never below zero; the caller has checked the code. */
export const lower = (cents: bigint, share: Fraction): bigint => share.complement().of(cents).floor();`;

/** Another helper, for changes elsewhere in the file. */
export const helper = `export function isEmpty(items: Item[]): boolean {
  return items.length === 0;
}
`;
