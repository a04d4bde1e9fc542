import type { Json } from '../../shared/json.ts';

type Key = string | number;
/** A value while it is replayed; only this module changes it. */
type Mutable = null | boolean | number | string | Mutable[] | { [key: string]: Mutable };

/** How far past its end a list may be written: farther is damage, not a lost line. */
const longestGap = 1_000;

/**
 * Replays the log in which VS Code keeps an object (seen: 1.139): the whole object first, then changes of it, each
 * with the path they are at. Kind 0 is the whole, 1 sets a value, 2 cuts a list at `i` and appends `v`, 3 deletes.
 * Where a damaged line is missing, what it should have made is made empty, so that the places of all others stay.
 */
export class MutationLog {
  readonly #prune: (path: readonly Key[], value: Json) => Json;
  #root: Mutable = {};

  /** @param prune what to keep of a value that comes to stand at a path; lists must keep their length */
  constructor(prune: (path: readonly Key[], value: Json) => Json = (_, value) => value) {
    this.#prune = prune;
  }

  get value(): Json {
    return this.#root;
  }

  /** @param entry one line of the log; anything else changes nothing */
  apply(entry: {
    readonly kind?: Json | undefined;
    readonly k?: Json | undefined;
    readonly v?: Json | undefined;
    readonly i?: Json | undefined;
  }): void {
    const path = (Array.isArray(entry.k) ? (entry.k as readonly Json[]) : []).filter(isKey);
    const value = entry.v;
    if (entry.kind === 0) this.#root = mutable(this.#prune([], value ?? {}));
    if (path.length === 0 || (Array.isArray(entry.k) && entry.k.length !== path.length)) return;
    if (entry.kind === 1) this.#at(path, (parent, key) => set(parent, key, mutable(this.#prune(path, value ?? null))));
    if (entry.kind === 2)
      this.#at(path, (parent, key) => {
        const there = get(parent, key);
        const list = Array.isArray(there) ? there : [];
        const cut = entry.i;
        const kept = typeof cut === 'number' && cut >= 0 ? list.slice(0, cut) : list;
        const added = Array.isArray(value) ? mutable(this.#prune(path, value)) : [];
        set(parent, key, [...kept, ...(Array.isArray(added) ? added : [])]);
      });
    if (entry.kind === 3) this.#at(path, (parent, key) => remove(parent, key));
  }

  /** Finds what holds the last key of a path, made where it is missing. */
  #at(path: readonly Key[], change: (parent: Mutable, key: Key) => void): void {
    let parent = this.#root;
    for (const [index, key] of path.slice(0, -1).entries()) {
      let next = get(parent, key);
      if (next === undefined || next === null || typeof next !== 'object') {
        next = typeof path[index + 1] === 'number' ? [] : {};
        set(parent, key, next);
      }
      parent = next;
    }
    const last = path.at(-1);
    if (last !== undefined) change(parent, last);
  }
}

function isKey(value: Json): value is Key {
  return (
    (typeof value === 'string' && value !== '__proto__') ||
    (typeof value === 'number' && Number.isInteger(value) && value >= 0)
  );
}

function get(parent: Mutable, key: Key): Mutable | undefined {
  if (Array.isArray(parent)) return typeof key === 'number' ? parent[key] : undefined;
  return typeof parent === 'object' && parent !== null && Object.hasOwn(parent, key) ? parent[key] : undefined;
}

function set(parent: Mutable, key: Key, value: Mutable): void {
  if (Array.isArray(parent)) {
    if (typeof key !== 'number' || key > parent.length + longestGap) return;
    while (parent.length < key) parent.push({});
    parent[key] = value;
  } else if (typeof parent === 'object' && parent !== null) {
    parent[key] = value;
  }
}

function remove(parent: Mutable, key: Key): void {
  if (typeof parent === 'object' && parent !== null && !Array.isArray(parent)) Reflect.deleteProperty(parent, key);
}

/** The value as one that may be changed: it was parsed for this log alone. */
function mutable(value: Json): Mutable {
  return value as Mutable;
}
