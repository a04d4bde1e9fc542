/** How good the author's predictions are. None are recorded yet. */
export function calibration(): string {
  return '## Calibration\n\nNo predictions are in the record yet (how likely I thought a change was to stand, before I knew), so nothing is said about how well they held.';
}
