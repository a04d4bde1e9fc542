import type { Decision } from '../ledger/decision.ts';
import { cutText, excerpt } from './excerpt.ts';
import { extraQuestion, noExtraAnswers, type ExtraAnswers } from './extraQuestions.ts';
import { unreadable } from './generated.ts';
import type { DecisionGroup } from './groups.ts';
import type { ReviewItem, ReviewPart } from './messages.ts';
import { ordinaryRisk, riskOf } from './risk.ts';
import { linesOf, threeWay } from './threeWay.ts';
import { markWords } from './wordMarks.ts';
import { outcomes } from '../shared/checkOutcomes.ts';
import { toolName } from '../shared/toolNames.ts';

/** Lines shown of one decision, all its suggestions together. */
const mostLines = 40;
/** Suggestions shown of one decision. */
const mostParts = 6;
/** Characters of before, suggested and kept together that are still compared. */
const mostCharacters = 1_000_000;
const longestPrompt = 4_000;
/** Checks shown of one decision. */
const mostChecks = 3;
/** Of what is too large to compare, so many lines are shown. */
const firstLines = 8;
/** A case is long enough to show judgement and short enough to read (lines suggested). */
const linesOfACase = { least: 3, most: 80 };

/** Why and how a decision is shown. */
export interface Shown {
  /** Drawn at random. */
  readonly random?: boolean;
  /** The developer pointed at it. */
  readonly noted?: boolean;
  /** What a reflection on it says beside its reasons. */
  readonly said?: ExtraAnswers;
  readonly rule?: ReviewItem['rule'];
}

/**
 * One decision as the view shows it.
 * @param decisions those of the group with their texts, in its order
 */
export function reviewItem(
  group: DecisionGroup,
  decisions: readonly Decision[],
  { random = false, noted = false, said = noExtraAnswers, rule }: Shown = {},
): ReviewItem {
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
  const reflection = decisions.find((decision) => decision.reflection !== null)?.reflection;
  const words = decisions.find((decision) => decision.case !== null)?.case;
  return {
    id: group.id,
    file: first?.file ?? null,
    moreFiles: Math.max(0, files.size - 1),
    tool: first ? toolName(first.tool.name) : null,
    at: new Date(group.at).toISOString(),
    prompt: prompt === null ? null : cutText(prompt.trim(), longestPrompt),
    observed: group.observed,
    random,
    noted,
    extra: extraQuestion(group.id, group.observed),
    parts,
    moreParts: decisions.length - parts.length,
    checked: checked(decisions),
    ...(rule && { rule }),
    reflection: reflection
      ? {
          ...said,
          stance: reflection.stance,
          reasons: [...reflection.reasons],
          note: reflection.note,
          ...(reflection.assisted && { assisted: [...reflection.assisted] }),
        }
      : null,
    worthShowing: noted || isWorthShowing(group, decisions, parts),
    case: words
      ? {
          title: words.title ?? '',
          situation: words.situation ?? '',
          result: words.result ?? '',
          impact: words.impact ?? '',
        }
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
  const { id, file, language, before, suggested } = decision;
  const part: ReviewPart = {
    suggestion: id,
    file,
    language,
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
  const problem = unreadable(file, all);
  if (problem) return { ...part, size, problem };
  if (all.reduce((sum, text) => sum + text.length, 0) > mostCharacters) {
    const begins = suggested.slice(0, firstLines * 1_000).split(/\r?\n/, Math.min(firstLines, room));
    const shown = excerpt(
      begins.map((text) => ({ kind: 'kept', text })),
      firstLines,
    );
    return { ...part, lines: [...shown.lines], cut: size - shown.lines.length, size, problem: 'too-large' };
  }
  const { lines, counts } = threeWay(before ?? '', suggested, kept);
  const shown = excerpt(lines, room);
  const marked = markWords(shown.lines).map(({ marks, ...line }) =>
    marks ? { ...line, marks: marks.map(([start, end]): [number, number] => [start, end]) } : line,
  );
  return { ...part, lines: marked, cut: shown.cut, counts, size, keptKnown: kept !== null };
}

/**
 * Whether a reader of a portfolio would learn from it: code to show, of a length to read, and judgement in it — it was
 * changed or refused, checked, or risky.
 */
function isWorthShowing(
  { observed }: DecisionGroup,
  decisions: readonly Decision[],
  parts: readonly ReviewPart[],
): boolean {
  const lines = parts.reduce((sum, { problem, size }) => sum + (problem === null ? size : 0), 0);
  if (lines < linesOfACase.least || lines > linesOfACase.most) return false;
  return (
    observed !== 'trusted' ||
    decisions.some(({ verification }) => verification.length > 0) ||
    decisions.some((decision) => riskOf(decision) > ordinaryRisk)
  );
}
