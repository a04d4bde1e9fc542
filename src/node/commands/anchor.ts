import path from 'node:path';
import { decodeLine } from '../../core/ledger/codec.ts';
import { verifyPortfolio } from '../../core/portfolio/verifyPortfolio.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import { noteAnchor } from '../ledger/anchors.ts';
import type { Checkpoint } from '../ledger/ledger.ts';
import { Clone } from '../portfolio/commitCheck.ts';
import { DiskPortfolio } from '../portfolio/portfolioFolder.ts';
import { writeAnchor, type Anchored } from '../portfolio/proof/anchor.ts';
import type { Command, CommandContext } from './command.ts';

/** `pairfolio anchor --repo DIR`: writes the record's root where others can see it. */
export const anchorCommand: Command = {
  name: 'anchor',
  usage: '--repo DIR [--portfolio DIR] [--json]',
  summary:
    'write the root of the record, or of an exported portfolio, into a tag of a repository, for you to push: from then on others can tell that it existed',
  options: { repo: { type: 'string' }, portfolio: { type: 'string' }, json: { type: 'boolean' } },
  positionals: [0, 0],
  async run(context, options) {
    const { repo, portfolio } = options;
    if (typeof repo !== 'string' || repo === '')
      throw new PairfolioError('usage', 'Say in which repository: pairfolio anchor --repo DIR.');
    const clone = await Clone.open(path.resolve(context.cwd, repo));
    const state = typeof portfolio === 'string' ? undefined : context.openLedger().checkpoint('export');
    const record = state ?? exported(path.resolve(context.cwd, String(portfolio)), context);
    const { tag, isNew } = await writeAnchor(clone, record, context.clock);
    // Later exports prove what stood in it then.
    const anchored = state ?? checkpointOf(record.root, context);
    if (anchored) noteAnchor(context.ledgerHome, { root: record.root, at: anchored.at, heads: anchored.heads });
    const { root, size } = record;
    if (options['json'] === true) {
      context.print(JSON.stringify({ schema: 'pairfolio.anchor/1', tag, isNew, record: { root, size } }));
      return 0;
    }
    context.print(
      `${isNew ? 'wrote' : 'already there:'} the tag ${tag}, with the root ${root} of ${String(size)} entries`,
    );
    context.print(`Nothing was sent. It proves nothing until others have it: git push origin refs/tags/${tag}`);
    return 0;
  },
};

/** The checkpoint an export ended with, if this is the ledger it came from. */
function checkpointOf(root: string, context: CommandContext): Pick<Checkpoint, 'at' | 'heads'> | undefined {
  for (const { lines } of context.openLedger().segments()) {
    for (const line of lines.filter((text) => text.includes(root))) {
      const decoded = decodeLine(line);
      if (decoded.kind === 'record' && decoded.record.type === 'checkpoint' && decoded.record.body.root === root)
        return { at: decoded.record.at, heads: decoded.record.body.heads };
    }
  }
  return undefined;
}

/** The root of a portfolio that verifies. */
function exported(folder: string, { digest }: CommandContext): Anchored {
  const { said, ok, checks } = verifyPortfolio(new DiskPortfolio(folder), digest);
  if (said && ok) return said.manifest.record;
  const wrong = checks.find(({ status }) => status === 'failed')?.about ?? '';
  throw new PairfolioError('verification-failed', `This portfolio does not verify (${wrong}), so it is not anchored.`);
}
