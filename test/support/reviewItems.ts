import type { ReviewItem, ReviewPart } from '../../src/core/reflect/messages.ts';

const part: ReviewPart = {
  suggestion: 's1',
  file: 'src/capture.ts',
  language: 'typescript',
  lines: [
    { kind: 'same', text: 'async function capture(order: Order): Promise<void> {' },
    { kind: 'gap', text: '', hidden: 12 },
    { kind: 'before', text: '  await gateway.capture(id);' },
    { kind: 'kept', text: '  await gateway.authorize(order);' },
    { kind: 'dropped', text: '  await retry(() => gateway.capture(id), { tries: 3 });' },
    { kind: 'written', text: '  const key = idempotencyKey(order);' },
    { kind: 'written', text: '  await retry(() => gateway.capture(id, { key }), { tries: 3, on: isNetworkError });' },
    { kind: 'same', text: '}' },
  ],
  cut: 0,
  counts: { offered: 2, kept: 1, written: 2, restored: 0 },
  size: 4,
  problem: null,
  keptKnown: true,
};

/** A decision with everything a card can have. */
export function rich(change: Partial<ReviewItem> = {}): ReviewItem {
  return overridden({
    id: 'g4',
    observed: 'adapted',
    noted: true,
    extra: 'surprised',
    worthShowing: true,
    prompt:
      'make capture robust against timeouts\n\n- repeat what failed for a reason that passes\n- never charge twice\n- keep the signature of the function, it is called from outside',
    parts: [
      {
        ...part,
        lines: [
          { kind: 'same', text: '/* Takes the payment of an order that was authorised before,' },
          { kind: 'same', text: ' * at most once. */' },
          { kind: 'before', text: 'const tries = 1; // the gateway repeats by itself' },
          { kind: 'kept', text: 'const what = `capture ${order.id}`;' },
          {
            kind: 'dropped',
            text: "await retry(() => gateway.capture(id), { tries: 3, name: 'capture' });",
            marks: [
              [48, 49],
              [57, 66],
            ],
          },
          {
            kind: 'written',
            text: 'await retry(() => gateway.capture(id, { key }), { tries: limit, name: what });',
            marks: [
              [36, 45],
              [57, 62],
              [70, 74],
            ],
          },
        ],
        cut: 212,
      },
    ],
    ...change,
  });
}

/** A believable decision. */
export function overridden(change: Partial<ReviewItem> = {}): ReviewItem {
  const { file = 'src/capture.ts' } = change;
  return {
    id: 'g1',
    file,
    moreFiles: 0,
    tool: 'Codex',
    at: '2026-11-22T14:02:00.000Z',
    prompt: 'make capture robust against timeouts',
    observed: 'overrode',
    random: false,
    noted: false,
    extra: null,
    parts: [{ ...part, file }],
    moreParts: 0,
    checked: [],
    reflection: null,
    worthShowing: false,
    case: null,
    ...change,
  };
}

export function trusted(change: Partial<ReviewItem> = {}): ReviewItem {
  const file = 'src/checkout/payment/adapters/gatewayAdapter.ts';
  const lines = part.lines.filter(({ kind }) => kind !== 'dropped' && kind !== 'written');
  const counts = { offered: 1, kept: 1, written: 0, restored: 0 };
  return overridden({ id: 'g2', file, observed: 'trusted', parts: [{ ...part, file, lines, counts }], ...change });
}

export function adapted(change: Partial<ReviewItem> = {}): ReviewItem {
  return overridden({
    id: 'g3',
    file: 'src/totals.ts',
    observed: 'adapted',
    extra: 'tippedOff',
    random: true,
    prompt: null,
    ...change,
  });
}
