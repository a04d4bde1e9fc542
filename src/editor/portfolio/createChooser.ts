import type { ExtensionContext } from 'vscode';
import type { Clock } from '../../core/shared/clock.ts';
import type { Digest } from '../../core/shared/digest.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import type { Assist } from '../assist/assistPort.ts';
import type { ErrorBoundary } from '../errorBoundary.ts';
import { pageExported } from '../firstRun/firstRun.ts';
import type { Review } from '../review/createReview.ts';
import { choiceKey } from './chooserParts.ts';
import { ChooserOpener } from './openChooser.ts';

/** Puts the page on which a portfolio is made together. The choice belongs to the ledger, so every window has the same. */
export function createChooser(parts: {
  readonly context: ExtensionContext;
  readonly ledger: Ledger;
  readonly review: Review;
  readonly clock: Clock;
  readonly digest: Digest;
  readonly boundary: ErrorBoundary;
  readonly assist: Assist;
}): ChooserOpener {
  const { context, ledger, review, clock, digest, boundary, assist } = parts;
  const { globalState, extensionUri } = context;
  const store = {
    get: () => globalState.get(choiceKey),
    set: (value: unknown) => void globalState.update(choiceKey, value),
  };
  const sayWhy = (group: string): void => review.note([group]);
  return new ChooserOpener(
    { ledger, clock, digest, boundary, store, extensionUri, sayWhy, assist, exported: pageExported },
    boundary,
  );
}
