/** Moments at which a question disturbs least, best first. `request` is the developer asking. */
export type Boundary = 'after-commit' | 'after-test-run' | 'branch-switch' | 'idle' | 'request';

/** When Pairfolio may ask by itself (`pairfolio.ask.when`). */
export type AskWhen = 'after-commit' | 'boundaries' | 'on-request';

/** Whether the setting lets a boundary ask. */
export function mayAsk(when: AskWhen, boundary: Boundary): boolean {
  if (boundary === 'request') return true;
  return when === 'boundaries' || (when === 'after-commit' && boundary === 'after-commit');
}
