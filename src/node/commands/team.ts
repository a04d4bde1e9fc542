import path from 'node:path';
import { readableFolder } from '../../core/team/contributionWords.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import { releaseTeamReport, windowOption, type ReleaseOptions } from '../team/releaseTeamReport.ts';
import type { Command } from './command.ts';

/** `pairfolio team DIR --out OUT`: the report of a team from its members' contributions. */
export const teamCommand: Command = {
  name: 'team',
  usage: 'DIR --out OUT [--window W] [--json]',
  summary:
    'release the report of a team window from DIR, the folder of its members’ contributions, or say why it is held (exit code 1; without W: the latest window in DIR)',
  options: { out: { type: 'string' }, window: { type: 'string' }, json: { type: 'boolean' } },
  positionals: [1, 1],
  async run(context, options, [from = '']) {
    const out = options['out'];
    if (typeof out !== 'string' || out === '')
      throw new PairfolioError('usage', 'Say where to write: pairfolio team DIR --out OUT.');
    const json = options['json'] === true;
    context.note(readableFolder);
    const result = await releaseTeamReport({
      from: path.resolve(context.cwd, from),
      out: path.resolve(context.cwd, out),
      window: windowOption(options['window']),
      clock: context.clock,
      digest: context.digest,
      signal: context.signal,
      onFile: (name, fate) => context.note(`${JSON.stringify(name)}: ${fateWords[fate]}`),
      onProgress: (files) => {
        if (context.interactive && !json && files % 10_000 === 0) context.note(`${String(files)} files read …`);
      },
      ...(context.interactive ? { mayRelease: (question) => context.confirm(question) } : {}),
    });
    if (json) context.print(JSON.stringify({ schema: 'pairfolio.team/1', ...result }));
    else if (result.released) {
      for (const file of result.files) context.print(`wrote ${file}`);
      if (result.again) context.print('This window had been released already; the report is the same.');
    } else {
      context.print(`No report${result.window === null ? '' : ` of ${result.window}`}:`);
      for (const reason of result.reasons) context.print(`- ${reason}`);
    }
    return result.released ? 0 : 1;
  },
};

const fateWords: Readonly<Record<Parameters<NonNullable<ReleaseOptions['onFile']>>[1], string>> = {
  duplicate: 'the same contribution again, counted once',
  conflicting:
    'has the tag of another file but not its content; neither is counted, so remove the one that is not meant',
  withdrawn: 'was withdrawn by its member and is not counted',
  withdrawal: 'takes a contribution back',
  newer: 'was written by a newer Pairfolio and is not counted here',
  damaged: 'cannot be read and is not counted',
  impossible: 'was edited: no record gives these numbers, so it is not counted',
  foreign: 'is no contribution',
};
