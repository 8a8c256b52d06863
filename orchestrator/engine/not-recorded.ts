/**
 * An input that was not taken, because it could not be recorded: nothing of it is in the journal, and it may be given again. The message
 * is that of the cause.
 */
export class NotRecordedError extends Error {
  override readonly name = 'NotRecordedError';
  /** `journal`: it cannot be read or written just now; `stopping`: this server takes no more. */
  readonly because: 'journal' | 'stopping';

  private constructor(because: NotRecordedError['because'], message: string, cause?: Error) {
    super(message, cause && { cause });
    this.because = because;
  }

  static readonly byJournal = (cause: Error): NotRecordedError => new NotRecordedError('journal', cause.message, cause);
  static readonly stopping = (): NotRecordedError => new NotRecordedError('stopping', 'the server is stopping');
}
