import fs from 'node:fs';
import path from 'node:path';
import type { Body } from '../../src/core/ledger/records.ts';
import type { Outcome, Stance, Surface, TaskKind, Verdict } from '../../src/core/shared/words.ts';
import { nodeDigest } from '../../src/node/digest.ts';
import { Ledger } from '../../src/node/ledger/ledger.ts';
import { memberSecret } from '../../src/node/team/memberSecret.ts';
import { temporaryFolder } from './folder.ts';
import { ManualClock } from './manualClock.ts';
import { suggestionRecord } from './records.ts';

/** One decision of a member; everything left out has a plain value. */
export interface Decided {
  readonly at?: string;
  readonly verdict: Verdict;
  readonly language?: string | null;
  readonly surface?: Surface;
  readonly kind?: TaskKind;
  readonly group?: string;
  readonly turn?: { readonly session: string; readonly index: number };
  readonly stance?: Stance;
  readonly reasons?: readonly string[];
  readonly outcome?: Outcome | 'stood';
  readonly check?: Pick<Body<'verification'>, 'kind' | 'result' | 'check'>;
}

/** Within the window 2026-W41..W44, which is closed at {@link teamNow}. */
export const teamWindow = '2026-W41..W44';
export const teamNow = '2026-11-22T18:00:00.000Z';

/** A member's ledger in a folder of its own, or in `home`. Closed again: commands open it themselves. */
export function memberLedger(decisions: readonly Decided[], home = path.join(temporaryFolder(), 'ledger')): string {
  const ledger = openMember(home);
  for (const [index, decided] of decisions.entries()) {
    const id = `d${String(index)}`;
    const at = decided.at ?? new Date(Date.UTC(2026, 9, 6, 9) + (index % 500) * 3_600_000).toISOString();
    ledger.append(
      suggestionRecord(
        {
          id,
          group: decided.group ?? id,
          language: decided.language === undefined ? 'typescript' : decided.language,
          surface: decided.surface ?? 'agent',
          kind: decided.kind ?? null,
          turn: decided.turn ?? null,
        },
        at,
      ),
      { file: 'src/cart.ts', suggested: 'x' },
    );
    const body = { suggestion: id, label: decided.verdict, settled: true, because: 'test' };
    ledger.append({ type: 'verdict', at, body });
    if (decided.stance)
      ledger.append({
        type: 'reflection',
        at,
        body: { suggestions: [id], stance: decided.stance, reasons: [...(decided.reasons ?? [])], tippedOff: null },
      });
    if (decided.check)
      ledger.append({ type: 'verification', at, body: { suggestions: [id], what: 'npm test', ...decided.check } });
    if (decided.outcome) {
      const stood = decided.outcome === 'stood';
      ledger.append({
        type: 'followUp',
        at,
        body: {
          suggestion: id,
          days: 14,
          distance: 0,
          outcome: decided.outcome === 'stood' ? null : decided.outcome,
          because: stood ? 'stands' : 'rewritten',
        },
      });
    }
  }
  memberSecret(home, nodeDigest);
  ledger.dispose();
  return home;
}

export function openMember(home: string): Ledger {
  return new Ledger(home, { app: 'test', host: 'cli' }, new ManualClock(teamNow), nodeDigest);
}

/** The text of every file below a folder, for looking at what is there. */
export function textsBelow(folder: string): Map<string, string> {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return new Map(
    names
      .filter((name) => fs.statSync(path.join(folder, name)).isFile())
      .map((name) => [name, fs.readFileSync(path.join(folder, name), 'utf8')]),
  );
}
