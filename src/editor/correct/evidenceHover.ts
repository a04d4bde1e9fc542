import * as vscode from 'vscode';
import type { Clock } from '../../core/shared/clock.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import type { Capture } from '../capture/capture.ts';
import { loadLater } from '../later.ts';
import { readSetting } from '../settings.ts';
import { followedIn, isAt } from './attributionsAt.ts';

/** Shows over a followed suggestion what is recorded of it and why, with the links that correct it. */
export class EvidenceHover implements vscode.HoverProvider {
  readonly #capture: Capture;
  readonly #ledger: Ledger;
  readonly #clock: Clock;

  constructor(capture: Capture, ledger: Ledger, clock: Clock) {
    this.#capture = capture;
    this.#ledger = ledger;
    this.#clock = clock;
  }

  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    const open = this.#capture.get(document);
    if (!open || this.#capture.followers.in(open.key).length === 0) return undefined;
    const at = document.offsetAt(position);
    const isHere = ({ start, end }: { start: number; end: number }): boolean => start <= at && at <= end;
    // Where they stand is asked first: the record is read only for what is under the pointer.
    if (!this.#capture.followers.in(open.key).some(({ ranges }) => ranges.some(isHere))) return undefined;
    if (!readSetting(vscode.workspace, 'capture.showEvidence', document)) return undefined;
    const here = followedIn(this.#capture, this.#ledger, open).filter((placed) => isAt({ start: at, end: at }, placed));
    const range = here[0]?.ranges.find(isHere);
    if (!range) return undefined;
    const shown = new vscode.Range(document.positionAt(range.start), document.positionAt(range.end));
    const { evidenceMarkdown } = await loadLater();
    return new vscode.Hover(
      here.map(({ state }) => evidenceMarkdown(state, this.#clock.now())),
      shown,
    );
  }
}
