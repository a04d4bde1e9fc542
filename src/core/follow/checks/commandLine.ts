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

interface Link {
  readonly known: KnownCommand | undefined;
  readonly harmless: boolean;
  /** Its exit code is what its place in the line gives on. */
  readonly heard: boolean;
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
    const nested = depth < 3 && links.length === 1 ? nestedChecks(links, depth) : undefined;
    const heard = clear && ends !== '&' && last;
    if (nested)
      return nested.map(({ tells, ...rest }) => ({
        ...rest,
        tells: { passed: heard && tells.passed, failed: heard && tells.failed },
      }));
    const joined = joinLinks(links.map((pipeline) => toLink(pipeline, pipefail)));
    if (!joined) return [];
    const { either, ...check } = joined;
    const tells = { passed: heard && !either && check.tells.passed, failed: heard && !either && check.tells.failed };
    return [{ ...check, tells }];
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

function nestedChecks([pipeline]: readonly Pipeline[], depth: number): CommandCheck[] | undefined {
  const [command] = pipeline?.length === 1 ? pipeline : [];
  const line = command && nestedLine(bare(command.words).words);
  return line === undefined ? undefined : checksIn(line, depth + 1);
}

function toLink(pipeline: Pipeline, pipefail: boolean): Link & { readonly either: boolean } {
  const known = pipeline.map(({ words }) => classify(words));
  const at = known.findIndex((one) => one !== undefined);
  const [first] = pipeline;
  return {
    known: known[at],
    harmless: pipeline.length === 1 && first !== undefined && isHarmless(first.words),
    heard: at === pipeline.length - 1 || pipefail,
    either: pipeline.at(-1)?.then === '||' || false,
  };
}

function isHarmless(words: readonly string[]): boolean {
  const [program = ''] = bare(words).words;
  return program === '' || harmless.test(program) || program.startsWith('$env:') || closing.test(program);
}

/** One check of all the checks in a chain of `&&`. */
function joinLinks(
  links: readonly (Link & { readonly either: boolean })[],
): (CommandCheck & { readonly either: boolean }) | undefined {
  const known = links.flatMap((link) => link.known ?? []);
  if (known.length === 0) return undefined;
  const check = checkKinds.find((kind) => known.some((one) => one.check === kind)) ?? 'run';
  const heard = links.every((link) => !link.known || (link.heard && !link.known.watches));
  // Where something else could have failed, nobody knows which it was.
  const alone = links.every((link) => link.known !== undefined || link.harmless);
  return {
    check,
    what: [...new Set(known.map(({ shown }) => shown))].join(' && '),
    tells: { passed: heard, failed: heard && alone },
    either: links.some(({ either }) => either),
  };
}

/** The words of a call without keywords and assignments before it; the program by its plain name. */
function bare(words: readonly string[]): { readonly words: readonly string[] } {
  let at = 0;
  while (at < words.length && (keywords.test(words[at] ?? '') || isAssignment(words[at] ?? ''))) at += 1;
  const [program, ...rest] = words.slice(at);
  return { words: program === undefined ? [] : [plainName(program), ...rest] };
}

function classify(words: readonly string[]): KnownCommand | undefined {
  let call = bare(words).words;
  let shown = '';
  for (let depth = 0; depth < 6; depth += 1) {
    const inside = unwrapped(call);
    if (!inside || inside.words.length === 0) break;
    call = bare(inside.words).words;
    shown ||= inside.shown;
  }
  const known = knownCommand(call);
  return known && shown !== '' ? { ...known, shown: `${shown} ${known.shown}` } : known;
}
