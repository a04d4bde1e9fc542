import { PairfolioError } from '../../core/shared/errors.ts';
import type { BuildOptions, BuiltPortfolio } from '../../node/portfolio/build.ts';
import type { ExportResult, WriteOptions } from '../../node/portfolio/export.ts';
import type { Signing } from '../../node/portfolio/proof/signing.ts';
import type { Builder } from './chooserParts.ts';

/** The files as the author saw them last: built in memory, and written only as they were seen. */
export class PreviewBuild {
  readonly #builder: Builder;
  #built: BuiltPortfolio | null = null;
  #signing: Signing | undefined;
  #of = '';
  #running: AbortController | undefined;

  constructor(builder: Builder) {
    this.#builder = builder;
  }

  get built(): BuiltPortfolio | null {
    return this.#built;
  }

  /** How it is signed when it is written; undefined where it is not. */
  get signing(): Signing | undefined {
    return this.#signing;
  }

  get building(): boolean {
    return this.#running !== undefined;
  }

  /** Whether it shows what a choice would give. @param now a fingerprint of the choice */
  isOf(now: string): boolean {
    return this.#built !== null && this.#of === now;
  }

  /**
   * Builds the files; what was built before stays until they are there.
   * @param of a fingerprint of the choice
   * @param sign whether it will be signed: its files name the key
   * @throws PairfolioError as `buildPortfolio`, `no-key`
   */
  async build(
    of: string,
    sign: boolean,
    options: Omit<BuildOptions, 'signal' | 'signedWith'>,
  ): Promise<BuiltPortfolio> {
    this.cancel();
    const running = new AbortController();
    this.#running = running;
    try {
      const signing = sign ? await this.#builder.signing() : undefined;
      const signedWith = signing?.signedWith;
      const built = await this.#builder.build({ ...options, signedWith, signal: running.signal });
      if (running.signal.aborted) throw new PairfolioError('cancelled', 'The preview was cancelled.');
      this.#built = built;
      this.#signing = signing;
      this.#of = of;
      return built;
    } finally {
      if (this.#running === running) this.#running = undefined;
    }
  }

  cancel(): void {
    this.#running?.abort();
  }

  /** Lets the files go: something in them may not be shown any more. */
  discard(): void {
    this.cancel();
    this.#built = null;
    this.#signing = undefined;
    this.#of = '';
  }

  /** Writes exactly what was seen, and signs it. @throws PairfolioError `usage` where that is out of date, and as `writePortfolio` */
  write(now: string, options: WriteOptions): Promise<ExportResult> {
    if (!this.#built || !this.isOf(now))
      throw new PairfolioError('usage', 'The files were not seen as they would be now; preview them first.');
    return this.#builder.write(this.#built, { ...options, sign: this.#signing?.sign });
  }
}
