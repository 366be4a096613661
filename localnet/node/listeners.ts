/** Who wants to hear of something. */
export class Listeners<T> {
  private readonly all = new Set<(value: T) => void>();

  /** Adds a listener; the answer removes it again. */
  add(listener: (value: T) => void): () => void {
    const own = (value: T) => listener(value);
    this.all.add(own);
    return () => this.all.delete(own);
  }

  /** Tells everyone who listens now, in the order in which they came. */
  emit(value: T): void {
    for (const listener of [...this.all]) listener(value);
  }
}
