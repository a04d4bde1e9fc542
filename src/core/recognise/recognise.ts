import type { Finding, Origin, Recogniser } from './finding.ts';
import { chatEdit } from './kinds/chatEdit.ts';
import { commenting } from './kinds/commenting.ts';
import { completion } from './kinds/completion.ts';
import { deleting } from './kinds/deleting.ts';
import { rename, replaceAll } from './kinds/everywhere.ts';
import { marked } from './kinds/marked.ts';
import { gitMove, program, readFromDisk } from './kinds/outside.ts';
import { paste } from './kinds/paste.ts';
import { rearranging } from './kinds/rearranging.ts';
import { shape } from './kinds/shape.ts';
import { snippet } from './kinds/snippet.ts';
import { typing } from './kinds/typing.ts';
import { undoRedo } from './kinds/undoRedo.ts';
import { formattingOnSave, whiteSpace } from './kinds/whiteSpace.ts';
import type { ObservedEdit } from './observedEdit.ts';

/** What is believed of an edit after all recognisers were asked. */
export interface Recognition {
  /** `unknown` where nothing is believed by at least half. */
  readonly origin: Origin;
  /** The most believed finding, also where it is too weak to give an origin; null where there is none. */
  readonly best: Finding | null;
  /** Everything found, most believed first. */
  readonly findings: readonly Finding[];
}

/** Below this confidence the origin is unknown: it does not count and is not asked about. */
export const believedFrom = 0.5;

const recognisers: readonly Recogniser[] = [
  undoRedo,
  marked,
  paste,
  gitMove,
  typing,
  chatEdit,
  deleting,
  formattingOnSave,
  whiteSpace,
  readFromDisk,
  rearranging,
  commenting,
  replaceAll,
  rename,
  completion,
  snippet,
  program,
  shape,
];

/** Asks every recogniser and weighs what they say: the most believed finding stands, of equals the earlier recogniser's. */
export function recognise(edit: ObservedEdit): Recognition {
  const findings = recognisers
    .map((recogniser) => recogniser(edit))
    .filter((finding) => finding !== null)
    .sort((a, b) => b.confidence - a.confidence);
  const best = findings[0] ?? null;
  return { origin: best && best.confidence >= believedFrom ? best.origin : 'unknown', best, findings };
}
