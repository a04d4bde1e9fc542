import type { Disposable } from 'vscode';

type Callable = (...args: unknown[]) => unknown;

/** What was registered through an API and not disposed of since: what it was → how often. */
export class Alive {
  readonly #counts = new Map<string, number>();

  /** @returns the disposable, counted until it is disposed of */
  count<T extends Disposable>(what: string, disposable: T): T {
    this.#add(what, 1);
    const dispose = disposable.dispose.bind(disposable);
    let isAlive = true;
    disposable.dispose = () => {
      if (isAlive) this.#add(what, -1);
      isAlive = false;
      dispose();
    };
    return disposable;
  }

  /** What is left, `name: number`. */
  get left(): string[] {
    return [...this.#counts].filter(([, count]) => count !== 0).map(([what, count]) => `${what}: ${String(count)}`);
  }

  /** How many different things were ever registered. */
  get kinds(): number {
    return this.#counts.size;
  }

  #add(what: string, change: number): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + change);
  }
}

/** Answers in the place of single functions: `commands.registerCommand` → what is called instead. */
export type Instead = Readonly<Record<string, Callable>>;

/**
 * An API (of VS Code, or of its git extension) as an extension is given it, in which everything that is to be disposed of
 * is counted. Objects below it are the same each time they are asked for.
 */
export function countingApi<T extends object>(api: T, alive: Alive, instead: Instead, path = ''): T {
  const known = new Map<unknown, unknown>();
  const wrapped = (value: object, name: string): unknown => {
    if (!known.has(value)) known.set(value, countingApi(value, alive, instead, name));
    return known.get(value);
  };
  return new Proxy({} as T, {
    get(_target, key) {
      const value: unknown = Reflect.get(api, key, api);
      if (typeof key === 'symbol') return value;
      const name = `${path}${key}`;
      const other = instead[name];
      if (other) return other;
      if (typeof value === 'function') {
        const call = (...args: unknown[]): unknown => Reflect.apply(value as Callable, api, args);
        if (/^on[A-Z]|^(register|create)[A-Z]/.test(key))
          return (...args: unknown[]) => {
            const made = call(...args);
            return isDisposable(made) ? alive.count(name, made) : made;
          };
        // What is asked of the git extension leads to events too.
        if (key === 'getExtension') return (...args: unknown[]) => inside(call(...args), `${name} ${String(args[0])} `);
        if (key === 'getAPI') return (...args: unknown[]) => inside(call(...args), 'git.');
        if (key === 'getRepository') return (...args: unknown[]) => inside(call(...args), 'git repository.');
        return isClass(key) ? value : call;
      }
      if (key === 'repositories' && Array.isArray(value))
        return value.map((one: object) => wrapped(one, 'git repository.'));
      if (value !== null && typeof value === 'object' && leadsOn(path, key)) return wrapped(value, `${name}.`);
      return value;
    },
    has: (_target, key) => Reflect.has(api, key),
  });

  function inside(value: unknown, name: string): unknown {
    return value !== null && typeof value === 'object' ? wrapped(value, name) : value;
  }
}

const isClass = (key: string): boolean => /^[A-Z]/.test(key);
const isDisposable = (value: unknown): value is Disposable =>
  value !== null && typeof value === 'object' && typeof (value as Partial<Disposable>).dispose === 'function';

/** Namespaces of the API, and what lies on the way to the git extension’s events. Values are handed on as they are. */
function leadsOn(path: string, key: string): boolean {
  return path === '' ? !isClass(key) : key === 'exports' || (path === 'git repository.' && /^(state|ui)$/.test(key));
}
