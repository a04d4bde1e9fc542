import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'jsonc-parser';
import { defaultRules, type CaptureRules, type RulesOf } from './captureRules.ts';

/**
 * The rules a repository states in its `.vscode/settings.json`, for programs without an editor; the defaults where it
 * states none. A file that cannot be read states nothing.
 */
export function rulesFromRepository(): RulesOf {
  const known = new Map<string, CaptureRules>();
  return ({ repository }) => {
    const root = repository?.root ?? '';
    const rules = known.get(root) ?? rulesIn(root);
    known.set(root, rules);
    return rules;
  };
}

/** What one repository states. @param root its folder; empty for none */
export function rulesIn(root: string): CaptureRules {
  const settings = root === '' ? {} : readSettings(path.join(root, '.vscode', 'settings.json'));
  const ignore = settings['pairfolio.capture.ignore'];
  return {
    enabled: settings['pairfolio.capture.enabled'] !== false,
    content: settings['pairfolio.capture.content'] === 'metrics-only' ? 'metrics-only' : 'full',
    ignore: Array.isArray(ignore) ? ignore.filter((glob) => typeof glob === 'string') : defaultRules.ignore,
  };
}

function readSettings(file: string): Record<string, unknown> {
  try {
    const settings: unknown = parse(fs.readFileSync(file, 'utf8'), [], { allowTrailingComma: true });
    return typeof settings === 'object' && settings !== null ? (settings as Record<string, unknown>) : {};
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return {};
    throw error;
  }
}
