import type { ConfigurationScope, workspace } from 'vscode';

/** The settings Pairfolio contributes, with their types; test/unit/manifest.test.ts compares them with package.json. */
export interface Settings {
  'capture.enabled': boolean;
  'capture.content': 'full' | 'metrics-only';
  'capture.keybindings': 'accept' | 'accept-and-dismiss' | 'off';
  'capture.agents': boolean;
  'capture.ignore': readonly string[];
  'capture.showEvidence': boolean;
  'ask.when': 'after-commit' | 'boundaries' | 'on-request';
  'ask.reveal': 'view' | 'status-bar' | 'notification';
  'ask.maxPerDay': number;
  /** As somebody wrote it; see readOwnChips. */
  'ask.chips': unknown;
  'ask.gutter': boolean;
  'ask.cue': boolean;
  'ask.predict': boolean;
  'assist.provider': 'off' | 'editor' | 'endpoint';
  /** As somebody wrote it; see readAddress. */
  'assist.endpoint': string;
  'assist.model': string;
  'assist.tools': boolean;
  home: string;
}

/** Reads a setting; the default stands in package.json. The namespace is passed in, so that callers show what they use. */
export function readSetting<K extends keyof Settings>(
  from: typeof workspace,
  key: K,
  scope?: ConfigurationScope,
): Settings[K] {
  const value = from.getConfiguration('pairfolio', scope).get<Settings[K]>(key);
  if (value === undefined) throw new Error(`pairfolio.${key} is not contributed`);
  return value;
}
