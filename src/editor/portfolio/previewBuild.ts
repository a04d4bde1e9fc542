import { PairfolioError } from '../../core/shared/errors.ts';
import type { BuildOptions, BuiltPortfolio } from '../../node/portfolio/build.ts';
import type { ExportResult, WriteOptions } from '../../node/portfolio/export.ts';
import type { Builder } from './chooserParts.ts';

/** The files as the author saw them last: built in memory, and written only as they were seen. */
export class PreviewBuild {
  readonly #builder: Builder;
  #built: BuiltPortfolio | null = null;
  #of = '';
  #running: AbortController | undefined;

  constructor(builder: Builder) {
    this.#builder = builder;
  }

  get built(): BuiltPortfolio | null {
    return this.#built;
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
   * @throws PairfolioError as `buildPortfolio`
   */
  async build(of: string, options: Omit<BuildOptions, 'signal'>): Promise<BuiltPortfolio> {
    this.cancel();
    const running = new AbortController();
    this.#running = running;
    try {
      const built = await this.#builder.build({ ...options, signal: running.signal });
      if (running.signal.aborted) throw new PairfolioError('cancelled', 'The preview was cancelled.');
      this.#built = built;
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
    this.#of = '';
  }

  /** Writes exactly what was seen. @throws PairfolioError `usage` where that is out of date, `output-unwritable` */
  write(now: string, options: WriteOptions): Promise<ExportResult> {
    if (!this.#built || !this.isOf(now))
      throw new PairfolioError('usage', 'The files were not seen as they would be now; preview them first.');
    return this.#builder.write(this.#built, options);
  }
}
