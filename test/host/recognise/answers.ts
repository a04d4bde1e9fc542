import type { Decision } from '../../../src/core/ledger/decision.ts';
import { systemClock } from '../../../src/node/clock.ts';
import { nodeDigest } from '../../../src/node/digest.ts';
import { Ledger } from '../../../src/node/ledger/ledger.ts';

/** What Pairfolio says of the files of one action. */
export interface Answer {
  /** Recorded as an AI's, in the order it happened. */
  readonly ai: Decision[];
  /** How many more were recorded as perhaps an AI's, which never count. */
  probably: number;
}

/** What Pairfolio says: the decisions in its ledger. */
export class Answers {
  readonly #ledger = new Ledger(
    process.env['PAIRFOLIO_HOME'] ?? '',
    { app: 'test', host: 'cli' },
    systemClock,
    nodeDigest,
  );

  /** By the beginning that the names of an action's files share: `step-` and a number. */
  byStem(): Map<string, Answer> {
    const answers = new Map<string, Answer>();
    for (const decision of this.#ledger.states({ all: true }).map((state) => this.#ledger.decision(state))) {
      const stem = /step-\d+/.exec(decision.file ?? '')?.[0] ?? '';
      const answer = answers.get(stem) ?? { ai: [], probably: 0 };
      if (decision.confidence >= 0.5) answer.ai.push(decision);
      else answer.probably++;
      answers.set(stem, answer);
    }
    return answers;
  }

  dispose(): void {
    this.#ledger.dispose();
  }
}
