import path from 'node:path';
import { parsePeriod } from '../../core/portfolio/period.ts';
import { codeModes, type CodeMode } from '../../core/portfolio/shownText.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import type { CaseChoice } from '../portfolio/build.ts';
import { exportPortfolio } from '../portfolio/export.ts';
import type { Command } from './command.ts';
import { reportUnread } from './reportUnread.ts';

/** `pairfolio portfolio --out DIR`: writes the portfolio. */
export const portfolioCommand: Command = {
  name: 'portfolio',
  usage: '--out DIR [--cases ID,…] [--code full|signature|none] [--period P] [--workspace W] [--json]',
  summary: 'write a portfolio that a stranger can check (P: 2026, 2026-Q4, 2026-10, 2026-09-01..2026-11-22)',
  options: {
    out: { type: 'string' },
    cases: { type: 'string' },
    code: { type: 'string' },
    period: { type: 'string' },
    workspace: { type: 'string' },
    json: { type: 'boolean' },
  },
  positionals: [0, 0],
  async run(context, options) {
    const out = options['out'];
    if (typeof out !== 'string' || out === '')
      throw new PairfolioError('usage', 'Say where to write: pairfolio portfolio --out DIR.');
    const folder = path.resolve(context.cwd, out);
    const ledger = context.openLedger();
    const result = await exportPortfolio(ledger, {
      out: folder,
      cases: typeof options['cases'] === 'string' ? caseChoices(options['cases']) : undefined,
      code: codeOption(options['code']),
      period: typeof options['period'] === 'string' ? parsePeriod(options['period']) : undefined,
      workspace: typeof options['workspace'] === 'string' ? options['workspace'] : undefined,
      clock: context.clock,
      digest: context.digest,
      mayOverwrite: (names) =>
        context.confirm(`${names.join(', ')} in ${folder} was changed since it was exported. Overwrite it?`),
      onProgress: (step) => {
        if (context.interactive && options['json'] !== true) context.note(`${step} …`);
      },
      signal: context.signal,
    });
    reportUnread(context, ledger.unread);
    if (options['json'] === true) {
      context.print(JSON.stringify({ schema: 'pairfolio.export/1', ...result }));
      return 0;
    }
    for (const file of result.files) context.print(`wrote ${file}`);
    if (result.decisions === 0)
      context.print(
        'No decision was recorded in this period, so the portfolio is nearly empty. `pairfolio import` reads the transcripts of AI agents on this machine.',
      );
    else if (result.draft)
      context.print(
        'A draft: the cases were proposed. Read portfolio.md, then choose with `--cases ID,…`; `pairfolio log` lists the ids.',
      );
    context.print(`Check it as a stranger would: pairfolio verify ${quoted(out)}`);
    return 0;
  },
};

function codeOption(value: unknown): CodeMode {
  if (value === undefined) return 'full';
  const mode = codeModes.find((candidate) => candidate === value);
  if (!mode) throw new PairfolioError('usage', '--code takes full, signature or none.');
  return mode;
}

function quoted(text: string): string {
  return /^[\w./~+-]+$/.test(text) ? text : `'${text.replace(/'/g, String.raw`'\''`)}'`;
}

/** `ID,ID:signature`: ids with commas between them, each with its own code mode where it has one. */
function caseChoices(text: string): CaseChoice[] {
  return text.split(',').map((part) => {
    const [id = '', code] = part.split(':').map((word) => word.trim());
    return { id, code: code === undefined ? undefined : codeOption(code) };
  });
}
