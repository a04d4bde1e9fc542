import * as v from 'valibot';
import {
  checkpoints,
  domains,
  evidenceKinds,
  outcomes,
  stances,
  surfaces,
  taskKinds,
  tipOffs,
  verdicts,
} from '../../shared/words.ts';
import { codeModes } from '../shownText.ts';
import { survivalCheckpoints } from '../../ledger/left.ts';

// portfolio.json as data. docs/portfolio.schema.json is made from this; docs/portfolio-json.md says it in words. Lists of
// words a newer version may add to (reasons, results, methods) are plain text here, so that a reader keeps them.

export const portfolioSchema = 'pairfolio.portfolio/1';

const time = v.pipe(v.string(), v.isoTimestamp());
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const text = v.nullable(v.string());

const rate = v.looseObject({
  count: v.pipe(count, v.description('Decisions of this kind.')),
  n: v.pipe(count, v.description('Decisions they are counted among.')),
  share: v.pipe(v.nullable(share), v.description('count / n, four digits; null below twenty.')),
  low: v.pipe(v.nullable(share), v.description('Lower end of the 95 % Wilson score interval; null below twenty.')),
  high: v.pipe(v.nullable(share), v.description('Upper end of it; null below twenty.')),
});
/** A share with what it was counted from. */
export type Rate = v.InferOutput<typeof rate>;

const verdictRates = { trusted: rate, adapted: rate, overrode: rate };

const counts = v.looseObject({
  suggestions: v.pipe(count, v.description('Suggestions the decisions stand for.')),
  decisions: v.pipe(count, v.description('Decisions observed.')),
  decided: v.pipe(count, v.description('Of those, decisions with a verdict: the n of the verdicts.')),
  undecided: count,
  verdicts: v.looseObject(verdictRates),
  withReason: v.pipe(rate, v.description('Decisions whose author stated a reason, among all decisions.')),
  inCommit: v.pipe(rate, v.description('Decisions that were seen in a commit, among all decisions.')),
  languages: v.array(
    v.looseObject({
      language: v.pipe(text, v.description('Language id of the editor; null where it is unknown or mixed.')),
      decided: count,
      ...verdictRates,
    }),
  ),
  kinds: v.array(v.looseObject({ kind: v.nullable(v.picklist(taskKinds)), decided: count, ...verdictRates })),
  survival: v.pipe(
    v.array(v.looseObject({ checkpoint: v.picklist(survivalCheckpoints), unchanged: rate, mostlyUnchanged: rate })),
    v.description('Of what was taken in: how much was unchanged (distance 0), or mostly (below 0.33), at each moment.'),
  ),
  followUps: v.looseObject({
    known: v.pipe(
      count,
      v.description('Decisions of which a look two weeks later or more found out what became of them.'),
    ),
    trusted: v.looseObject({ overReliance: v.pipe(rate, v.description('Trusted, then rewritten or fixed.')) }),
    overrode: v.looseObject({
      goodOverride: v.pipe(rate, v.description('Overrode, and the own version stood.')),
      underReliance: v.pipe(rate, v.description('Overrode, yet the code came back to what was suggested.')),
    }),
  }),
  leftOut: v.looseObject({
    improbable: v.pipe(count, v.description('Suggestions less likely than not an AI’s.')),
    corrected: v.pipe(count, v.description('Suggestions the author said were not an AI’s.')),
    unread: v.pipe(count, v.description('Lines of the record that could not be read.')),
  }),
});
export type PortfolioCounts = v.InferOutput<typeof counts>;

const portfolioCase = v.looseObject({
  case: v.pipe(count, v.description('Its place on the page, from 1.')),
  id: v.pipe(v.string(), v.description('The decision’s id, as `pairfolio log` shows it.')),
  record: v.pipe(count, v.description('Place of its suggestion among all records, from 1.')),
  at: v.pipe(time, v.description('When the suggestion came.')),
  file: v.pipe(text, v.description('As published; null where it is not shown.')),
  language: text,
  tool: v.looseObject({ name: v.string(), model: text }),
  surface: v.picklist(surfaces),
  kind: v.nullable(v.picklist(taskKinds)),
  domain: v.nullable(v.picklist(domains)),
  verdict: v.pipe(
    v.looseObject({ observed: v.picklist(verdicts), settled: v.boolean() }),
    v.description('What was observed; `stance` beside it is what the author says. Neither overwrites the other.'),
  ),
  stance: v.nullable(v.picklist(stances)),
  reasons: v.pipe(v.array(v.string()), v.description('Ids of the reasons stated.')),
  tippedOff: v.nullable(v.picklist(tipOffs)),
  note: v.pipe(text, v.description('The author’s own words, as published.')),
  words: v.pipe(
    v.nullable(v.looseObject({ title: text, situation: text, result: text, impact: text })),
    v.description('The author’s words for the case, as published; null where there are none.'),
  ),
  evidence: v.pipe(
    v.array(v.looseObject({ kind: v.picklist(evidenceKinds), confidence: share, source: v.string() })),
    v.description('Why the suggestion is believed to be an AI’s.'),
  ),
  confidence: share,
  survival: v.pipe(
    v.array(
      v.looseObject({
        at: v.picklist(checkpoints),
        distance: v.nullable(share),
        retained: v.nullable(share),
        fourGram: v.nullable(share),
        noRevert: v.nullable(share),
      }),
    ),
    v.description('The last measurement the case rests on: how much of the suggestion stood.'),
  ),
  verification: v.pipe(
    v.array(v.looseObject({ kind: v.string(), what: v.string(), result: v.string(), at: time })),
    v.description('What was seen that checked it.'),
  ),
  commits: v.array(v.looseObject({ sha: v.string(), distance: v.nullable(share) })),
  followUp: v.nullable(
    v.looseObject({ days: count, distance: v.nullable(share), outcome: v.nullable(v.picklist(outcomes)) }),
  ),
  proof: v.pipe(v.array(v.string()), v.description('Levels of proof it reaches, weakest first as they were gained.')),
  code: v.pipe(v.picklist(codeModes), v.description('How much of its code the page and the manifest publish.')),
});
/** One row of the evidence table. */
export type PortfolioCase = v.InferOutput<typeof portfolioCase>;

/** The form of portfolio.json. Objects are loose: fields of a newer version are kept. */
export const portfolioForm = v.looseObject({
  schema: v.literal(portfolioSchema),
  exported: v.pipe(time, v.description('When it was exported.')),
  period: v.pipe(
    v.looseObject({ asked: v.boolean(), from: v.nullable(time), to: v.nullable(time) }),
    v.description('The period asked for, else from the first to the last suggestion; null where there is none.'),
  ),
  oneWorkspace: v.pipe(v.boolean(), v.description('Whether only one workspace of the author is counted.')),
  reviewed: v.pipe(v.boolean(), v.description('Whether the author chose and saw the cases.')),
  record: v.pipe(
    v.looseObject({ root: hash, size: count }),
    v.description('Merkle root (RFC 6962) over all records at export, and how many there were.'),
  ),
  counts,
  method: v.pipe(
    v.array(v.string()),
    v.description('Ids of the rules and limits that hold; docs/portfolio-json.md says each.'),
  ),
  cases: v.array(portfolioCase),
});
/** portfolio.json as read. */
export type PortfolioData = v.InferOutput<typeof portfolioForm>;
