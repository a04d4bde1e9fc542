/** Moments at which a question disturbs least, best first. `request` is the developer asking. */
const boundaries = ['after-commit', 'after-test-run', 'branch-switch', 'idle', 'request'] as const;
export type Boundary = (typeof boundaries)[number];

/** When Pairfolio may ask by itself (`pairfolio.ask.when`). */
const askWhen = ['after-commit', 'boundaries', 'on-request'] as const;
export type AskWhen = (typeof askWhen)[number];

/** Whether the setting lets a boundary ask. */
export function mayAsk(when: AskWhen, boundary: Boundary): boolean {
  if (boundary === 'request') return true;
  return when === 'boundaries' || (when === 'after-commit' && boundary === 'after-commit');
}
