/** Why something could not be done. Each has one sentence for people; see `PairfolioError.message`. */
export type Reason =
  | 'usage'
  | 'ledger-unwritable'
  | 'ledger-unreadable'
  | 'not-found'
  | 'no-key'
  | 'no-ssh-keygen'
  | 'signing-failed'
  | 'no-repository'
  | 'git-failed'
  | 'output-unwritable'
  | 'input-unreadable'
  | 'too-large'
  | 'verification-failed'
  | 'send-failed'
  /** Other numbers were sealed for the window; see docs/sealed-mode.md. */
  | 'sealed-before'
  | 'cancelled'
  | 'model-missing'
  | 'model-unreachable'
  | 'model-certificate'
  | 'model-slow'
  | 'model-refused'
  | 'model-quota'
  | 'model-answer'
  | 'model-failed';

/**
 * The only error class Pairfolio throws on purpose. `message` is one clear sentence a user can act on;
 * it never contains the user's code, prompts or notes.
 */
export class PairfolioError extends Error {
  override readonly name = 'PairfolioError';
  readonly reason: Reason;

  constructor(reason: Reason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }

  /**
   * By its name, not its class: the extension and what it loads later are bundles with a class each.
   * @returns whether `error` is a Pairfolio error, and of this reason when one is given
   */
  static is(error: unknown, reason?: Reason): error is PairfolioError {
    if (!(error instanceof Error) || error.name !== 'PairfolioError' || !('reason' in error)) return false;
    return reason === undefined || error.reason === reason;
  }
}
