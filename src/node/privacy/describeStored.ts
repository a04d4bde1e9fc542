import { toolName } from '../../core/shared/toolNames.ts';
import type { Stored, StoredDecision, StoredText } from './stored.ts';

/** Longer texts are cut in the page, and it says so: it is there to be read. In UTF-16 units. */
const longestShown = 4000;

/** How the heading of each decision begins in the page. */
const decisionHeading = '## ';

/**
 * What is stored about a file as a Markdown page, a line each.
 * @param how how to forget from where the page is read
 */
export function* describeStored({ file, ledger, decisions, forgotten }: Stored, how: string): Iterable<string> {
  yield `# What Pairfolio has stored about ${inline(file)}`;
  yield '';
  if (decisions.length === 0) yield 'Nothing: no decision about this file is in the record.';
  else yield `${counted(decisions.length, 'decision')}, all on this machine, in ${inline(ledger)}. ${how}`;
  if (forgotten > 0) {
    yield '';
    const were = forgotten === 1 ? 'was' : 'were';
    yield `${counted(forgotten, 'decision')} of the whole record ${were} forgotten; nothing says any more which file they were about.`;
  }
  for (const decision of decisions) yield* describeDecision(decision);
}

function* describeDecision({ decision, attribution, texts, records }: StoredDecision): Iterable<string> {
  const { id, at, surface, tool, verdict, evidence, confidence, survival, reflection, verification } = decision;
  yield '';
  yield `${decisionHeading}${new Date(at).toLocaleString('sv')} · ${verdict.label}${verdict.settled ? '' : ' (not settled)'} · ${id}`;
  yield '';
  const model = tool.model === null ? '' : `, ${inline(tool.model)}`;
  yield `- Suggested by ${toolName(tool.name) ?? 'a tool that is not known'}${model} (${surface})`;
  for (const { kind, source, confidence: sure } of evidence)
    yield `- Evidence: ${kind}, ${inline(source)} (${String(sure)})`;
  yield `- Taken for an AI’s: ${attribution}, ${String(confidence)}`;
  yield `- Size, time and measures: ${counted(survival.length, 'measurement')} of survival, ${counted(decision.commits.length, 'commit')}`;
  for (const { kind, what, result } of verification) yield `- Check seen: ${kind}, ${inline(what)}, ${result}`;
  if (reflection)
    yield `- Your word: ${reflection.stance}${reflection.reasons.map((reason) => `, ${inline(reason)}`).join('')}`;
  yield `- Records, none of which holds a text: ${records.map(({ type, where, line }) => `${type} ${where}:${String(line)}`).join(', ')}`;
  const gone = texts.filter(({ text }) => text === null);
  if (gone.length > 0) yield `- Erased: ${gone.map(({ name, of }) => `${name} of ${of}`).join(', ')}`;
  const code = ['before', 'suggested', 'prompt'];
  if (!texts.some(({ name }) => code.includes(name)))
    yield '- Code and prompt were never kept (metrics only, or nothing was seen of them)';
  for (const text of texts) yield* describeText(text);
}

function* describeText({ name, of, text, where }: StoredText): Iterable<string> {
  if (text === null) return;
  yield '';
  yield `${name} of ${of}, ${counted(text.length, 'character')}, ${where ?? 'in the ledger'}:`;
  yield '';
  const shown = text.slice(0, longestShown);
  // A fence longer than any in the text, so that the text cannot end it.
  const fence = '`'.repeat(Math.max(3, ...[...shown.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  yield fence;
  yield shown;
  yield fence;
  if (shown.length < text.length) yield `(${counted(text.length - shown.length, 'more character')} not shown)`;
}

/** A name or path as code: nothing in it is taken for Markdown. */
function inline(text: string): string {
  const ticks = text.includes('`') ? '``' : '`';
  return `${ticks}${text.replace(/\s+/g, ' ')}${ticks}`;
}

function counted(count: number, what: string): string {
  return `${String(count)} ${what}${count === 1 ? '' : 's'}`;
}
