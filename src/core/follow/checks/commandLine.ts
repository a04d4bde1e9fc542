import { checkKinds, type CheckKind } from '../../shared/words.ts';
import { knownCommand, type KnownCommand } from './knownCommand.ts';
import { plainName } from './plainName.ts';
import { shellWords, type SimpleCommand } from './shellWords.ts';
import { isAssignment, nestedLine, unwrapped } from './wrappers.ts';

/** A check a command line runs. */
export interface CommandCheck {
  readonly check: CheckKind;
  /** Program, sub-command and script as everybody knows them; nothing else of the line: no path, argument or value. */
  readonly what: string;
  /** What the exit code of the whole line says about the check. */
  readonly tells: { readonly passed: boolean; readonly failed: boolean };
}

const keywords = /^(?:if|while|until|then|do|else|elif|!|\{)$/;
const compound = /^(?:if|while|until|for|case|select|function|!)$/;
const closing = /^(?:fi|done|esac|\}|end)$/;
/** Commands that do not fail in practice, so that a failing line is the check's. */
const harmless =
  /^(?:cd|chdir|pushd|popd|echo|printf|clear|cls|export|set|source|\.|unset|alias|true|:|sleep|date|pwd|reset|nvm|fnm|Set-Location|Write-Host|Write-Output|Clear-Host)$/;

/** A check that is called; `mixed` with what may fail as well. */
type Called = KnownCommand & { readonly mixed?: boolean };

/** One pipeline of a chain. */
interface Link {
  readonly known: Called | undefined;
  readonly harmless: boolean;
  /** The pipeline's exit code is the check's. */
  readonly heard: boolean;
  /** `||` follows. */
  readonly either: boolean;
}

/**
 * The checks a command line runs, in its order; those joined by `&&` are one. Says nothing of a check in a place where
 * nothing can be told from the exit code: piped away, in the background, before `;`, beside `||`.
 */
export function checksIn(line: string, depth = 0): CommandCheck[] {
  const { commands, grouped } = shellWords(line);
  const all = commands.flatMap(({ words }) => [...words]);
  const isCompound = commands.some(({ words: [first = ''] }) => compound.test(first));
  const clear = !isCompound && !(grouped && commands.some(({ then }) => then === ';' || then === '||'));
  const pipefail = all.includes('pipefail');
  const parts = split(commands);
  return parts.flatMap(({ links, ends, last }) => {
    const heard = clear && ends !== '&' && last;
    const joined = joinLinks(links.map((pipeline) => toLink(pipeline, pipefail, depth)));
    if (!joined) return [];
    const { either, ...check } = joined;
    const tells = { passed: heard && !either && check.tells.passed, failed: heard && !either && check.tells.failed };
    return [{ ...check, tells }];
  });
}

/**
 * The folders a line goes to before it runs anything, one after the other; null for one that cannot be read from it.
 * They are for finding the repository a check belongs to and are never recorded.
 */
export function foldersIn(line: string): (string | null)[] {
  return shellWords(line).commands.flatMap(({ words }) => {
    const [program = '', ...rest] = bare(words);
    if (!/^(?:cd|chdir|pushd|Set-Location|sl)$/i.test(program)) return [];
    const folder = rest.find((word) => !/^(?:--|-[LPe]|\/d)$/.test(word));
    return [folder === undefined || /[$~*]|^-/.test(folder) ? null : folder];
  });
}

type Pipeline = readonly SimpleCommand[];

interface Part {
  /** Pipelines joined by `&&` or `||`. */
  readonly links: readonly Pipeline[];
  readonly ends: string;
  readonly last: boolean;
}

function split(commands: readonly SimpleCommand[]): Part[] {
  const parts: { links: SimpleCommand[][]; ends: string }[] = [];
  let open = false;
  let piped = false;
  for (const command of commands) {
    if (!open) parts.push({ links: [], ends: '' });
    const part = parts.at(-1);
    if (piped) part?.links.at(-1)?.push(command);
    else part?.links.push([command]);
    piped = command.then === '|';
    open = piped || command.then === '&&' || command.then === '||';
    if (part && !open) part.ends = command.then;
  }
  // `echo done` after it gives its own exit code, not the check's.
  return parts.map(({ links, ends }, index) => ({ links, ends, last: index === parts.length - 1 }));
}

function toLink(pipeline: Pipeline, pipefail: boolean, depth: number): Link {
  const known = pipeline.map(({ words }) => nested(words, depth) ?? classify(words));
  const at = known.findIndex((one) => one !== undefined);
  const [first] = pipeline;
  return {
    known: known[at],
    harmless: pipeline.length === 1 && first !== undefined && isHarmless(first.words),
    heard: at === pipeline.length - 1 || pipefail,
    either: pipeline.at(-1)?.then === '||',
  };
}

/** What a shell is given as a line of its own counts as one call. */
function nested(words: readonly string[], depth: number): Called | undefined {
  const line = depth < 3 ? nestedLine(bare(words)) : undefined;
  const check = line === undefined ? undefined : checksIn(line, depth + 1).at(-1);
  return check && { check: check.check, shown: check.what, watches: !check.tells.passed, mixed: !check.tells.failed };
}

function isHarmless(words: readonly string[]): boolean {
  const [program = ''] = bare(words);
  return program === '' || harmless.test(program) || program.startsWith('$env:') || closing.test(program);
}

/** One check of all the checks in a chain of `&&`. */
function joinLinks(links: readonly Link[]): (CommandCheck & { readonly either: boolean }) | undefined {
  const known = links.flatMap((link) => link.known ?? []);
  if (known.length === 0) return undefined;
  const check = checkKinds.find((kind) => known.some((one) => one.check === kind)) ?? 'run';
  const heard = links.every((link) => !link.known || (link.heard && !link.known.watches));
  // Where something else could have failed, nobody knows which it was.
  const alone = links.every((link) => (link.known ? link.known.mixed !== true : link.harmless));
  return {
    check,
    what: [...new Set(known.map(({ shown }) => shown))].join(' && '),
    tells: { passed: heard, failed: heard && alone },
    either: links.some(({ either }) => either),
  };
}

/** A call without keywords and assignments before it; the program by its plain name. */
function bare(words: readonly string[]): readonly string[] {
  const at = words.findIndex((word) => !keywords.test(word) && !isAssignment(word));
  const [program, ...rest] = at < 0 ? [] : words.slice(at);
  return program === undefined ? [] : [plainName(program), ...rest];
}

function classify(words: readonly string[]): KnownCommand | undefined {
  let call = bare(words);
  let shown = '';
  for (let depth = 0; depth < 6; depth += 1) {
    const inside = unwrapped(call);
    if (!inside || inside.words.length === 0) break;
    call = bare(inside.words);
    shown ||= inside.shown;
  }
  const known = knownCommand(call);
  return known && shown !== '' ? { ...known, shown: `${shown} ${known.shown}` } : known;
}
