import { publishedSurvival } from '../baselines.ts';
import { bareShare, fewest, wilson } from '../rates.ts';
import type { Summary } from '../summary.ts';
import type { SurvivalCheckpoint } from '../../ledger/left.ts';
import type { SurvivalShare } from '../survivalShares.ts';
import { at, picture, shape, text, width, type Picture } from './picture.ts';

const times: Readonly<Record<SurvivalCheckpoint, string>> = {
  '30s': '30 s',
  '120s': '2 min',
  '300s': '5 min',
  '600s': '10 min',
  commit: 'commit',
  '14d': '14 days',
};
const frame = { left: 52, right: width - 24, top: 12, bottom: 192 } as const;

/** A line of the picture: shares by checkpoint, in their order. */
interface Line {
  readonly measure: 'unchanged' | 'mostlyUnchanged';
  readonly mine: boolean;
  readonly points: readonly { readonly checkpoint: SurvivalCheckpoint; readonly share: number }[];
}

/**
 * How much of what was taken in still stood, from half a minute to 14 days: all of it, and most of it; each beside what
 * was published. Checkpoints with fewer than twenty measured decisions are left out; fewer than two make no curve.
 */
export function survivalChart({ survival }: Pick<Summary, 'survival'>): Picture | undefined {
  const measured = survival.filter((share) => share.measured >= fewest);
  if (measured.length < 2) return undefined;
  const all = survival.map(({ checkpoint }) => checkpoint);
  const x = (checkpoint: SurvivalCheckpoint): number =>
    frame.left + 16 + (all.indexOf(checkpoint) * (frame.right - frame.left - 32)) / Math.max(1, all.length - 1);
  const lines = (['mostlyUnchanged', 'unchanged'] as const).flatMap((measure): Line[] => [
    {
      measure,
      mine: false,
      points: all.flatMap((checkpoint) => {
        const share = publishedSurvival.at(checkpoint)[measure];
        return share === null ? [] : [{ checkpoint, share }];
      }),
    },
    {
      measure,
      mine: true,
      points: measured.map((share) => ({ checkpoint: share.checkpoint, share: share[measure] / share.measured })),
    },
  ]);
  return picture({
    id: 'survival',
    title: 'What was taken in, and still stood later',
    alt: description(measured),
    height: frame.bottom + 112,
    content: [
      ...grid(all, x),
      ...measured.flatMap((share) => intervals(share, x(share.checkpoint))),
      ...lines.flatMap((line) => drawn(line, x)),
      ...legend(),
    ],
  });
}

function y(share: number): number {
  return frame.bottom - share * (frame.bottom - frame.top);
}

function grid(all: readonly SurvivalCheckpoint[], x: (checkpoint: SurvivalCheckpoint) => number): string[] {
  return [
    ...[0, 0.25, 0.5, 0.75, 1].flatMap((share) => [
      shape('line', { class: 'grid', x1: frame.left, x2: frame.right, y1: y(share), y2: y(share) }),
      text(frame.left - 8, y(share) + 4, `${String(100 * share)} %`, 'quiet small end'),
    ]),
    ...all.map((checkpoint) => text(x(checkpoint), frame.bottom + 18, times[checkpoint], 'quiet small middle')),
  ];
}

const look = { mostlyUnchanged: 'trusted', unchanged: 'overrode' } as const;

function intervals({ measured, unchanged, mostlyUnchanged }: SurvivalShare, x: number): string[] {
  return ([mostlyUnchanged, unchanged] as const).map((count, index) => {
    const [low, high] = wilson(count, measured).map((share) => at(y(share)));
    const colour = index === 0 ? look.mostlyUnchanged : look.unchanged;
    return shape('path', { class: `line-${colour} stroke`, d: `M${String(at(x))} ${String(low)}V${String(high)}` });
  });
}

/** Mine is a full line with full marks, the published one dashed with hollow marks; circles and squares by measure. */
function drawn({ measure, mine, points }: Line, x: (checkpoint: SurvivalCheckpoint) => number): string[] {
  const colour = look[measure];
  const way = points.map(({ checkpoint, share }) => `${String(at(x(checkpoint)))} ${String(at(y(share)))}`).join('L');
  const marks = points.map(({ checkpoint, share }) => mark(measure, mine, x(checkpoint), y(share)));
  return [shape('path', { class: `line-${colour} stroke${mine ? '' : ' dashed'}`, d: `M${way}` }), ...marks];
}

function mark(measure: Line['measure'], mine: boolean, cx: number, cy: number): string {
  const style = `line-${look[measure]} ${mine ? `fill-${look[measure]}` : 'ground hollow'}`;
  return measure === 'unchanged'
    ? shape('rect', { class: style, x: cx - 4, y: cy - 4, width: 8, height: 8 })
    : shape('circle', { class: style, cx, cy, r: 4.5 });
}

function legend(): string[] {
  const entries = [
    ['mostlyUnchanged', true, 'mine: mostly unchanged (less than a third changed)'],
    ['unchanged', true, 'mine: unchanged'],
    ['mostlyUnchanged', false, published],
  ] as const;
  return entries.flatMap(([measure, mine, words], index) => {
    const line = frame.bottom + 44 + index * 20;
    const from = 16;
    return [
      shape('path', {
        class: `line-${mine ? look[measure] : 'muted'} stroke${mine ? '' : ' dashed'}`,
        d: `M${String(from)} ${String(line)}h28`,
      }),
      ...(mine ? [mark(measure, true, from + 14, line)] : []),
      text(from + 38, line + 4, words, 'small'),
    ];
  });
}

const published = `dashed: the same, published (n = ${String(publishedSurvival.n)} ${publishedSurvival.unit}, ${String(publishedSurvival.year)})`;

function description(measured: readonly SurvivalShare[]): string {
  const mine = measured.map(
    (share) =>
      `${times[share.checkpoint]} (n = ${String(share.measured)}): unchanged ${bareShare(share.unchanged, share.measured)}, mostly unchanged ${bareShare(share.mostlyUnchanged, share.measured)}`,
  );
  const others = measured.flatMap(({ checkpoint }) => {
    const { unchanged, mostlyUnchanged } = publishedSurvival.at(checkpoint);
    if (unchanged === null || mostlyUnchanged === null) return [];
    const percent = (share: number): string => `${String(Math.round(1000 * share) / 10)} %`;
    return [`${times[checkpoint]}: unchanged ${percent(unchanged)}, mostly unchanged ${percent(mostlyUnchanged)}`];
  });
  const beside =
    others.length === 0
      ? ''
      : ` Published for accepted inline suggestions (n = ${String(publishedSurvival.n)} ${publishedSurvival.unit}, ${String(publishedSurvival.year)}): ${others.join('; ')}.`;
  return `How much of what was taken in still stood, with 95 % intervals. ${mine.join('; ')}.${beside}`;
}
