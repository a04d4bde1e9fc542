/**
 * Similarity of two texts by their runs of four characters, counted with repetition:
 * (runs of both − runs without a partner) / runs of both. A text of fewer than four characters has no run;
 * then 1 where the texts are equal and 0 where not.
 * The survival measure of microsoft/vscode-copilot-chat, `src/platform/editSurvivalTracking/common/`.
 * @returns 0 to 1
 */
export function fourGram(a: string, b: string): number {
  if (a === b) return 1;
  if (a.length < 4 || b.length < 4) return 0;
  const counts = new Map<string, number>();
  for (let start = 0; start + 4 <= a.length; start += 1) {
    const run = a.slice(start, start + 4);
    counts.set(run, (counts.get(run) ?? 0) + 1);
  }
  for (let start = 0; start + 4 <= b.length; start += 1) {
    const run = b.slice(start, start + 4);
    counts.set(run, (counts.get(run) ?? 0) - 1);
  }
  const total = a.length - 3 + (b.length - 3);
  let alone = 0;
  for (const surplus of counts.values()) alone += Math.abs(surplus);
  return (total - alone) / total;
}
