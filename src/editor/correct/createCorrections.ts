import * as vscode from 'vscode';
import type { Disposable } from '../../core/shared/disposable.ts';
import { ownSchemes } from '../capture/scope.ts';
import { Corrections, type CorrectedParts } from './corrections.ts';
import { EvidenceHover } from './evidenceHover.ts';

/** The parts by which an attribution is shown and corrected. */
export interface CorrectionParts extends Disposable {
  readonly corrections: Corrections;
}

/** Puts together the hover that shows the evidence and what its links and the two commands do. */
export function createCorrections(parts: CorrectedParts): CorrectionParts {
  const hover = vscode.languages.registerHoverProvider(
    [...ownSchemes].map((scheme) => ({ scheme })),
    new EvidenceHover(parts.capture, parts.ledger, parts.clock),
  );
  return { corrections: new Corrections(parts), dispose: () => void hover.dispose() };
}
