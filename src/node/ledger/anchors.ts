import fs from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import type { Digest } from '../../core/shared/digest.ts';
import { PairfolioError } from '../../core/shared/errors.ts';
import { parseJson } from '../../core/shared/json.ts';
import type { ProofStep } from '../../core/ledger/merkle.ts';
import { MerkleFrontier } from '../../core/ledger/merkleFrontier.ts';

// Which states of the record were anchored: a later export proves of each record the earliest of them that held it, so
// that an anchor goes on counting after more was recorded.

const name = 'anchors.json';

const form = v.looseObject({
  v: v.literal(1),
  anchors: v.array(
    v.looseObject({
      root: v.string(),
      at: v.string(),
      heads: v.record(v.string(), v.looseObject({ seq: v.number() })),
    }),
  ),
});

/** A state of the record that was anchored: its root, and how far it went in each segment. */
export type AnchoredState = v.InferOutput<typeof form>['anchors'][number];

/** What was anchored so far, the earliest first. */
export function readAnchors(home: string): readonly AnchoredState[] {
  try {
    const read = v.safeParse(form, parseJson(fs.readFileSync(path.join(home, name), 'utf8')));
    return read.success ? read.output.anchors.toSorted((a, b) => (a.at < b.at ? -1 : 1)) : [];
  } catch {
    return []; // none yet, or damaged: exports are then proved against their own root alone
  }
}

/** Notes that a state was anchored. @throws PairfolioError `ledger-unwritable` */
export function noteAnchor(home: string, { root, at, heads }: AnchoredState): void {
  const known = readAnchors(home);
  if (known.some((one) => one.root === root)) return;
  const staged = path.join(home, `${name}.${String(process.pid)}.tmp`);
  try {
    fs.writeFileSync(staged, `${JSON.stringify({ v: 1, anchors: [...known, { root, at, heads }] })}\n`, {
      mode: 0o600,
    });
    fs.renameSync(staged, path.join(home, name));
  } catch (error) {
    fs.rmSync(staged, { force: true });
    throw new PairfolioError('ledger-unwritable', `That it was anchored could not be noted in ${home}.`, {
      cause: error,
    });
  }
}

/** The Merkle tree of an earlier state, built again while the ledger is walked. */
export class EarlierTree {
  readonly state: AnchoredState;
  readonly #tree: MerkleFrontier;
  /** Numbers of wanted records among all of now → among those of then. */
  readonly #places = new Map<number, number>();

  constructor(state: AnchoredState, digest: Digest) {
    this.state = state;
    this.#tree = new MerkleFrontier(digest);
  }

  /**
   * The next record. @param seq its number in its segment
   * @param index its number among all records of now, where its proof is wanted
   */
  take(segment: string, seq: number, leaf: string, index: number | undefined): void {
    const head = this.state.heads[segment];
    if (!head || seq > head.seq) return;
    if (index !== undefined) this.#places.set(index, this.#tree.size);
    this.#tree.add(leaf, index !== undefined);
  }

  get size(): number {
    return this.#tree.size;
  }

  /** Whether the records are still those that were anchored. */
  get isWhole(): boolean {
    return this.#tree.root() === this.state.root;
  }

  /** Where a record stood then, and its way to the root of then; undefined where it was not there yet. */
  proof(index: number): { readonly index: number; readonly path: ProofStep[] } | undefined {
    const place = this.#places.get(index);
    return place === undefined ? undefined : { index: place, path: this.#tree.path(place) };
  }
}
