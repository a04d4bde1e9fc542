import picomatch from 'picomatch';
import type { Place } from './locate.ts';

/** What may be recorded of a workspace: the settings `pairfolio.capture.*` as they hold there. */
export interface CaptureRules {
  readonly enabled: boolean;
  readonly content: 'full' | 'metrics-only';
  /** Globs of files that are never recorded. */
  readonly ignore: readonly string[];
}

/** The rules for a place. */
export type RulesOf = (place: Place) => CaptureRules;

/** What holds where nobody says otherwise; the same as the defaults in package.json. */
export const defaultRules: CaptureRules = {
  enabled: true,
  content: 'full',
  ignore: ['**/.env', '**/.env.*', '**/*.pem', '**/*.key'],
};

/** Whether the rules let a file be recorded. The editor matches whole paths, so a glob may name the folder above. */
export function mayRecord({ enabled, ignore }: CaptureRules, { file, gitPath, repository }: Place): boolean {
  // An empty pattern, easily left in a list of settings, names nothing; picomatch would throw.
  const isIgnored = picomatch(ignore.filter(Boolean), { dot: true });
  const whole = repository ? `${repository.root}/${gitPath}` : gitPath;
  return enabled && !isIgnored(file) && !isIgnored(gitPath) && !isIgnored(whole);
}
