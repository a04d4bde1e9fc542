import { inlineText } from '../../portfolio/escape.ts';
import { markdownTable } from '../../portfolio/sections/table.ts';
import { capitalised } from '../../portfolio/words.ts';
import { blockOf } from '../layout.ts';
import { figureOf, type TeamReport } from '../teamReport.ts';
import { publishedCollaboration } from './published.ts';
import { heldBack, shareWords } from './uncertainty.ts';

/** Relied on too much, and too little: apart, never one score. */
export function reliance(report: TeamReport): string {
  const [trusted, overrode] = [figureOf(report, 'after-14-days.trusted'), figureOf(report, 'after-14-days.overrode')];
  const line = (words: string, figure: typeof trusted, option: string): string => {
    const share = figure ? shareWords(figure, option) : heldBack;
    return `- ${words}: **${share}**${figure && share !== heldBack ? `, n = ${String(figure.n)}` : ''}`;
  };
  return [
    '## Relied on too much, or too little',
    'Fourteen days after a decision its place in the code is looked at again.',
    [
      line(
        '*Over-reliance*: of what was trusted, rewritten by a third or more, put back, or fixed',
        trusted,
        'over-reliance',
      ),
      line(
        '*Under-reliance*: of what was overridden and could be followed, came back to what had been suggested',
        overrode,
        'under-reliance',
      ),
      line('*Good overrides*: of the same, the developer’s own version stood', overrode, 'good-override'),
    ].join('\n'),
    'There is no published figure to compare these with. A share below 10 % or above 90 % is held back, because it would tell nearly the same of every member.',
  ].join('\n\n');
}

/** Why overrides happened, how results were checked, what AI is used for. */
export function answers(report: TeamReport): string {
  return [
    section(
      report,
      '## Why suggestions were not kept',
      'overrode.reason',
      'As members said it themselves; who said nothing is not in it.',
      'reason',
    ),
    section(
      report,
      '## How results were checked',
      'checked-by',
      'The strongest check that was seen after a suggestion. Checks outside the editor are not seen.',
      'check',
    ),
    section(report, '## Where suggestions come from', 'surface', 'By the part of the tools that made them.', 'surface'),
  ].join('\n\n');
}

function section(report: TeamReport, heading: string, block: string, explained: string, what: string): string {
  const figure = figureOf(report, block);
  if (!figure) return `${heading}\n\nToo few members have an answer, or nearly all have the same.`;
  const { options } = blockOf(block);
  const told = options
    .filter(({ id }) => typeof figure.shares[id] === 'number')
    .sort((a, b) => (figure.shares[b.id] ?? 0) - (figure.shares[a.id] ?? 0));
  const rest = options.filter(({ id }) => !told.some((option) => option.id === id));
  return [
    heading,
    explained,
    markdownTable(
      [what, `share (n = ${String(figure.n)})`],
      told.map(({ id, words }) => [capitalised(words), shareWords(figure, id)]),
    ),
    ...(rest.length > 0 ? [`${capitalised(heldBack)}: ${rest.map(({ words }) => words).join(', ')}.`] : []),
  ].join('\n\n');
}

/** Augmentation beside automation, and beside what was published. */
export function collaboration(report: TeamReport): string {
  const heading = '## Together with AI, or handed over';
  const both = figureOf(report, 'collaboration');
  const figure = figureOf(report, 'pattern');
  const published = `Published elsewhere, augmentation to automation: ${publishedCollaboration
    .map(({ words, source }) => `${words}; source: ${inlineText(source)}`)
    .join('. ')}.`;
  const shares = both && [both.shares['augmentation'], both.shares['automation']];
  return [
    heading,
    both && shares?.every((share) => typeof share === 'number')
      ? `Augmentation (done together): **${shareWords(both, 'augmentation')}** · automation (handed over): **${shareWords(both, 'automation')}**, n = ${String(both.n)}.`
      : 'Too few members have decisions, or nearly all work alike, so this is held back.',
    published,
    ...(figure
      ? [
          markdownTable(
            ['pattern', `share (n = ${String(figure.n)})`],
            blockOf('pattern').options.map(({ id, words }) => [capitalised(words), shareWords(figure, id)]),
          ),
        ]
      : []),
    'The five patterns are those of the Anthropic Economic Index. Here they are guessed from the events of a decision, and a member may have stated them otherwise; the published figures were found in other ways.',
  ].join('\n\n');
}
