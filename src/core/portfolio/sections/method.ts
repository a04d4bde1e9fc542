import { attributionOf } from '../../ledger/attribution.ts';
import { evidenceKinds } from '../../shared/words.ts';
import type { CaseView } from '../caseRecords.ts';
import { codeSpan } from '../escape.ts';
import { helpedWords } from '../helped.ts';
import type { CodeMode } from '../shownText.ts';
import type { Summary } from '../summary.ts';
import { evidenceWords, longDate, plural } from '../words.ts';
import { corrections } from './corrections.ts';

/** How the page came about, what it leaves out and what its proof does not show. */
export function method(summary: Summary, cases: readonly CaseView[]): string {
  const helped = helpedWords(cases, summary);
  const { groups, reviewed, leftOut, record, signed } = summary;
  const silent = groups.length - summary.withReason;
  return [
    '## Method, coverage and limits',
    [
      `- **Observed and stated.** The verdicts are observed: what was offered is compared with what stood in its place later. *Trusted* means that less than 5 % of it was changed, *adapted* less than half, *overrode* half or more, or that it was rejected, undone or removed. What I say myself stands beside it and never replaces it.`,
      ...(groups.length > 0
        ? [`- **Silence.** ${String(silent)} of ${String(groups.length)} decisions have no stated reason.`]
        : []),
      '- **Counting.** n counts decisions. Suggestions of one agent turn, or accepted one right after the other, are one decision; one of which only a part was kept counts as adapted. Below 20 there are counts only; from 20 on, percentages with a 95 % interval (Wilson).',
      ...(groups.length > 0 ? laterAndChecked : []),
      ...(groups.length > 0 ? [`- **Evidence.** How an edit is known to be an AI’s: ${evidence(summary)}.`] : []),
      `- **Corrections.** ${corrections(summary.corrections)}`,
      `- **Not covered.** ${notCovered(summary)}`,
      `- **Choice.** ${reviewed ? `The cases were chosen by me, so they are highlights, not a sample; ${summary.sample.length > 0 ? 'those drawn at random stand beside them, and ' : ''}the counts cover everything recorded.` : 'The cases were proposed by the program and not yet reviewed by the author; the counts cover everything recorded.'}`,
      `- **What is shown.** ${shown(summary)} Secrets are masked, paths of home folders shortened, and names that I listed replaced; such texts can no longer be compared with the record. Characters that hide or reorder text are made visible. Dates are in UTC.`,
      ...(helped === undefined
        ? []
        : [
            `- **Help from a model.** A language model drafted words of ${helped}; I edited or approved each. The record says so beside the words. Words drafted elsewhere and pasted are not known.`,
          ]),
      `- **What the proof does not show.** The record is a chain of ${plural(record.size, 'entry', 'entries')} kept by its author; the root at export is ${codeSpan(record.root)}. The chain shows that the cases belong to one record that fits together. It does not show that it is true: the author controls the machine it was kept on. Unless the root was anchored where others could see it, the author could have written the whole record afterwards. ${signed === undefined ? 'It is not signed: nothing here proves who the author is.' : 'It is signed: whoever holds the key vouches for it, and whose key that is must be looked up elsewhere.'} The counts cannot be recomputed from this folder.`,
      ...(leftOut.unread > 0
        ? [
            `- **Unreadable.** ${plural(leftOut.unread, 'line')} of the record could not be read and ${leftOut.unread === 1 ? 'is' : 'are'} not counted.`,
          ]
        : []),
      ...(leftOut.lost > 0
        ? [
            `- **Not whole.** Records are missing from ${plural(leftOut.lost, 'part')} of the record that an earlier checkpoint covered: they were lost or taken out.`,
          ]
        : []),
      `- **Exported** on ${longDate(summary.exported)} with Pairfolio, which records in the editor what a developer does with the suggestions of AI tools.`,
    ].join('\n'),
  ].join('\n\n');
}

const laterAndChecked = [
  '- **Later.** Decisions are looked at again after 14 days or more. *Over-reliance*: trusted, then a third or more of it was rewritten, it was put back, or a commit that says that it fixes or reverts something changed it. *Good override*: not kept, and my own version stood. *Under-reliance*: not kept, yet the code came back to within a third of what was offered. They stand apart, and there is no score. Decisions of which nothing could be found out are in none of them.',
  '- **Checks.** They are seen in terminals, tasks, debug sessions and the problems the editor shows, while it is open. *Before the commit* means that a test, type check, linter or build ended, well or badly, between the suggestion and the first commit with it. What ran elsewhere was not seen, so this is the least it can have been.',
  '- **Worked on by both, or handed over.** *Automation* is what was asked of an agent or in a chat, or pasted from one, kept as offered, and neither seen nor said to have been checked. *Augmentation* is everything else that I kept. The published figures tell conversations and tasks apart in other ways.',
  '- **Change.** *More often* and *less often* stand only where the 95 % intervals of both halves do not overlap.',
];

function evidence({ groups }: Summary): string {
  const counts: number[] = evidenceKinds.map(() => 0);
  let bare = 0;
  for (const { parts } of groups) {
    let strongest: number = evidenceKinds.length;
    for (const state of parts)
      if (attributionOf(state) === 'believed')
        for (const { kind } of state.body.evidence) strongest = Math.min(strongest, evidenceKinds.indexOf(kind));
    if (strongest === evidenceKinds.length) bare += 1;
    else counts[strongest] = (counts[strongest] ?? 0) + 1;
  }
  const counted = evidenceKinds.flatMap((kind, place) => {
    const count = counts[place] ?? 0;
    return count > 0 ? [`${evidenceWords[kind]} (${String(count)})`] : [];
  });
  return [...counted, ...(bare > 0 ? [`said by the author (${String(bare)})`] : [])].join('; ');
}

function notCovered({ leftOut, period, oneWorkspace }: Summary): string {
  const excluded = [
    ...(leftOut.improbable > 0
      ? [
          `${plural(leftOut.improbable, 'edit')} that ${leftOut.improbable === 1 ? 'is' : 'are'} less likely than not an AI’s`,
        ]
      : []),
    ...(leftOut.corrected > 0 ? [`${plural(leftOut.corrected, 'edit')} I marked as not an AI’s`] : []),
  ];
  return [
    'Suggestions that were read and not taken are known only where a tool recorded them; tools whose logs are not read, and times when recording was paused, are missing.',
    ...(period ? ['Decisions outside the period named above are left out.'] : []),
    ...(oneWorkspace ? ['Only decisions of one workspace of the author are counted.'] : []),
    ...(excluded.length > 0 ? [`Not counted: ${excluded.join(' and ')}.`] : []),
  ].join(' ');
}

const shownWords: Readonly<Record<CodeMode, string>> = {
  full: 'code and prompts in full',
  signature: 'of the code only shape, sizes and the file’s name, and no prompts, because they may quote code',
  none: 'neither code nor prompts nor file names; how many lines and characters it had stands in the record',
};

function shown({ codes }: Summary): string {
  const [only] = codes;
  if (only === undefined) return '';
  if (codes.length === 1) return `Cases show ${shownWords[only]}.`;
  return `Cases show as much as I chose for each: ${codes.map((mode) => shownWords[mode]).join('; or ')}.`;
}
