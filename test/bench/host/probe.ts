// Stands in the place of an extension's main file, which it loads and calls with a clock in its hand. The extension gets
// the real `vscode`, except that its listeners and commands are timed. What is measured knows nothing of it.
import { realpathSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import path from 'node:path';
import type { ExtensionContext } from 'vscode';
import { theBench, type Observed, type Sample } from './shared.ts';

/** The measured extension's main file, below its folder. */
const main = 'dist/extension.js';
/** What Pairfolio loads in the turns after its start, and the function it calls then. */
const later: Readonly<Record<string, string>> = { './start.js': 'start', './afterStart.js': 'createAfterStart' };

interface Extension {
  activate(context: ExtensionContext): unknown;
  deactivate?(): unknown;
}

type Load = (this: unknown, request: string, parent: { readonly filename?: string }, isMain: boolean) => unknown;
type Listener = (argument: unknown) => unknown;
type On = (listener: Listener, thisArgument?: unknown, disposables?: unknown) => unknown;

const bench = theBench();
let extension: Extension | undefined;

export function activate(context: ExtensionContext): unknown {
  const observed: Observed = { samples: [], later: {} };
  bench.observed[context.extension.id] = observed;
  const file = path.join(context.extensionPath, main);
  // Node knows a file by its place behind symbolic links.
  const folder = realpathSync(context.extensionPath);
  const require = createRequire(file);
  // Node has no public way to see a `require`; VS Code's extension host hands out `vscode` by this very function.
  const loader = Module as unknown as { _load: Load };
  const load = loader._load;
  let ours = 0;
  let watched: Api | undefined;
  loader._load = function (request, parent, isMain) {
    const before = performance.now();
    const loaded = load.call(this, request, parent, isMain);
    if (parent.filename?.startsWith(folder) !== true) return loaded;
    const start = performance.now();
    const begins = later[request];
    if (begins !== undefined) return timed(loaded, begins, start - before, observed);
    if (request !== 'vscode') return loaded;
    watched ??= watch(loaded as Api, observed);
    ours += performance.now() - start;
    return watched;
  };
  const start = performance.now();
  extension = require(file) as Extension;
  const loaded = performance.now();
  const result = extension.activate(context);
  const called = performance.now();
  observed.activation = { load: loaded - start - ours, call: called - loaded };
  return result;
}

/** What is loaded later, with its beginning timed. @param load how long reading and running its file took (ms) */
function timed(loaded: unknown, begins: string, load: number, observed: Observed): unknown {
  const exports = loaded as Readonly<Record<string, (...args: unknown[]) => unknown>>;
  return {
    ...exports,
    [begins]: (...args: unknown[]) => {
      const start = performance.now();
      const made = exports[begins]?.(...args);
      observed.later[begins] = { load, call: performance.now() - start };
      return made;
    },
  };
}

export function deactivate(): unknown {
  return extension?.deactivate?.();
}

type Namespace = Readonly<Record<string, unknown>>;
type Api = Readonly<Record<'workspace' | 'window' | 'commands', Namespace>>;

function watch(api: Api, observed: Observed): Api {
  return {
    ...api,
    workspace: withTimedEvents(api.workspace, observed),
    window: withTimedEvents(api.window, observed),
    commands: withTimedCommands(api.commands, observed),
  };
}

/** Everything else is the namespace's own, by inheritance: its getters stay getters. */
function withTimedEvents(namespace: Namespace, observed: Observed): Namespace {
  const timed = Object.keys(namespace)
    .filter((name) => name.startsWith('onDid') || name.startsWith('onWill'))
    .map((name) => [name, { get: () => timedEvent(name, namespace[name] as On, observed) }] as const);
  return Object.create(namespace, Object.fromEntries(timed)) as Namespace;
}

function timedEvent(name: string, on: On, observed: Observed): On {
  const timedOn: On = (listener, thisArgument, disposables) =>
    on(
      (event) => {
        const start = performance.now();
        try {
          listener.call(thisArgument, event);
        } finally {
          note(name, event, { at: start, ms: performance.now() - start }, observed);
        }
      },
      undefined,
      disposables,
    );
  return timedOn;
}

let last: { readonly event: unknown; readonly sample: Sample } | undefined;

function note(what: string, event: unknown, { at, ms }: Omit<Sample, 'what' | 'phase'>, observed: Observed): void {
  if (bench.phase === '' || !concerns(event)) return;
  // Several listeners of one event are one handler to whoever waits for it.
  if (last && last.event === event && last.sample.what === what) {
    last.sample.ms += ms;
    return;
  }
  const sample: Sample = { what, phase: bench.phase, at, ms };
  observed.samples.push(sample);
  last = { event, sample };
}

interface DocumentEvent {
  readonly document?: { readonly fileName: string };
  readonly textEditor?: { readonly document: { readonly fileName: string } };
  readonly contentChanges?: readonly unknown[];
  readonly fileName?: string;
}

function concerns(event: unknown): boolean {
  const { document, textEditor, contentChanges, fileName } = event as DocumentEvent;
  if (contentChanges?.length === 0) return false; // only says that the document became dirty or clean
  return (document?.fileName ?? textEditor?.document.fileName ?? fileName) === bench.file;
}

type Handler = (this: unknown, ...args: unknown[]) => unknown;
type Register = (command: string, handler: Handler, thisArgument?: unknown) => unknown;

function withTimedCommands(namespace: Namespace, observed: Observed): Namespace {
  const register = namespace['registerCommand'] as Register;
  const registerCommand: Register = (command, handler, thisArgument) =>
    register(command, function (...args) {
      const start = performance.now();
      const result = handler.apply(thisArgument, args);
      const sample: Sample = { what: command, phase: bench.phase, at: start, ms: performance.now() - start };
      if (bench.phase !== '') observed.samples.push(sample);
      bench.afterCommand(sample);
      return result;
    });
  return Object.create(namespace, { registerCommand: { value: registerCommand } }) as Namespace;
}
