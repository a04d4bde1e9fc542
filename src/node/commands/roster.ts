import path from 'node:path';
import { PairfolioError } from '../../core/shared/errors.ts';
import { parseFingerprint, spelled } from '../../core/team/sealed/fingerprint.ts';
import { makeRoster, rosterDigest, type Roster } from '../../core/team/sealed/roster.ts';
import { crowdWords, noiseWords } from '../../core/team/sealed/sealedWords.ts';
import { latestClosed, parseWindow } from '../../core/team/window.ts';
import { noteConfirmed } from '../team/sealed/confirmations.ts';
import { crowdOf } from '../team/sealed/crowd.ts';
import { ownCard, readCards, readRosterFile, writeCard, writeRoster } from '../team/sealed/rosterFile.ts';
import type { Command, CommandContext, OptionValues } from './command.ts';

type Action = (context: CommandContext, options: OptionValues, rest: readonly string[]) => Promise<number> | number;

/** `pairfolio roster`: who seals contributions together (docs/sealed-mode.md). */
export const rosterCommand: Command = {
  name: 'roster',
  usage:
    'card --out FILE | make DIR --window W --out ROSTER [--lead F] [--noise S] [--least N] [--after ROSTER] | show ROSTER | confirm ROSTER F… [--lead F]',
  summary:
    'who seals contributions together, so that nobody can read a single one: write your card for the one who makes the roster; make a roster of the cards in DIR; show one; note fingerprints (F) that members told you themselves',
  options: {
    out: { type: 'string' },
    window: { type: 'string' },
    lead: { type: 'string' },
    noise: { type: 'string' },
    least: { type: 'string' },
    after: { type: 'string' },
    json: { type: 'boolean' },
  },
  positionals: [1, 1000],
  run(context, options, [name = '', ...rest]) {
    const action = actions[name];
    if (!action)
      throw new PairfolioError('usage', `Say what to do: pairfolio roster ${Object.keys(actions).join(' | ')}.`);
    return action(context, options, rest);
  },
};

const actions: Readonly<Record<string, Action>> = { card, make, show, confirm };

function card(context: CommandContext, options: OptionValues, rest: readonly string[]): number {
  const { ledgerHome, cwd, digest } = context;
  expectNone(rest);
  const out = outOption(cwd, options, 'card --out FILE');
  const own = ownCard(ledgerHome, digest);
  const file = writeCard(out, own);
  const { fingerprint } = own;
  if (options['json'] === true) context.print(JSON.stringify({ schema: 'pairfolio.roster-card/1', file, fingerprint }));
  else {
    context.print(`wrote ${file}`);
    context.print(`Your fingerprint: ${spelled(fingerprint)}`);
    context.print(
      'Give the card to whoever makes the roster. Tell the others your fingerprint yourself, not through the lead.',
    );
  }
  return 0;
}

async function make(context: CommandContext, options: OptionValues, rest: readonly string[]): Promise<number> {
  const { cwd, clock, digest } = context;
  const [folder, ...more] = rest;
  expectNone(more);
  const window = textOption(options, 'window');
  if (folder === undefined || window === undefined)
    throw new PairfolioError(
      'usage',
      `Say whose cards and which window: pairfolio roster make DIR --window ${latestClosed(clock.now()).id} --out ROSTER.`,
    );
  const out = outOption(cwd, options, 'make DIR --window W --out ROSTER');
  const lead = textOption(options, 'lead');
  const after = textOption(options, 'after');
  const roster = makeRoster(
    {
      window: parseWindow(window).id,
      keys: await readCards(path.resolve(cwd, folder), context),
      minimum: numberOption(options, 'least'),
      noise: numberOption(options, 'noise'),
      lead: lead === undefined ? undefined : parseFingerprint(lead),
      after: after === undefined ? undefined : readRosterFile(path.resolve(cwd, after)),
    },
    digest,
  );
  writeRoster(out, roster);
  if (options['json'] === true) context.print(JSON.stringify({ schema: 'pairfolio.roster-made/1', file: out, roster }));
  else {
    context.print(`wrote ${out}`);
    for (const line of rosterLines(roster, context)) context.print(line);
  }
  return 0;
}

function show(context: CommandContext, options: OptionValues, [named, ...more]: readonly string[]): number {
  expectNone(more);
  const roster = readRosterFile(rosterOption(context, named));
  const crowd = crowdOf(context.ledgerHome, roster, context.digest);
  const { confirmed, unconfirmed, needed } = crowd;
  if (options['json'] === true)
    context.print(JSON.stringify({ schema: 'pairfolio.roster-shown/1', roster, confirmed, unconfirmed, needed }));
  else
    for (const line of [
      ...rosterLines(roster, context),
      ...crowdWords({ ...crowd, unconfirmed: [] }),
      ...listed(crowd),
    ])
      context.print(line);
  return 0;
}

function confirm(context: CommandContext, options: OptionValues, [named, ...told]: readonly string[]): number {
  const { ledgerHome, clock, digest } = context;
  const roster = readRosterFile(rosterOption(context, named));
  const { confirmed, unconfirmed } = crowdOf(ledgerHome, roster, digest);
  const lead = textOption(options, 'lead');
  const fingerprints = told.map(parseFingerprint);
  const leads = lead === undefined ? [] : [parseFingerprint(lead)];
  if (fingerprints.length + leads.length === 0)
    throw new PairfolioError(
      'usage',
      'Say which fingerprints you were told: pairfolio roster confirm ROSTER F… [--lead F].',
    );
  const all = [...fingerprints, ...leads];
  // All or none: a wrong one may mean that the roster holds other keys than those of one’s colleagues.
  const wrong = all.find((fingerprint) => !confirmed.includes(fingerprint) && !unconfirmed.includes(fingerprint));
  if (wrong !== undefined)
    throw new PairfolioError(
      'verification-failed',
      `The fingerprint ${spelled(wrong)} is not on the roster. If you typed it as you were told, the roster holds another key in its place: do not seal with it.`,
    );
  for (const fingerprint of all) noteConfirmed(ledgerHome, fingerprint, leads.includes(fingerprint), clock);
  const now = crowdOf(ledgerHome, roster, digest);
  for (const line of crowdWords(now)) context.print(line);
  return 0;
}

function rosterLines(roster: Roster, { digest }: CommandContext): string[] {
  const { window, members, attempt, minimum, lead, noise } = roster;
  return [
    `Roster of ${window}, attempt ${String(attempt)}: ${String(members.length)} members, ${lead === null ? 'the lead not among them' : 'the lead among them'}, at least ${String(minimum)} others confirmed by each.`,
    `Digest: ${spelled(rosterDigest(roster, digest).slice(0, 32))}`,
    ...(noise > 0 ? noiseWords(roster) : []),
  ];
}

function listed({
  confirmed,
  unconfirmed,
}: {
  readonly confirmed: readonly string[];
  readonly unconfirmed: readonly string[];
}): string[] {
  return [
    ...confirmed.map((fingerprint) => `  ${spelled(fingerprint)}  confirmed`),
    ...unconfirmed.map((fingerprint) => `  ${spelled(fingerprint)}  not confirmed`),
  ];
}

function rosterOption({ cwd }: CommandContext, named: string | undefined): string {
  if (named === undefined) throw new PairfolioError('usage', 'Say which roster: pairfolio roster show ROSTER.');
  return path.resolve(cwd, named);
}

/** What ends like a folder is one, whether it exists or not. */
function outOption(cwd: string, options: OptionValues, use: string): string {
  const out = textOption(options, 'out');
  if (out === undefined) throw new PairfolioError('usage', `Say where to write: pairfolio roster ${use}.`);
  return `${path.resolve(cwd, out)}${/[\\/]$/.test(out) ? path.sep : ''}`;
}

function textOption(options: OptionValues, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function numberOption(options: OptionValues, name: string): number | undefined {
  const value = textOption(options, name);
  if (value === undefined) return undefined;
  if (/^\d{1,4}$/.test(value)) return Number(value);
  throw new PairfolioError('usage', `--${name} takes a whole number.`);
}

function expectNone(rest: readonly string[]): void {
  if (rest.length > 0)
    throw new PairfolioError('usage', 'There is a word too much; pairfolio roster --help shows the use.');
}
