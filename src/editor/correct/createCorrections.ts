import * as vscode from 'vscode';
import type { Disposable } from '../../core/shared/disposable.ts';
import { ownSchemes } from '../capture/scope.ts';
import { loadLater } from '../later.ts';
import type { Corrections, CorrectedParts } from './corrections.ts';
import { EvidenceHover } from './evidenceHover.ts';

/** The parts by which an attribution is shown and corrected. */
export interface CorrectionParts extends Disposable {
  /** Loaded when it is first asked for. */
  readonly corrections: () => Promise<Corrections>;
}

/** Puts together the hover that shows the evidence and what its links and the two commands do. */
export function createCorrections(parts: CorrectedParts): CorrectionParts {
  const hover = vscode.languages.registerHoverProvider(
    [...ownSchemes].map((scheme) => ({ scheme })),
    new EvidenceHover(parts.capture, parts.ledger, parts.clock),
  );
  let loaded: Promise<Corrections> | undefined;
  return {
    corrections: () => (loaded ??= loadLater().then(({ Corrections }) => new Corrections(parts))),
    dispose: () => void hover.dispose(),
  };
}
