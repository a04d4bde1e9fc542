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

/** Whether the rules let a file be recorded. */
export function mayRecord({ enabled, ignore }: CaptureRules, { file, gitPath }: Place): boolean {
  const isIgnored = picomatch([...ignore], { dot: true });
  return enabled && !isIgnored(file) && !isIgnored(gitPath);
}
