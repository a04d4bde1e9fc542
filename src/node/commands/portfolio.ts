import path from 'node:path';
import { parsePeriod } from '../../core/portfolio/period.ts';
import { kindWords, type MaskedPlace } from '../../core/portfolio/redact/places.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import type { CaseChoice } from '../portfolio/build.ts';
import { exportPortfolio } from '../portfolio/export.ts';
import { prepareSigning } from '../portfolio/proof/signing.ts';
import type { Command } from './command.ts';
import { codeOption, namesOption } from './options.ts';
import { reportUnread } from './reportUnread.ts';

/** `pairfolio portfolio --out DIR`: writes the portfolio. */
export const portfolioCommand: Command = {
  name: 'portfolio',
  usage:
    '--out DIR [--cases ID,…] [--code full|signature|none] [--period P] [--workspace W] [--names FILE] [--sign [KEY]] [--json]',
  summary:
    'write a portfolio that a stranger can check (P: 2026, 2026-Q4, 2026-10, 2026-09-01..2026-11-22; FILE: `name` or `name = replacement`, one a line; KEY: an SSH key, by default the one git signs with, the agent’s or yours in ~/.ssh)',
  options: {
    out: { type: 'string' },
    cases: { type: 'string' },
    code: { type: 'string' },
    period: { type: 'string' },
    workspace: { type: 'string' },
    names: { type: 'string' },
    sign: { type: 'string' },
    json: { type: 'boolean' },
  },
  optionalValues: ['sign'],
  positionals: [0, 0],
  async run(context, options) {
    const out = options['out'];
    if (typeof out !== 'string' || out === '')
      throw new PairfolioError('usage', 'Say where to write: pairfolio portfolio --out DIR.');
    const folder = path.resolve(context.cwd, out);
    const signing = typeof options['sign'] === 'string' ? await prepareSigning(options['sign'], context) : undefined;
    const ledger = context.openLedger();
    const result = await exportPortfolio(ledger, {
      out: folder,
      cases: typeof options['cases'] === 'string' ? caseChoices(options['cases']) : undefined,
      code: codeOption(options['code'], 'full'),
      period: typeof options['period'] === 'string' ? parsePeriod(options['period']) : undefined,
      workspace: typeof options['workspace'] === 'string' ? options['workspace'] : undefined,
      names: namesOption(options['names'], context.cwd),
      signedWith: signing?.signedWith,
      sign: signing?.sign,
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
    for (const message of result.lost) context.note(`pairfolio: the ledger is not whole: ${message}`);
    if (options['json'] === true) {
      context.print(JSON.stringify({ schema: 'pairfolio.export/1', ...result }));
      return 0;
    }
    for (const file of result.files) context.print(`wrote ${file}`);
    if (signing) context.print(`signed with ${signing.with.from} (${signing.with.key.fingerprint})`);
    for (const place of result.masked) context.print(maskedWords(place, result.cases));
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

/** Where something was masked: "masked a GitHub token in case 2, prompt, line 3". */
function maskedWords({ case: id, where, line, kind, leftOut }: MaskedPlace, cases: readonly string[]): string {
  if (where === 'names') return `masked ${kindWords(kind)} in the names list, name ${String(line)}`;
  const place = `${id === null ? '' : `case ${String(cases.indexOf(id) + 1)}, `}${where}`;
  if (leftOut !== true) return `masked ${kindWords(kind)} in ${place}, line ${String(line)}`;
  return `left out a record of ${place}: it holds ${kind === 'name' ? 'a name of the list' : kind === 'path' ? 'the path of a home folder' : kindWords(kind)} and can only be shown to the letter`;
}

function quoted(text: string): string {
  return /^[\w./~+-]+$/.test(text) ? text : `'${text.replace(/'/g, String.raw`'\''`)}'`;
}

/** `ID,ID:signature`: ids with commas between them, each with its own code mode where it has one. */
function caseChoices(text: string): CaseChoice[] {
  return text.split(',').map((part) => {
    const [id = '', code, ...more] = part.split(':').map((word) => word.trim());
    if (more.length > 0)
      throw new PairfolioError('usage', '--cases takes ID or ID:signature, with commas between them.');
    return { id, code: code === undefined ? undefined : codeOption(code, 'full') };
  });
}
