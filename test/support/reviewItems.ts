import type { ReviewItem, ReviewPart } from '../../src/core/reflect/messages.ts';

const part: ReviewPart = {
  suggestion: 's1',
  file: 'src/capture.ts',
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
    askTipOff: false,
    parts: [{ ...part, file }],
    moreParts: 0,
    checked: [],
    reflection: null,
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
    askTipOff: true,
    random: true,
    prompt: null,
    ...change,
  });
}
