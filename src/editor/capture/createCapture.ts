import type { Clock } from '../../core/shared/clock.ts';
import { wasJustSetAside } from '../../node/git/setAside.ts';
import type { ErrorBoundary } from '../errorBoundary.ts';
import type { HeadWatcher } from '../git/headWatcher.ts';
import { Capture } from './capture.ts';
import { EditSignals } from './editSignals.ts';
import type { Pause } from './pause.ts';
import type { Recorder } from './recorder.ts';

/** Puts together what watches the documents of this window. */
export function createCapture(
  recorder: Recorder,
  heads: HeadWatcher,
  pause: Pause,
  clock: Clock,
  boundary: ErrorBoundary,
): Capture {
  const signals = new EditSignals(
    () => null,
    (file, now) => heads.movedAgo(file, now),
  );
  return new Capture(
    clock,
    recorder,
    boundary.guard,
    {
      rootOf: (file) => heads.rootOf(file),
      wasJustSetAside: (root) =>
        wasJustSetAside(root, clock.now()).catch((error: unknown) => {
          boundary.report('git', error);
          return false;
        }),
    },
    signals,
    () => pause.paused,
  );
}
