import path from 'node:path';
import { readableFolder } from '../../core/team/contributionWords.ts';
import { sealedFolder } from '../../core/team/sealed/sealedWords.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import type { TeamReport } from '../../core/team/teamReport.ts';
import type { TeamWindow } from '../../core/team/window.ts';
import { collectorUrl } from '../team/collector.ts';
import {
  releasedBefore,
  releaseTeamReport,
  windowOption,
  type ReleaseOptions,
  type ReleaseResult,
  type Uncounted,
} from '../team/releaseTeamReport.ts';
import type { Command, CommandContext, OptionValues } from './command.ts';
import { sendReleased } from './sendReleased.ts';

/** `pairfolio team DIR --out OUT`: the report of a team from its members' contributions. */
export const teamCommand: Command = {
  name: 'team',
  usage: 'DIR --out OUT [--window W] [--sealed ROSTER] [--otlp URL] [--json]',
  summary:
    'release the report of a team window from DIR, the folder of its members’ contributions, or say why it is held (exit code 1; without W: the latest window in DIR; --sealed: the contributions are sealed with this roster; --otlp: send the released report to an OpenTelemetry collector, without DIR one that was released before)',
  options: {
    out: { type: 'string' },
    window: { type: 'string' },
    sealed: { type: 'string' },
    otlp: { type: 'string' },
    json: { type: 'boolean' },
  },
  positionals: [0, 1],
  async run(context, options, [from]) {
    const named = options['out'];
    if (typeof named !== 'string' || named === '')
      throw new PairfolioError('usage', 'Say where to write: pairfolio team DIR --out OUT.');
    const out = path.resolve(context.cwd, named);
    const collector = typeof options['otlp'] === 'string' ? collectorUrl(options['otlp']) : undefined;
    const window = windowOption(options['window']);
    if (from === undefined && !collector)
      throw new PairfolioError('usage', 'Say where the contributions are: pairfolio team DIR --out OUT.');
    const result =
      from === undefined
        ? releasedBefore(out, window, context.digest)
        : await releaseTeamReport(releaseOptions(context, options, { from, out, window }));
    const sent = result.released && collector ? await trySending(context, result.report, collector) : undefined;
    if (options['json'] === true)
      context.print(JSON.stringify({ schema: 'pairfolio.team/1', ...result, ...(sent === undefined ? {} : { sent }) }));
    else printResult(context, result);
    if (collector && !result.released) context.note('Nothing was sent.');
    return result.released && sent !== false ? 0 : 1;
  },
};

function releaseOptions(
  context: CommandContext,
  options: OptionValues,
  { from, out, window }: { readonly from: string; readonly out: string; readonly window: TeamWindow | undefined },
): ReleaseOptions {
  const sealed = options['sealed'];
  context.note(typeof sealed === 'string' ? sealedFolder : readableFolder);
  return {
    from: path.resolve(context.cwd, from),
    out,
    window,
    roster: typeof sealed === 'string' ? path.resolve(context.cwd, sealed) : undefined,
    clock: context.clock,
    digest: context.digest,
    signal: context.signal,
    onFile: (name, fate) => context.note(`${JSON.stringify(name)}: ${fateWords[fate]}`),
    onProgress: (files) => {
      if (context.interactive && options['json'] !== true && files % 10_000 === 0)
        context.note(`${String(files)} files read …`);
    },
    ...(context.interactive ? { mayRelease: (question) => context.confirm(question) } : {}),
  };
}

/** The report stays released when it could not be sent; that is said, and the exit code is 1. */
async function trySending(context: CommandContext, report: TeamReport, collector: URL): Promise<boolean> {
  try {
    return await sendReleased(context, report, collector);
  } catch (error) {
    if (!PairfolioError.is(error, 'send-failed')) throw error;
    context.note(`pairfolio: ${error.message} It is released all the same; send it again without DIR.`);
    return false;
  }
}

function printResult(context: CommandContext, result: ReleaseResult): void {
  if (!result.released) {
    context.print(`No report${result.window === null ? '' : ` of ${result.window}`}:`);
    for (const reason of result.reasons) context.print(`- ${reason}`);
    return;
  }
  for (const file of result.files) context.print(`wrote ${file}`);
  if (result.again && result.files.length > 0)
    context.print('This window had been released already; the report is the same.');
}

const fateWords: Readonly<Record<Uncounted, string>> = {
  duplicate: 'the same contribution again, counted once',
  conflicting:
    'has the tag of another file but not its content; neither is counted, so remove the one that is not meant',
  withdrawn: 'was withdrawn by its member and is not counted',
  withdrawal: 'takes a contribution back',
  newer: 'was written by a newer Pairfolio and is not counted here',
  damaged: 'cannot be read and is not counted',
  impossible: 'was edited: no record gives these numbers, so it is not counted',
  foreign: 'is no contribution',
  sealed: 'is a sealed contribution; name its roster (--sealed ROSTER)',
  plain: 'is a plain contribution, which whoever holds the folder can read; it is not counted among sealed ones',
  changed: 'was changed after it was sealed and is not counted',
  'other-window': 'was sealed for another window',
  'other-attempt': 'was sealed for another attempt of this window, with another roster',
  'other-roster': 'was sealed with another roster than this one, so its masks do not cancel',
  stranger: 'is of a member who is not on the roster',
};
