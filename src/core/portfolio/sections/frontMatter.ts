import { surfaces } from '../../shared/words.ts';
import { yamlString } from '../escape.ts';
import { lastDay } from '../period.ts';
import type { Summary } from '../summary.ts';
import { toolTitle } from '../words.ts';

/** The line of the front matter a verifier looks for. */
export function rootLine(root: string): string {
  return `record_root: ${yamlString(root)}`;
}

/** YAML front matter: what a program, or a person in a hurry, wants to know first. */
export function frontMatter(summary: Summary): string {
  const { period, first, last } = summary;
  const from = period?.start ?? first;
  const to = period ? lastDay(period) : last;
  return [
    '---',
    'schema: pairfolio.portfolio/1',
    `period: ${from !== null && to !== null ? `${from.slice(0, 10)} .. ${to.slice(0, 10)}` : 'nothing recorded yet'}`,
    `decisions: ${String(summary.groups.length)} observed, ${String(summary.withReason)} with a stated reason`,
    `coverage: ${yamlString(coverage(summary))}`,
    rootLine(summary.record.root),
    ...(summary.reviewed ? [] : ['status: draft, not reviewed by its author']),
    '---',
  ].join('\n');
}

/** Surfaces in the design's order, then tools by name. */
function coverage({ groups }: Summary): string {
  const found = { surfaces: new Set<string>(), tools: new Set<string>() };
  for (const { parts } of groups) {
    for (const { body } of parts) {
      found.surfaces.add(body.surface);
      found.tools.add(body.tool.name);
    }
  }
  const seen = surfaces.filter((surface) => found.surfaces.has(surface));
  const tools = [...found.tools].filter((name) => name !== 'unknown').sort();
  return [...seen, ...tools.map(toolTitle)].join(', ') || 'nothing seen yet';
}
