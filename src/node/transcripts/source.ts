import type { TranscriptLine, TranscriptReader } from '../../core/recognise/transcripts/transcript.ts';

/** One session of a tool: the files that hold it. */
export interface Session {
  readonly name: string;
  readonly files: readonly string[];
  readonly bytes: number;
  /** Other files that say something about it: where they change, it is worth reading again. */
  readonly also?: readonly string[];
}

/** Where a tool's transcripts are looked for. */
export interface TranscriptHome {
  readonly homedir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The `User` folder of the editor that asks, which may have been moved by an option nobody else sees. */
  readonly editorUser?: string;
}

/** A tool whose transcripts can be imported. */
export interface TranscriptSource {
  /** Tool name as the ledger and `--source` have it. */
  readonly name: string;
  /** For people: "Claude Code". */
  readonly title: string;
  /** The sessions on this machine, those written last at the end. None where the tool was never used. */
  sessions(home: TranscriptHome): Session[];
  /**
   * The files and folders whose size or time changes when a session begins or goes on; folders that may come too, whether
   * they are there or not.
   */
  places(home: TranscriptHome): string[];
  /** A reader for one session. */
  read(session: Session): TranscriptReader;
  /**
   * What the reader is given, where that is not the lines of the files: rows of a database, whole documents.
   * @throws what `fs` throws, UnreadableTranscript
   */
  lines?(session: Session): Iterable<TranscriptLine>;
}
