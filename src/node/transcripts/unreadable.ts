/** A transcript that cannot be read, and the import goes on without it. */
export class UnreadableTranscript extends Error {
  override readonly name = 'UnreadableTranscript';
}
