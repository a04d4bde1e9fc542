/** Three texts of one place: what stood there, what the tool put there, what stands there now. */
export interface Fate {
  readonly before: string;
  readonly suggested: string;
  readonly kept: string;
}
