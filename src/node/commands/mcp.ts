import fs from 'node:fs';
import path from 'node:path';
import { openRedactor } from '../../core/portfolio/redact/openRedactor.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import { RecordTools } from '../assist/recordTools.ts';
import { rulesIn } from '../import/repositoryRules.ts';
import { scanForSecrets } from '../portfolio/secretScan.ts';
import type { Command } from './command.ts';
import { namesOption } from './options.ts';

/** `pairfolio mcp`: the record of one workspace as a tool for an assistant, over standard input and output. */
export const mcpCommand: Command = {
  name: 'mcp',
  usage: '--allow read|note [--workspace DIR] [--names FILE]',
  summary: 'let an assistant ask this workspace’s record (Model Context Protocol)',
  options: { allow: { type: 'string' }, workspace: { type: 'string' }, names: { type: 'string' } },
  positionals: [0, 0],
  async run(context, { allow, workspace, names }) {
    if (allow !== 'read' && allow !== 'note')
      throw new PairfolioError(
        'usage',
        'An assistant that is connected reads your decisions in this folder and your notes on them, and may pass them on to its model. Say --allow read, or --allow note to let it note decisions as well.',
      );
    const folder = path.resolve(context.cwd, typeof workspace === 'string' ? workspace : '.');
    if (!fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory())
      throw new PairfolioError('usage', `--workspace takes a folder; ${folder} is none.`);
    const rules = namesOption(names, context.cwd);
    const redactor = async (): ReturnType<ConstructorParameters<typeof RecordTools>[2]> =>
      (await openRedactor(rules, scanForSecrets)).redactor;
    const tools = new RecordTools(context.openLedger(), context.clock, redactor, {
      folders: () => [folder],
      mayShare: ({ repository }) => rulesIn(repository ?? folder).content === 'full',
    });
    const { serve } = await import('../assist/mcp.ts');
    await serve({ version: context.version, tools, mayNote: allow === 'note' }, context.signal);
    return 0;
  },
};
