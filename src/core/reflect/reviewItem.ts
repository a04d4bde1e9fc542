import type { Decision } from '../ledger/decision.ts';
import { draw } from './draw.ts';
import { cutText, excerpt } from './excerpt.ts';
import type { DecisionGroup } from './groups.ts';
import type { ReviewItem, ReviewPart } from './messages.ts';
import { linesOf, threeWay } from './threeWay.ts';
import { outcomes } from '../shared/checkOutcomes.ts';
import { toolName } from '../shared/toolNames.ts';

/** Lines shown of one decision, all its suggestions together. */
const mostLines = 40;
/** Suggestions shown of one decision. */
const mostParts = 6;
/** Characters of before, suggested and kept together that are still compared. */
const mostCharacters = 1_000_000;
const longestPrompt = 240;
/** Checks shown of one decision. */
const mostChecks = 3;

/**
 * One decision as the view shows it.
 * @param decisions those of the group with their texts, in its order
 */
export function reviewItem(group: DecisionGroup, decisions: readonly Decision[], random: boolean): ReviewItem {
  const first = decisions[0];
  const files = new Set(decisions.map(({ file }) => file));
  let room = mostLines;
  const parts: ReviewPart[] = [];
  for (const decision of decisions.slice(0, mostParts)) {
    if (room <= 0) break;
    const part = toPart(decision, room);
    room -= part.lines.length;
    parts.push(part);
  }
  const prompt = first?.prompt ?? null;
  const said = first?.reflection;
  return {
    id: group.id,
    file: first?.file ?? null,
    moreFiles: Math.max(0, files.size - 1),
    tool: first ? toolName(first.tool.name) : null,
    at: new Date(group.at).toISOString(),
    prompt: prompt === null ? null : cutText(prompt.replace(/\s+/g, ' ').trim(), longestPrompt),
    observed: group.observed,
    random,
    askTipOff: group.observed !== 'trusted' && isSampled(group.id),
    parts,
    moreParts: decisions.length - parts.length,
    checked: checked(decisions),
    reflection: said
      ? { stance: said.stance, reasons: [...said.reasons], note: said.note, tippedOff: said.tippedOff }
      : null,
  };
}

/** The runs that check any of the decisions, each once, with its last result; the newest ones. */
function checked(decisions: readonly Decision[]): ReviewItem['checked'] {
  const facts = decisions.flatMap(({ verification }) => verification).sort((a, b) => (a.at < b.at ? -1 : 1));
  const runs = outcomes(facts).flatMap(({ what, results }) => {
    const result = results.at(-1);
    return result === 'passed' || result === 'failed' || result === 'unknown' ? [{ what, result }] : [];
  });
  return runs.slice(-mostChecks);
}

function toPart(decision: Decision, room: number): ReviewPart {
  const { id, file, before, suggested } = decision;
  const part: ReviewPart = {
    suggestion: id,
    file,
    lines: [],
    cut: 0,
    counts: { offered: 0, kept: null, written: null, restored: null },
    size: 0,
    problem: null,
    keptKnown: false,
  };
  if (suggested === null) return { ...part, problem: 'no-text' };
  // A suggestion that was turned down left everything as it was.
  const kept = decision.kept ?? (decision.verdict.label === 'overrode' ? before : null);
  const all = [before ?? '', suggested, kept ?? ''];
  const size = linesOf(suggested).length;
  if (all.some((text) => text.includes('\0'))) return { ...part, problem: 'binary' };
  if (all.reduce((sum, text) => sum + text.length, 0) > mostCharacters) return { ...part, size, problem: 'too-large' };
  const { lines, counts } = threeWay(before ?? '', suggested, kept);
  const shown = excerpt(lines, room);
  return { ...part, lines: [...shown.lines], cut: shown.cut, counts, size, keptKnown: kept !== null };
}

/** One decision in three, the same ones each time. */
function isSampled(id: string): boolean {
  return draw(['ask', 'do not', 'nor now'], id) === 'ask';
}
