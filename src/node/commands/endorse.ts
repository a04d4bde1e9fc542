import path from 'node:path';
import { PairfolioError } from '../../core/shared/errors.ts';
import { endorse } from '../portfolio/proof/endorse.ts';
import { findSigningKey } from '../ssh/findKey.ts';
import { runFirst } from '../ssh/programs.ts';
import { sign } from '../ssh/sign.ts';
import type { Command, CommandContext } from './command.ts';

/** `pairfolio endorse DIR`: somebody who knows the work signs one case of another's portfolio. */
export const endorseCommand: Command = {
  name: 'endorse',
  usage: 'DIR [--case N|ID] [--key KEY] [--as NAME] [--words TEXT] [--json]',
  summary:
    'sign one case of a colleague’s portfolio with your own SSH key; the signature lies beside it, in endorsements/',
  options: {
    case: { type: 'string' },
    key: { type: 'string' },
    as: { type: 'string' },
    words: { type: 'string' },
    json: { type: 'boolean' },
  },
  positionals: [1, 1],
  async run(context, options, [folder = '.']) {
    const text = (name: string): string | undefined => (typeof options[name] === 'string' ? options[name] : undefined);
    const key = await findSigningKey(text('key') ?? '', context);
    const as = (text('as') ?? (await gitName(context))).trim();
    if (as === '' || as.length > 200)
      throw new PairfolioError('usage', 'Say who you are, in up to 200 characters: --as "Your Name".');
    const says = text('words');
    if (says !== undefined && says.length > 2000)
      throw new PairfolioError('usage', '--words takes up to 2000 characters.');
    const { place, shown, files } = await endorse({
      folder: path.resolve(context.cwd, folder),
      case: text('case'),
      as,
      says,
      key,
      clock: context.clock,
      digest: context.digest,
      sign: (data, namespace) => sign(data, namespace, key, context),
    });
    if (options['json'] === true) {
      context.print(
        JSON.stringify({ schema: 'pairfolio.endorsed/1', case: place, key: key.key.fingerprint, as, files }),
      );
      return 0;
    }
    context.print(shown);
    context.print('');
    context.print(
      `You, ${as}, endorsed case ${String(place)} as it stands above, with ${key.from} (${key.key.fingerprint}).`,
    );
    for (const file of files) context.print(`wrote ${file}`);
    context.print('Give both files back to the author; a reader checks them with: pairfolio verify DIR --signers FILE');
    return 0;
  },
};

async function gitName(context: CommandContext): Promise<string> {
  const answer = await runFirst(['git'], ['config', '--get', 'user.name'], context);
  return answer?.code === 0 ? answer.stdout : '';
}
