import { textBlock } from '../codeBlocks.ts';
import { inlineText, visibleText } from '../escape.ts';
import { tallyDecisions, type DecisionGroup } from '../groups.ts';
import type { Summary } from '../summary.ts';
import { capitalised, checkWayWords, plural, surfaceWords, toolTitle } from '../words.ts';
import { markdownTable } from './table.ts';

/** How the author works with the tools: what is checked, with which tools, what is asked of them. */
export function workingWithTheSystem(summary: Summary): string {
  const heading = '## Working with the system';
  const { groups } = summary;
  if (groups.length === 0) return `${heading}\n\nNothing was recorded in this period.`;
  return [heading, ...checks(summary), tools(groups), prompts(summary), ...practices(summary)].join('\n\n');
}

function checks({ checks: { checked, ways }, groups }: Summary): string[] {
  if (ways.length === 0)
    return [
      'No check was seen after a suggestion: no test, build or look at the difference. They are seen only while the editor is open, so this does not mean that there were none.',
    ];
  const rows = ways.map(({ way, seen, failed, mended }) => [
    capitalised(checkWayWords[way]),
    String(seen),
    way === 'diff' || way === 'run' ? '' : String(failed),
    way === 'diff' || way === 'run' ? '' : String(mended),
  ]);
  return [
    `Checks seen after a suggestion, for ${String(checked)} of ${plural(groups.length, 'decision')}; each decision counts once in a row:`,
    markdownTable(['checked by', 'decisions', 'failed, or a problem came up', 'later passed, or it was gone'], rows),
  ];
}

/** Who wrote it and by which way, models beside their tools. */
function tools(groups: readonly DecisionGroup[]): string {
  const names = new Map<string, string>();
  const tool = tallyDecisions(
    groups,
    ({
      body: {
        tool: { name, model },
      },
    }) => {
      const id = `${name}\n${model ?? ''}`;
      if (!names.has(id))
        names.set(id, `${inlineText(toolTitle(name))}${model === null ? '' : ` (${inlineText(model)})`}`);
      return id;
    },
  );
  const surface = tallyDecisions(groups, ({ body }) => body.surface);
  const list = (entries: readonly (readonly [string, number])[]): string =>
    entries.map(([name, count]) => `${name} ${String(count)}`).join(', ');
  return `Tools, in decisions: ${list(tool.map(([id, count]) => [names.get(id) ?? '', count]))}. They came by: ${list(surface.map(([id, count]) => [surfaceWords[id], count]))}.`;
}

function prompts({ groups, keptPrompts: kept }: Summary): string {
  const asked = groups.filter(({ parts }) => parts.some(({ body }) => body.texts['prompt'] !== undefined)).length;
  const recorded =
    asked === 0
      ? 'What I asked for is not in the record.'
      : `What I asked for is in the record of ${plural(asked, 'decision')}; it is shown only in the cases.`;
  return kept.length === 0 ? `${recorded} No prompt is kept as a practice yet.` : recorded;
}

/** Prompts the author keeps because their result stood: their way of asking, in their words. */
function practices({ keptPrompts: kept }: Summary): string[] {
  if (kept.length === 0) return [];
  return [
    `Prompts I keep as practices, because what came of them stood (${String(kept.length)}):`,
    ...kept.flatMap(({ title, prompt }) => {
      const name = title.trim() === '' ? 'How I ask' : inlineText(title);
      return [`**${name}:**`, textBlock('text', visibleText(prompt))];
    }),
  ];
}
