import path from 'node:path';
import { decisionSchema } from '../../core/ledger/decision.ts';
import { traceSchema } from '../../core/portfolio/agentTrace/traceRecord.ts';
import { withheldBy } from '../../core/portfolio/exchange/decisionLine.ts';
import { parsePeriod } from '../../core/portfolio/period.ts';
import type { CodeMode } from '../../core/portfolio/shownText.ts';
import { plural } from '../../core/portfolio/words.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import { asObject, asString, parseJson } from '../../core/shared/json.ts';
import { Repository } from '../git/git.ts';
import {
  exportDecisions,
  exportFormats,
  type DecisionExport,
  type ExportFormat,
  type LeftOut,
} from '../portfolio/exportDecisions.ts';
import { lookBeforeWritingFile, OutFile } from '../portfolio/outFile.ts';
import type { Command, CommandContext, OptionValues } from './command.ts';
import { codeOption, namesOption } from './options.ts';
import { reportUnread } from './reportUnread.ts';

/** How often progress is told, in milliseconds. */
const progressEvery = 2_000;

/** `pairfolio export --out FILE`: the decisions as JSON Lines or Agent Trace records, for other programs. */
export const exportCommand: Command = {
  name: 'export',
  usage:
    '--out FILE [--format jsonl|agent-trace] [--code none|signature|full] [--period P] [--workspace W] [--names FILE] [--repo DIR] [--json]',
  summary:
    'write the decisions for other programs; without --code no code, prompt, note or path leaves (`-`: standard output)',
  options: {
    out: { type: 'string' },
    format: { type: 'string' },
    code: { type: 'string' },
    period: { type: 'string' },
    workspace: { type: 'string' },
    names: { type: 'string' },
    repo: { type: 'string' },
    json: { type: 'boolean' },
  },
  positionals: [0, 0],
  async run(context, options) {
    const out = options['out'];
    if (typeof out !== 'string' || out === '')
      throw new PairfolioError(
        'usage',
        'Say where to write: pairfolio export --out FILE, or `--out -` for standard output.',
      );
    const format = formatOption(options['format']);
    const code = codeOption(options['code'], 'none');
    const asJson = options['json'] === true;
    if (out === '-' && asJson)
      throw new PairfolioError('usage', 'With `--out -` standard output holds the export; leave out --json.');
    if (options['repo'] !== undefined && format === 'jsonl')
      throw new PairfolioError(
        'usage',
        '--repo is where committed lines are looked for; it goes with --format agent-trace.',
      );
    const period = typeof options['period'] === 'string' ? parsePeriod(options['period']) : undefined;
    const names = namesOption(options['names'], context.cwd);
    const repository =
      typeof options['repo'] === 'string'
        ? await Repository.open(path.resolve(context.cwd, options['repo']), context.signal)
        : null;
    const sink = out === '-' ? printing(context) : await fileSink(path.resolve(context.cwd, out), context);
    try {
      const ledger = context.openLedger();
      const result = await exportDecisions(ledger, {
        format,
        code,
        period,
        workspace: typeof options['workspace'] === 'string' ? options['workspace'] : undefined,
        names,
        repository,
        digest: context.digest,
        signal: context.signal,
        write: (line) => sink.writeLine(line),
        onProgress: context.interactive && !asJson ? teller(context) : undefined,
      });
      sink.finish();
      reportUnread(context, ledger.unread);
      if (asJson)
        context.print(
          JSON.stringify({ schema: 'pairfolio.decisions-export/1', format, code, file: sink.file, ...result }),
        );
      else for (const line of describe(sink.file, format, code, repository !== null, result)) sink.tell(line);
      return 0;
    } catch (error) {
      sink.discard();
      throw error;
    }
  },
};

/** Where the lines go, and where what is said about them. */
interface Sink {
  readonly file: string;
  writeLine(line: string): void;
  finish(): void;
  discard(): void;
  tell(line: string): void;
}

function printing(context: CommandContext): Sink {
  const nothing = (): void => undefined;
  return {
    file: 'standard output',
    writeLine: (line) => context.print(line),
    finish: nothing,
    discard: nothing,
    tell: (line) => context.note(line),
  };
}

async function fileSink(file: string, context: CommandContext): Promise<Sink> {
  const { target, occupied } = lookBeforeWritingFile(file, isOurs);
  if (occupied && !(await context.confirm(`${file} is there already and is not from an earlier export. Overwrite it?`)))
    throw new PairfolioError(
      'output-unwritable',
      `${file} is there already and is not from an earlier export; choose another file, or say --yes.`,
    );
  const written = new OutFile(target);
  return {
    file,
    writeLine: (line) => written.writeLine(line),
    finish: () => written.finish(),
    discard: () => written.discard(),
    tell: (line) => context.print(line),
  };
}

function isOurs(line: string): boolean {
  const record = asObject(parseJson(line));
  const schema = asString(record['schema']) ?? asString(asObject(asObject(record['metadata'])['pairfolio'])['schema']);
  return schema === decisionSchema || schema === traceSchema;
}

function formatOption(value: OptionValues[string]): ExportFormat {
  if (value === undefined) return 'jsonl';
  const format = exportFormats.find((candidate) => candidate === value);
  if (!format) throw new PairfolioError('usage', '--format takes jsonl or agent-trace.');
  return format;
}

function teller(context: CommandContext): (done: number, of: number) => void {
  let last = context.clock.now();
  return (done, of) => {
    if (context.clock.now() - last < progressEvery) return;
    last = context.clock.now();
    context.note(`Wrote ${String(done)} of ${plural(of, 'decision')}…`);
  };
}

const leftOutWords: Readonly<Record<LeftOut, string>> = {
  'no-commit': 'seen in no commit',
  'no-file': 'without a path in the record',
  'not-in-repository': 'with commits the repository does not have',
  'path-withheld': 'with a listed name or a secret in the path',
};

function describe(
  file: string,
  format: ExportFormat,
  code: CodeMode,
  looked: boolean,
  { decisions, written, withLines, masked, leftOut }: DecisionExport,
): string[] {
  const lines =
    format === 'jsonl'
      ? [`wrote ${plural(written, 'decision')} to ${file}`]
      : [
          `wrote ${plural(written, 'record')} to ${file}, ${looked ? `${String(withLines)} with their lines` : 'without lines: --repo DIR looks for them'}`,
        ];
  const missing = Object.entries(leftOut).filter(([, count]) => count > 0);
  if (missing.length > 0)
    // The keys are those of the table.
    lines.push(
      `Left out: ${missing.map(([why, count]) => `${String(count)} ${leftOutWords[why as LeftOut]}`).join(', ')}.`,
    );
  if (format === 'jsonl' && withheldBy[code].length > 0)
    lines.push(`With --code ${code} each line leaves out: ${withheldBy[code].join(', ')}.`);
  if (masked > 0) lines.push(`Secrets were masked in ${plural(masked, 'decision')}.`);
  if (decisions === 0) lines.push('No decision was recorded in this period and workspace. `pairfolio log` lists all.');
  return lines;
}
