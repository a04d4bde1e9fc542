import type { ExtensionContext } from 'vscode';
import type { Clock } from '../../core/shared/clock.ts';
import type { Digest } from '../../core/shared/digest.ts';
import type { Disposable } from '../../core/shared/disposable.ts';
import type { Ledger } from '../../node/ledger/ledger.ts';
import type { ReleaseResult } from '../../node/team/releaseTeamReport.ts';
import type { ErrorBoundary } from '../errorBoundary.ts';
import { loadLater } from '../later.ts';
import type { ContributeRequest } from './contribute.ts';
import type { ReleaseRequest } from './releaseReport.ts';
import { TeamDocuments } from './teamDocuments.ts';
import { TeamMemory } from './teamMemory.ts';

/** What a member gives to a team, and what the team is told. */
export interface Team extends Disposable {
  /** @param request menus pass things of their own */
  contribute(request: unknown): Promise<string | undefined>;
  releaseReport(request: unknown): Promise<ReleaseResult | undefined>;
}

/** Puts together what the commands of a team work on. What they do is loaded at their first use. */
export function createTeam(parts: {
  readonly context: ExtensionContext;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly digest: Digest;
  readonly boundary: ErrorBoundary;
}): Team {
  const { context, ledger, clock, digest, boundary } = parts;
  const documents = new TeamDocuments();
  const memory = new TeamMemory(context.globalState);
  const team = { ledger, clock, digest, boundary, memory, documents };
  return {
    async contribute(request) {
      const later = await loadLater();
      return later.contribute(later, team, told(request));
    },
    async releaseReport(request) {
      const later = await loadLater();
      return later.releaseReport(later, team, told(request));
    },
    dispose: () => documents.dispose(),
  };
}

/** Every field of a request is looked at before it is used. */
function told(request: unknown): ContributeRequest & ReleaseRequest {
  return typeof request === 'object' && request !== null ? request : {};
}
