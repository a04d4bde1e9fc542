import * as vscode from 'vscode';
import type { Boundary } from '../../core/reflect/boundaries.ts';
import type { Clock } from '../../core/shared/clock.ts';
import { DisposableStore, type Disposable } from '../../core/shared/disposable.ts';
import type { HeadWatcher } from '../git/headWatcher.ts';
import { Idle } from './idle.ts';

/** A rebase moves HEAD many times: the boundary is so long (ms) after the last move. */
const whenHeadRests = 3_000;

/**
 * Tells of the boundaries nobody else tells of: branch switches, and a window that has been idle. Commits are told by
 * the one who settles their decisions, runs by the one who sees checks.
 */
export function watchBoundaries(
  heads: HeadWatcher,
  clock: Clock,
  tell: (boundary: Boundary, label: string) => void,
): Disposable {
  const store = new DisposableStore();
  let resting: Disposable | undefined;
  store.add(
    heads.onDidMove(({ kind }) => {
      resting?.dispose();
      resting = undefined;
      if (kind !== 'branch-switch') return;
      resting = clock.after(whenHeadRests, () => tell('branch-switch', vscode.l10n.t('after switching the branch')));
    }),
  );
  store.add({ dispose: () => resting?.dispose() });
  store.add(new Idle(clock, () => tell('idle', vscode.l10n.t('while you were away'))));
  return store;
}
