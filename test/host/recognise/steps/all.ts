import type { Step } from '../step.ts';
import { accepting } from './accepting.ts';
import { acceptingParts } from './acceptingParts.ts';
import { ignoring } from './ignoring.ts';
import { lists } from './lists.ts';
import { moving } from './moving.ts';
import { nextEdits } from './nextEdits.ts';
import { others } from './others.ts';
import { tidying } from './tidying.ts';
import { typing } from './typing.ts';

/** Every scripted step, in the order they run. */
export const steps: readonly Step[] = [
  ...typing,
  ...lists,
  ...moving,
  ...tidying,
  ...others,
  ...ignoring,
  ...accepting,
  ...acceptingParts,
  ...nextEdits,
];
