/** What was opened, to be closed in the opposite order: when everything ends, or when the next could not be opened. */
export class Closing {
  readonly #closers: (() => Promise<void> | void)[] = [];

  /** To be closed before all that was opened earlier. */
  add(close: () => Promise<void> | void): void {
    this.#closers.push(close);
  }

  /** Opens what closes everything again when it fails. */
  async opening<T>(open: () => Promise<T>): Promise<T> {
    try {
      return await open();
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    for (let close = this.#closers.pop(); close; close = this.#closers.pop()) await close();
  }
}
