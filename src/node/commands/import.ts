import fs from 'node:fs';
import path from 'node:path';
import { PairfolioError } from '../../core/shared/errors.ts';
import { Classification } from '../follow-up/classification.ts';
import { FollowUps, type FollowUpSummary, type RootsOf } from '../follow-up/followUps.ts';
import { describeFollowUp } from '../follow-up/summary.ts';
import { Repository } from '../git/git.ts';
import { TranscriptImport, type ImportOptions } from '../import/importTranscripts.ts';
import { rulesFromRepository } from '../import/repositoryRules.ts';
import { describeSummary } from '../import/summary.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { transcriptSources } from '../transcripts/sources.ts';
import type { TranscriptHome, TranscriptSource } from '../transcripts/source.ts';
import type { Command, CommandContext, OptionValues } from './command.ts';
import { sinceOption } from './options.ts';

/** How often progress is told, in milliseconds. */
const progressEvery = 2_000;

/** `pairfolio import`: the transcripts of agents on this machine into the ledger. */
export const importCommand: Command = {
  name: 'import',
  usage: '[--source NAME…] [--from DIR] [--repo DIR] [--since DATE] [--json]',
  summary: 'read the transcripts of AI agents; repeating it adds nothing twice',
  options: {
    source: { type: 'string', multiple: true },
    from: { type: 'string' },
    repo: { type: 'string' },
    since: { type: 'string' },
    json: { type: 'boolean' },
  },
  positionals: [0, 100],
  async run(context, options, positionals) {
    const sources = sourcesNamed(options['source'], positionals);
    const since = sinceOption(options['since']);
    const home = homeOf(context, options);
    const repository =
      typeof options['repo'] === 'string'
        ? await Repository.open(path.resolve(context.cwd, options['repo']), context.signal)
        : null;
    const ledger = context.openLedger();
    const work = new TranscriptImport(ledger, context.clock, context.digest, {
      sources,
      home,
      repository,
      since,
      signal: context.signal,
      rules: rulesFromRepository(),
      ...(context.interactive ? { progress: teller(context) } : {}),
    });
    const summary = await work.run();
    const later = summary.stopped ? null : await lookLater(ledger, context, repository);
    const stopped = summary.stopped || later?.stopped === true;
    if (options['json'] === true)
      context.print(JSON.stringify({ ...summary, stopped, ...(later && { followUp: later }) }));
    else {
      for (const line of describeSummary(
        summary,
        sources.map(({ title }) => title),
        home.homedir,
      ))
        context.print(line);
      for (const line of later ? describeFollowUp(later) : []) context.print(line);
      if (summary.suggestions > 0) context.print('`pairfolio log` lists them.');
    }
    return stopped ? 1 : 0;
  },
};

/** What became of all decisions, of whatever import, that are old enough; and what kind of work they were. */
async function lookLater(
  ledger: Ledger,
  { clock, cwd, signal }: CommandContext,
  named: Repository | null,
): Promise<FollowUpSummary> {
  const repository = named ?? (await Repository.find(cwd, signal));
  const rootsOf: RootsOf = (workspace) =>
    repository && path.basename(repository.root) === workspace ? [repository.root] : [];
  const classified = await new Classification(ledger, clock, rootsOf).run({ signal });
  const later = await new FollowUps(ledger, clock, rootsOf).run({ signal });
  return { ...later, stopped: later.stopped || classified.stopped };
}

/** Names behind `--source`, given once or several times, or one after the other, or with commas. */
function sourcesNamed(given: OptionValues[string], positionals: readonly string[]): readonly TranscriptSource[] {
  const known = transcriptSources.map(({ name }) => name).join(', ');
  if (!Array.isArray(given)) {
    if (positionals.length > 0)
      throw new PairfolioError(
        'usage',
        `“${positionals[0] ?? ''}” is not understood; name a tool with --source: ${known}.`,
      );
    return transcriptSources;
  }
  const names = [...given.map(String), ...positionals].flatMap((name) => name.split(',')).map((name) => name.trim());
  return [...new Set(names)].map((name) => {
    const source = transcriptSources.find((one) => one.name === name);
    if (!source) throw new PairfolioError('usage', `There is no source “${name}”; known: ${known}.`);
    return source;
  });
}

function homeOf(context: CommandContext, options: OptionValues): TranscriptHome {
  const { homedir, env } = context.surroundings;
  if (typeof options['from'] !== 'string') return { homedir, env };
  const from = path.resolve(context.cwd, options['from']);
  if (!fs.statSync(from, { throwIfNoEntry: false })?.isDirectory())
    throw new PairfolioError('input-unreadable', `There is no folder ${from}.`);
  return { homedir: from, env: {} }; // what this user set is not that of another home
}

function teller(context: CommandContext): NonNullable<ImportOptions['progress']> {
  let last = context.clock.now();
  return ({ sessions, of, bytes, ofBytes }) => {
    if (context.clock.now() - last < progressEvery) return;
    last = context.clock.now();
    context.note(`Read ${String(sessions)} of ${String(of)} sessions (${megabytes(bytes)} of ${megabytes(ofBytes)})…`);
  };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}
