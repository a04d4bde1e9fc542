import path from 'node:path';
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { PairfolioError } from '../../core/shared/errors.ts';
import { Ledger } from '../ledger/ledger.ts';
import { ledgerHome } from '../ledger/home.ts';
import type { Command, CommandContext, OptionValues } from './command.ts';

const common: ParseArgsOptionsConfig = {
  ledger: { type: 'string' },
  yes: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
};

/** What the command line is given by its surroundings; all of it but the ledger and the user's answers. */
export type Terminal = Omit<CommandContext, 'openLedger' | 'ledgerHome' | 'confirm'> & {
  ask(question: string): Promise<boolean>;
};

/**
 * Runs one command line. The only place that turns errors into words and exit codes.
 * @param args what stands behind the program's name
 * @returns 0 done · 1 a check failed or something went wrong · 2 wrong use
 */
export async function runCommandLine(
  commands: readonly Command[],
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    terminal.print(overview(commands));
    return name === undefined ? 2 : 0;
  }
  if (name === '--version') {
    terminal.print(terminal.version);
    return 0;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) return wrongUse(terminal, `There is no command “${name}”; \`pairfolio help\` lists them.`);
  let parsed: { values: OptionValues; positionals: string[] };
  try {
    parsed = parseArgs({
      args: withValues(rest, command.optionalValues ?? []),
      options: { ...common, ...command.options },
      allowPositionals: true,
    });
  } catch (error) {
    return wrongUse(terminal, `${whatIsWrong(error)}; use: pairfolio ${command.name} ${command.usage}`);
  }
  const { values, positionals } = parsed;
  if (values['help'] === true) {
    terminal.print(
      `pairfolio ${command.name} ${command.usage}\n\n${command.summary}\n\nAll commands take --ledger DIR (default: PAIRFOLIO_HOME) and --yes.`,
    );
    return 0;
  }
  const [least, most] = command.positionals;
  if (positionals.length < least || positionals.length > most) {
    return wrongUse(terminal, `Use: pairfolio ${command.name} ${command.usage}`);
  }
  if (values['ledger'] === '') return wrongUse(terminal, '--ledger takes the folder of a ledger; none was given.');
  const home =
    typeof values['ledger'] === 'string'
      ? path.resolve(terminal.cwd, values['ledger'])
      : ledgerHome('', terminal.surroundings);
  let ledger: Ledger | undefined;
  try {
    return await command.run(
      {
        ...terminal,
        ledgerHome: home,
        openLedger: () =>
          (ledger ??= new Ledger(home, { app: terminal.version, host: 'cli' }, terminal.clock, terminal.digest)),
        confirm: (question) => (values['yes'] === true ? Promise.resolve(true) : terminal.ask(question)),
      },
      values,
      positionals,
    );
  } catch (error) {
    terminal.note(
      `pairfolio: ${PairfolioError.is(error) ? error.message : `something went wrong that should not: ${sentence(error)}`}`,
    );
    return PairfolioError.is(error, 'usage') ? 2 : 1;
  } finally {
    ledger?.dispose();
  }
}

/** `--sign` with nothing, or another option, behind it has the empty value. */
function withValues(args: readonly string[], optional: readonly string[]): string[] {
  return args.map((arg, index) => {
    const next = args[index + 1];
    const isBare = optional.some((name) => arg === `--${name}`) && (next === undefined || next.startsWith('-'));
    return isBare ? `${arg}=` : arg;
  });
}

function overview(commands: readonly Command[]): string {
  const lines = commands.map(({ name, usage, summary }) => `  pairfolio ${name} ${usage}\n      ${summary}`);
  return `Pairfolio records what you did with AI suggestions, and proves it.\n\n${lines.join('\n')}\n\nAll commands take --ledger DIR (default: PAIRFOLIO_HOME) and --yes.`;
}

function wrongUse(terminal: Terminal, message: string): number {
  terminal.note(`pairfolio: ${message}`);
  return 2;
}

/** What Node says about options is several sentences of advice; the first names the option. */
function whatIsWrong(error: unknown): string {
  return sentence(error).replace(/\. .*/s, '').replace(/\.$/, '');
}

function sentence(error: unknown): string {
  const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  return message.endsWith('.') ? message : `${message}.`;
}
