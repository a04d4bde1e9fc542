import type { CaseView } from './caseRecords.ts';
import { changedLines, changesBlock, diffBlock, textBlock } from './codeBlocks.ts';
import { linesOf } from './lineDiff.ts';
import { shownStance } from './groups.ts';
import { visible } from './shownText.ts';
import { plural } from './words.ts';

// The before and after of a case: what the model offered against what stood there, then what the author made of it.

/** Paragraphs and blocks that show what was offered and what was kept, as far as the case publishes it. */
export function codeParagraphs(view: CaseView): string[] {
  if (view.code === 'none') return [measured(view)];
  const { decision } = view;
  const [before, suggested, kept] = [visible(decision.before), visible(decision.suggested), visible(decision.kept)];
  if (view.code === 'signature' || suggested === null) return [sizes(view), measured(view)];
  return [
    ...offered(view, before ?? '', suggested),
    ...keptInstead(view, before ?? '', suggested, kept),
    ...cutNote(view),
  ];
}

function offered(view: CaseView, before: string, suggested: string): string[] {
  const { removed, added } = changedLines(before, suggested);
  if (before === '')
    return [`**The model offered** ${plural(added, 'new line')}:`, textBlock(view.decision.language, suggested)];
  if (removed + added === 0) return ['**The model offered** a change of white space or line ends only.'];
  if (added === 0) return [`**The model offered** to remove ${plural(removed, 'line')}:`, diffBlock(before, suggested)];
  const place = removed === 0 ? '' : ` in place of ${String(removed)}`;
  return [`**The model offered** ${plural(added, 'new line')}${place}:`, diffBlock(before, suggested)];
}

function keptInstead(view: CaseView, before: string, suggested: string, kept: string | null): string[] {
  if (kept === null) return [measured(view)];
  const same = (one: string, other: string): boolean => linesOf(one).join('\n') === linesOf(other).join('\n');
  // What was cut away may differ: no claim that it does not.
  const partly = ['before', 'suggested', 'kept'].some((name) => view.cut.has(name));
  if (partly && (solid(kept) === solid(suggested) || same(kept, before) || kept.trim() === '')) return [measured(view)];
  if (same(kept, suggested)) return ['**I kept it** as it was offered.'];
  if (kept.trim() === '') return ['**I kept nothing of it.**'];
  if (same(kept, before)) return ['**I went back** to what stood there before.'];
  if (solid(kept) === solid(suggested)) return ['**I kept it**; only white space differs.'];
  const stance = shownStance(view.decision.reflection, view.decision.verdict.label);
  const lead =
    stance === 'overrode'
      ? '**I wrote instead:**'
      : stance === 'trusted'
        ? '**I kept it**, with small changes:'
        : '**I kept it with these changes:**';
  return [lead, changesBlock(suggested, kept)];
}

/** Shape and sizes only; the record keeps them even where it keeps no text. */
function sizes({ state, decision, code }: CaseView): string {
  const { before, suggested } = state.body.size;
  const was =
    before.lines === 0
      ? 'new'
      : `in place of ${plural(before.lines, 'line')} (${plural(before.characters, 'character')})`;
  const why =
    code === 'signature'
      ? 'The code is not shown here.'
      : decision.file === null
        ? 'Its texts are not in the record.'
        : 'The code is not in the record.';
  return `**The model offered** ${plural(suggested.lines, 'line')} (${plural(suggested.characters, 'character')}), ${was}. ${why}`;
}

const outcomes = {
  trusted: '**I kept it** as it was offered.',
  adapted: '**I kept it** after changes.',
  overrode: '**I did not keep it.**',
  undecided: '**What became of it** is not known yet.',
} as const;

/** What became of it in a sentence, where the text itself is not shown. */
function measured({ decision }: CaseView): string {
  const last = decision.survival.at(-1);
  if (last?.distance === null || last === undefined) return outcomes[decision.verdict.label];
  const when =
    { save: 'At a save', commit: 'At a commit', '14d': 'After 14 days' }[last.at as string] ??
    `After ${last.at.replace('s', '')} seconds`;
  const changed = Math.round(100 * last.distance);
  return `${outcomes[decision.verdict.label]} ${when}, ${changed === 0 ? 'nothing' : `${String(changed)} %`} of it had been changed.`;
}

function cutNote({ cut }: CaseView): string[] {
  const names = ['before', 'suggested', 'kept'].filter((name) => cut.has(name));
  if (names.length === 0) return [];
  const lines = Math.max(...names.map((name) => cut.get(name) ?? 0));
  return [
    lines > 0
      ? `*Too long to show whole: up to ${plural(lines, 'line')} at the start and the end are left out.*`
      : '*Very long lines are cut.*',
  ];
}

function solid(text: string): string {
  return text.replace(/\s+/gu, '');
}
