import type { BuildOptions, BuiltPortfolio } from '../../node/portfolio/build.ts';
import type { ExportResult, WriteOptions } from '../../node/portfolio/export.ts';
import type { Signing } from '../../node/portfolio/proof/signing.ts';
import type { Clock } from '../../core/shared/clock.ts';
import type { Digest } from '../../core/shared/digest.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import type { Assist } from '../assist/assistPort.ts';

/** Where the editor keeps the choice. */
export const choiceKey = 'pairfolio.portfolioChoice';

/** Keeps the choice, and words begun, while the page is closed and over a restart of the window. */
export interface ChoiceStore {
  get(): unknown;
  set(value: unknown): void;
}

/** What a choice becomes files with. */
export interface Builder {
  build(options: BuildOptions): Promise<BuiltPortfolio>;
  write(built: BuiltPortfolio, options: WriteOptions): Promise<ExportResult>;
  /** Finds the author's own key. @throws PairfolioError `no-key` */
  signing(): Promise<Signing>;
}

/** What the page works on. */
export interface ChooserParts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly digest: Digest;
  readonly store: ChoiceStore;
  /** Help from a model with the words; without it nothing of it is shown. */
  readonly assist?: Pick<Assist, 'on' | 'onDidChange' | 'draft' | 'showOutgoing' | 'draftOf' | 'showOutgoingOf'>;
  /** English words → the words of the display language. */
  readonly translate: (english: string) => string;
}
