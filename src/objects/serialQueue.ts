/** Work that is done one piece after another, never two at a time. */
export class Turns {
  private tail: Promise<void> = Promise.resolve();

  /** Resolves when all that was asked for so far has ended. */
  get idle(): Promise<void> {
    return this.tail;
  }

  /** Does `work` when it is its turn. `work` must not reject. */
  take(work: () => Promise<void>): Promise<void> {
    const turn = this.tail.then(work);
    this.tail = turn;
    return turn;
  }

  /** What comes next does not wait for what is under way: for work that was aborted. */
  restart(): void {
    this.tail = Promise.resolve();
  }
}
