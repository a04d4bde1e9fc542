import { attributionOf } from '../ledger/attribution.ts';
import { maskSecrets } from '../ledger/secrets.ts';
import { reasonWords, tipOffWords } from '../shared/reasons.ts';
import { outcomes } from '../shared/checkOutcomes.ts';
import type { Stance, VerificationResult } from '../shared/words.ts';
import { codeParagraphs } from './caseCode.ts';
import type { CaseView } from './caseRecords.ts';
import { textBlock } from './codeBlocks.ts';
import { codeSpan, inlineText } from './escape.ts';
import { shownStance } from './groups.ts';
import { helpedWith } from './helped.ts';
import { linesOf } from './lineDiff.ts';
import { visible } from './shownText.ts';
import {
  capitalised,
  evidenceWords,
  firstWords,
  languageName,
  longDate,
  plural,
  stanceTitles,
  toolTitle,
  verdictMeanings,
} from './words.ts';

/**
 * One case as Markdown. It follows from the proven records alone, so that whoever verifies a portfolio can render it
 * again and compare.
 * @param place its number on the page, from 1
 */
export function caseSection(view: CaseView, place: number, proof: CaseProof): string {
  const section = [
    `### ${String(place)}. ${caseLead(view)}: ${caseTitle(view)}`,
    situation(view),
    ...asked(view),
    ...codeParagraphs(view),
    ...why(view),
    ...result(view),
    proofLine(view, proof),
  ].join('\n\n');
  return maskSecrets(section);
}

/** What the proof line says beside the case itself. */
export interface CaseProof {
  /** How many records the ledger had at export. */
  readonly size: number;
  /** Whether the portfolio was signed when it was exported. */
  readonly signed: boolean;
}

/** What a case is shown as: what its author says, else what was observed. */
export function caseLead({ decision }: CaseView): string {
  const stance = shownStance(decision.reflection, decision.verdict.label);
  return stance ? stanceTitles[stance] : 'Undecided';
}

/** What a case is called, in its author's words where there are any; escaped. */
export function caseTitle({ decision }: CaseView): string {
  const given = inlineText(firstWords(decision.case?.title ?? '', 100));
  if (given !== '') return given;
  const prompt = inlineText(firstWords(decision.prompt ?? '', 60));
  if (prompt !== '') return `“${prompt}”`;
  if (decision.file !== null) return codeSpan(decision.file);
  return `a suggestion in ${inlineText(languageName(decision.language))}`;
}

function situation({ decision, state }: CaseView): string {
  const model = decision.tool.model === null ? '' : ` (${inlineText(decision.tool.model)})`;
  const tool = `${inlineText(toolTitle(decision.tool.name))}${model}`;
  const language = decision.language === null ? '' : ` (${inlineText(languageName(decision.language))})`;
  const file = decision.file === null ? `a file${language}` : `${codeSpan(decision.file)}${language}`;
  const happened = {
    inline: `${tool} offered this while I was typing in ${file}`,
    'next-edit': `${tool} proposed this as my next edit in ${file}`,
    chat: `${tool} proposed this in a chat, for ${file}`,
    agent: `${tool}, working as an agent, ${state.body.answer === 'rejected' ? 'proposed to change' : state.body.created === true ? 'created' : 'changed'} ${file}`,
    paste: `I pasted this from ${tool} into ${file}`,
  }[decision.surface];
  const own = decision.case?.situation ?? '';
  return `**Situation.** ${own.trim() === '' ? '' : `${sentence(own)} `}On ${longDate(decision.at)} ${happened}.`;
}

/** Prompts with more lines than this are folded. */
const longPrompt = 15;

function asked({ decision, code, cut }: CaseView): string[] {
  const prompt = visible(decision.prompt);
  if (prompt === null || prompt.trim() === '') {
    const typed = decision.surface === 'inline' || decision.surface === 'next-edit';
    return typed || code !== 'full' ? [] : ['**I asked:** not recorded.'];
  }
  const note = cut.has('prompt') ? [`*The prompt is cut: ${plural(cut.get('prompt') ?? 0, 'line')} left out.*`] : [];
  if (linesOf(prompt).length === 1 && prompt.length <= 400) return [`**I asked:** “${inlineText(prompt)}”`, ...note];
  return ['**I asked:**', textBlock('text', prompt, longPrompt), ...note];
}

const whyLeads: Readonly<Record<Stance, string>> = {
  trusted: 'Why it was safe to keep',
  adapted: 'What the model missed',
  overrode: 'Why I did not take it',
};

function why({ decision }: CaseView): string[] {
  const said = decision.reflection;
  if (!said) return ['**Why:** no reason was stated; the verdict is what was observed.'];
  const reasons = said.reasons.map((id) => inlineText(reasonWords(id))).filter((word) => word !== '');
  const note = said.note === null ? '' : sentence(said.note);
  const words = [
    reasons.length > 0 ? `${capitalised(reasons.join('; '))}.` : '',
    note === '' ? '' : `“${note}”`,
  ].filter((part) => part !== '');
  const parts = [`**${whyLeads[said.stance]}.** ${words.length > 0 ? words.join(' ') : 'No reason was stated.'}`];
  if (said.tippedOff) parts.push(`**What tipped me off:** ${tipOffWords[said.tippedOff]}.`);
  return [parts.join(' ')];
}

function result({ decision }: CaseView): string[] {
  const own = [decision.case?.result, decision.case?.impact].flatMap((text) => (text ? sentence(text) : []));
  const checks = outcomes(decision.verification).map(({ what, results }) => checkWords(what, results));
  const commits = decision.commits.slice(0, 3).map(({ sha, distance }) => {
    const state =
      distance === null
        ? 'contains the file'
        : distance < 0.005
          ? 'holds what was offered, unchanged'
          : `differs from what was offered by ${String(Math.round(100 * distance))} %`;
    return `commit ${codeSpan(sha.slice(0, 10))} ${state}`;
  });
  const more = decision.commits.length - commits.length;
  const paragraphs: string[] = [];
  if (checks.length > 0) paragraphs.push(`**Checked by** ${checks.join('; ')} (observed).`);
  const sentences = [
    ...own,
    commits.length > 0
      ? `${capitalised(commits.join('; '))}${more > 0 ? `; ${plural(more, 'later commit')}` : ''}.`
      : '',
  ].filter((part) => part !== '');
  if (sentences.length > 0) paragraphs.push(`**Result.** ${sentences.join(' ')}`);
  return paragraphs;
}

function proofLine({ state, decision, number }: CaseView, { size, signed }: CaseProof): string {
  const [strongest] =
    attributionOf(state) === 'confirmed' ? [] : [...decision.evidence].sort((a, b) => b.confidence - a.confidence);
  const said = decision.reflection;
  const differs = said && said.stance !== decision.verdict.label ? `, which I call ${said.stance}` : '';
  const open = decision.verdict.settled ? '' : ', not settled yet';
  const helped = helpedWith({ decision });
  return [
    `*Proof: observed as ${decision.verdict.label} (${verdictMeanings[decision.verdict.label]})${open}${differs}`,
    `AI origin: ${strongest ? evidenceWords[strongest.kind] : 'said by the author'}`,
    said ? `reason stated on ${longDate(said.at)}` : 'no reason stated',
    ...(helped === undefined ? [] : [`drafted by a model, then edited or approved by me: ${helped}`]),
    `record ${String(number)} of ${String(size)}, chained`,
    `${signed ? 'signed' : 'not signed'}.*`,
  ].join(' · ');
}

const resultWords: Readonly<Record<VerificationResult, string>> = {
  passed: 'passed',
  failed: 'failed',
  unknown: 'was run',
  appeared: 'appeared',
  gone: 'gone',
  opened: 'opened',
};

function checkWords(what: string, results: readonly VerificationResult[]): string {
  if (results.includes('opened')) return 'looking at the difference';
  // A record of a newer version may hold a result without words here.
  const words = results.length === 0 ? 'was run' : results.map((result) => resultWords[result]).join(', later ');
  const isProblem = results.some((result) => result === 'appeared' || result === 'gone');
  return isProblem ? `the problems the editor shows (${inlineText(what)} ${words})` : `${codeSpan(what)} (${words})`;
}

/** A text of the author's as one sentence: escaped, ending in a full stop. */
function sentence(text: string): string {
  const shown = inlineText(text);
  return shown === '' || /[.!?…”]$/u.test(shown) ? shown : `${shown}.`;
}
