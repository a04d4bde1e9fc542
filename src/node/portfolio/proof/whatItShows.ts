import type { Check } from '../../../core/portfolio/verifyPortfolio.ts';
import type { Signer } from './signatureCheck.ts';

/** What the checks found, as far as it changes what they prove. */
export interface Findings {
  readonly signer: Signer | undefined;
  /** Whether an anchor was found, of this state of the record or of an earlier one. */
  readonly anchored: boolean;
  readonly commits: readonly Check[];
  readonly endorsed: boolean;
}

/** What a check proves and what it does not, in sentences; docs/proof.md says the same at length. */
export function whatItShows(
  ok: boolean,
  { signer, anchored, commits, endorsed }: Findings,
): { readonly shows: readonly string[]; readonly showsNot: readonly string[] } {
  const found = commits.filter(({ status }) => status === 'passed').length;
  const shows = [
    'No listed file was changed since the export, the cases belong to one record that fits together, and the page shows them as recorded.',
    ...(signer
      ? [
          `Whoever holds the key ${signer.key.fingerprint} signed exactly this portfolio${signer.name === undefined ? '' : `; by the list you brought (${signer.from ?? ''}) that is ${signer.name}`}.`,
        ]
      : []),
    ...(found > 0 ? [`The repository holds the code of ${String(found)} of ${String(commits.length)} cases.`] : []),
    ...(anchored
      ? ['What an anchored root covers existed when the tag that carries it was first in somebody else’s hands.']
      : []),
    ...(endorsed ? ['Whoever signed an endorsement stands by that case as it is shown.'] : []),
  ];
  const showsNot = [
    !anchored
      ? 'It is internally consistent, not more: the record is not anchored, so its author could have written all of it afterwards.'
      : 'The date of a tag is written by its author’s machine and can be made up: what counts is when your forge first showed the tag, or a clone of yours first had it.',
    ...(signer ? [] : ['It is not signed, so it does not show who the author is.']),
    ...(signer && signer.name === undefined
      ? [
          'It does not show whose key that is: compare it with the keys that the author’s forge publishes (--signers FILE).',
        ]
      : []),
    ...(found > 0
      ? [
          'Dates of commits, and who is named in them, can be made up; that an AI offered the code stands in the record alone.',
        ]
      : []),
    'The record was kept on its author’s machine: nothing here proves that what it says is true or complete.',
    'Counts and tables cannot be recomputed from this folder.',
  ];
  return { shows: ok ? shows : [], showsNot };
}
