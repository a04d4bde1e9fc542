import type { Clock } from '../../core/shared/clock.ts';
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
    (file) => heads.rootOf(file),
    signals,
    () => pause.paused,
  );
}
