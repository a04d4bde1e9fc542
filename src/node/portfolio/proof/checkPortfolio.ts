import { levelsAtExport, type ProofLevel } from '../../../core/portfolio/proof/levels.ts';
import { verifyPortfolio, type Check, type PortfolioFolder } from '../../../core/portfolio/verifyPortfolio.ts';
import type { Clock } from '../../../core/shared/clock.ts';
import type { Digest } from '../../../core/shared/digest.ts';
import { checkCommits, Clone } from '../commitCheck.ts';
import { checkAnchors, type AnchorsFound } from './anchor.ts';
import { checkEndorsements, type EndorsementFound } from './endorsementCheck.ts';
import { checkPortfolioSignature } from './signatureCheck.ts';
import type { Trust } from './trust.ts';
import { whatItShows, type Findings } from './whatItShows.ts';

/** With what a portfolio is checked. */
export interface CheckOptions {
  readonly clock: Clock;
  readonly digest: Digest;
  /** The keys the reader trusts. */
  readonly trust?: Trust | undefined;
  /** A clone in which commits and anchors are looked for. */
  readonly clone?: string | undefined;
}

/** How far one case is proved. */
export interface CaseLevels {
  /** Its number on the page, from 1. */
  readonly case: number;
  readonly id: string;
  readonly levels: readonly ProofLevel[];
}

/** Everything that checking a portfolio gave. */
export interface PortfolioCheck {
  readonly ok: boolean;
  readonly checks: readonly Check[];
  /** Files in the folder that nothing vouches for. */
  readonly notCovered: readonly string[];
  /** Empty where a check failed: then nothing counts. */
  readonly levels: readonly CaseLevels[];
  /** What the checks prove, a sentence each; empty where one failed. */
  readonly shows: readonly string[];
  /** What they do not prove, a sentence each. */
  readonly showsNot: readonly string[];
}

/**
 * Checks a portfolio with all that its reader has: its files, keys from elsewhere, a clone.
 * @throws PairfolioError `no-repository`, `git-failed`
 */
export async function checkPortfolio(folder: PortfolioFolder, options: CheckOptions): Promise<PortfolioCheck> {
  const { clock, digest, trust } = options;
  const { checks: found, said, cases, ok: filesFit, notCovered } = verifyPortfolio(folder, digest);
  const checks: Check[] = [...found];
  const now = clock.now();
  const signature = said && checkPortfolioSignature(folder, said, trust, now);
  if (signature?.check) checks.push(signature.check);
  const signer = signature?.signer;
  const endorsements = said ? checkEndorsements(folder, { manifest: said.manifest, signer, trust, now, digest }) : [];
  checks.push(...endorsements.map(({ check }) => check));
  let anchors: AnchorsFound | undefined;
  let commits: readonly Check[] = [];
  if (options.clone !== undefined) {
    const clone = await Clone.open(options.clone);
    if (filesFit && said) {
      anchors = await checkAnchors(clone, said.manifest);
      const looked: Check[] = [];
      for (const [index, view] of cases.entries()) looked.push(await checkCommits(view, index + 1, clone));
      commits = looked;
      checks.push(...anchors.checks, ...commits);
    }
  }
  const ok = checks.every(({ status }) => status !== 'failed');
  const findings: Findings = {
    signer,
    anchored: anchors?.checks.some(({ status }) => status === 'passed') === true,
    commits,
    endorsed: endorsements.some(({ endorses }) => endorses),
  };
  const looked = new Set(endorsements.flatMap(({ files }) => files));
  return {
    ok,
    checks,
    notCovered: notCovered.filter((name) => !looked.has(name)),
    levels: ok
      ? cases.map((view, index) => ({
          case: index + 1,
          id: view.state.id,
          levels: [
            ...levelsAtExport(view, signer !== undefined),
            ...(anchors?.cases.has(index + 1) === true ? (['anchored'] as const) : []),
            ...(isEndorsed(endorsements, index + 1) ? (['endorsed'] as const) : []),
          ],
        }))
      : [],
    ...whatItShows(ok, findings),
  };
}

function isEndorsed(endorsements: readonly EndorsementFound[], place: number): boolean {
  return endorsements.some(({ endorses }) => endorses?.place === place);
}
