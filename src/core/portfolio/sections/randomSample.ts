import { stances, type Stance } from '../../shared/words.ts';
import type { CaseView } from '../caseRecords.ts';
import { inlineText } from '../escape.ts';
import { isKnownLater } from '../followUpCounts.ts';
import { shownStance, tally, type DecisionGroup } from '../groups.ts';
import { fewest } from '../rates.ts';
import type { Summary } from '../summary.ts';
import { survivalCheckpoints } from '../../ledger/left.ts';
import { groupDistance, wasTakenIn } from '../survivalShares.ts';
import { checkpointWords, countWord, kindWords, languageName, listWords, outcomeWords } from '../words.ts';
import { markdownTable } from './table.ts';

/** Decisions nobody chose, to compare the chosen ones with. No file, code, prompt or word of the author's. */
export function randomSample(summary: Summary, cases: readonly CaseView[]): string {
  const { sample, groups, reviewed } = summary;
  if (sample.length === 0)
    return `## Drawn at random\n\nWith fewer than ${String(fewest)} decisions no sample is drawn: it would be most of them.`;
  return [
    '## Ten decisions drawn at random',
    `${cases.length === 0 ? 'No case is shown above' : reviewed ? 'The cases above were picked by me' : 'The cases above were picked by the program'}; these were picked by nobody. They are drawn from all ${String(groups.length)} decisions, each with the same chance, by the digits of the record root: the same record always gives the same ten. What remains possible is to export several times and keep the draw one likes, since each export gives the record a new root, and to have kept a decision out of the record altogether.`,
    markdownTable(
      [
        '#',
        'month',
        'language',
        'kind of work',
        'where from',
        'verdict (observed / stated)',
        'still as offered',
        'later',
      ],
      sample.map((group, index) => [
        String(index + 1),
        group.at.slice(0, 7),
        group.language === null ? 'mixed or unknown' : inlineText(languageName(group.language)),
        group.kind === null ? 'mixed or unknown' : kindWords[group.kind],
        listWords([...new Set(group.parts.map(({ body }) => body.surface))]),
        `${group.verdict} / ${group.reflection?.stance ?? 'nothing'}`,
        keptShare(group),
        later(group),
      ]),
    ),
    ...(cases.length > 0 ? [comparison(summary, cases)] : []),
  ].join('\n\n');
}

/** How much of it was still as offered when it was last measured. */
function keptShare({ parts }: DecisionGroup): string {
  if (!parts.some(wasTakenIn)) return 'declined';
  for (const checkpoint of survivalCheckpoints.toReversed()) {
    const distance = groupDistance(parts, checkpoint);
    if (distance !== null) return `${String(Math.round(100 * (1 - distance)))} % ${checkpointWords[checkpoint]}`;
  }
  return 'not measured';
}

function later({ parts, verdict }: DecisionGroup): string {
  const outcomes = parts.flatMap(({ followUp }) => followUp?.outcome ?? []);
  const [outcome] = tally(outcomes);
  if (outcome) return outcomeWords[outcome[0]];
  if (parts.some(isKnownLater)) return verdict === 'trusted' ? 'stood' : 'nothing found';
  return parts.some(({ followUp }) => followUp !== null) ? 'not known' : 'not looked at';
}

/** In one sentence, so that nobody has to count. */
function comparison({ sample, groups }: Summary, cases: readonly CaseView[]): string {
  const chosen = cases.map(({ decision }) => shownStance(decision.reflection, decision.verdict.label));
  const drawn = sample.map(({ reflection, verdict }) => shownStance(reflection, verdict));
  const all = new Map<Stance | null, number>();
  for (const { reflection, verdict } of groups) {
    const stance = shownStance(reflection, verdict);
    all.set(stance, (all.get(stance) ?? 0) + 1);
  }
  const words = (count: (stance: Stance | null) => number): string => {
    const counts = stances.map((stance) => `${countWord(count(stance))} ${stance}`);
    const open = count(null);
    return [...counts, ...(open > 0 ? [`${countWord(open)} still open`] : [])].join(', ');
  };
  const among =
    (some: readonly (Stance | null)[]) =>
    (stance: Stance | null): number =>
      some.filter((one) => one === stance).length;
  const reasons = (some: readonly { readonly reflection: { readonly reasons: readonly string[] } | null }[]): number =>
    some.filter(({ reflection }) => reflection !== null && reflection.reasons.length > 0).length;
  const chosenReasons = reasons(cases.map(({ decision }) => decision));
  return `**Compare:** ${cases.length === 1 ? 'the case' : `the ${countWord(cases.length)} cases`} shown: ${words(among(chosen))}; the ten drawn: ${words(among(drawn))}; all ${String(groups.length)}: ${words((stance) => all.get(stance) ?? 0)}. A reason is stated for ${countWord(chosenReasons)} of ${countWord(cases.length)} shown and ${countWord(reasons(sample))} of ten drawn. (Counted as I call them where I said so, else as observed.)`;
}
