/** Creates an SVG element; texts become text nodes. */
export function svg(
  tag: string,
  attributes: Readonly<Record<string, string | number>> = {},
  ...children: readonly (Element | string)[]
): Element {
  const created = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) created.setAttribute(name, String(value));
  created.append(...children);
  return created;
}

/** One line of a chart. Shares 0 to 1; null leaves a gap. */
export interface Series {
  readonly name: string;
  /** Class that gives its colour. */
  readonly look: 'first' | 'second';
  /** Published by others: dashed, with hollow marks and no intervals. */
  readonly published?: boolean;
  readonly points: readonly ({ readonly share: number; readonly low?: number; readonly high?: number } | null)[];
}

const frame = { left: 44, right: 624, top: 12, bottom: 196, height: 226, width: 640 } as const;

/**
 * A chart of shares over steps. It is a picture with one name; its figures stand in the table behind it.
 * @param steps words below the axis
 */
export function lineChart(label: string, steps: readonly string[], series: readonly Series[]): Element {
  const x = (index: number): number =>
    Math.round(frame.left + 28 + (index * (frame.right - frame.left - 56)) / Math.max(1, steps.length - 1));
  // So many words have room; the last is always said.
  const every = Math.ceil(steps.length / 7);
  const y = (share: number): number => Math.round(frame.bottom - share * (frame.bottom - frame.top));
  return svg(
    'svg',
    { class: 'chart', viewBox: `0 0 ${String(frame.width)} ${String(frame.height)}`, role: 'img', 'aria-label': label },
    ...[0, 0.25, 0.5, 0.75, 1].flatMap((share) => [
      svg('line', { class: 'grid', x1: frame.left, x2: frame.right, y1: y(share), y2: y(share) }),
      svg('text', { class: 'tick end', x: frame.left - 8, y: y(share) + 4 }, `${String(100 * share)} %`),
    ]),
    ...steps.flatMap((words, index) =>
      (steps.length - 1 - index) % every === 0
        ? [svg('text', { class: 'tick middle', x: x(index), y: frame.bottom + 20 }, words)]
        : [],
    ),
    ...series.flatMap((line) => drawn(line, x, y)),
  );
}

function drawn(
  { look, published = false, points }: Series,
  x: (index: number) => number,
  y: (share: number) => number,
): Element[] {
  const kind = `${look}${published ? ' published' : ''}`;
  const way: string[] = [];
  let open = false;
  points.forEach((point, index) => {
    if (point) way.push(`${open ? 'L' : 'M'}${String(x(index))} ${String(y(point.share))}`);
    open = point !== null;
  });
  // Two lines of one chart must be told apart without their colours: circles and squares.
  const mark = (index: number, share: number): Element =>
    look === 'first'
      ? svg('circle', { class: `mark ${kind}`, cx: x(index), cy: y(share), r: 4.5 })
      : svg('rect', { class: `mark ${kind}`, x: x(index) - 4, y: y(share) - 4, width: 8, height: 8 });
  return [
    ...points.flatMap((point, index) =>
      point?.low === undefined || point.high === undefined
        ? []
        : [svg('line', { class: `range ${look}`, x1: x(index), x2: x(index), y1: y(point.low), y2: y(point.high) })],
    ),
    svg('path', { class: `line ${kind}`, d: way.join('') }),
    ...points.flatMap((point, index) => (point ? [mark(index, point.share)] : [])),
  ];
}

/** The sign of a line, for a legend. */
export function sign({ look, published = false }: Pick<Series, 'look' | 'published'>): Element {
  const kind = `${look}${published ? ' published' : ''}`;
  return svg(
    'svg',
    { class: 'sign-of', viewBox: '0 0 30 12', 'aria-hidden': 'true' },
    svg('path', { class: `line ${kind}`, d: 'M1 6h28' }),
    look === 'first'
      ? svg('circle', { class: `mark ${kind}`, cx: 15, cy: 6, r: 4.5 })
      : svg('rect', { class: `mark ${kind}`, x: 11, y: 2, width: 8, height: 8 }),
  );
}
