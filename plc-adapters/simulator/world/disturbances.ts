/** What is out of order at a unit just now, by name: people on the spot cause it and put it right. */
export class Disturbances<Name extends string> {
  readonly #known: readonly Name[];
  readonly #standing: Set<Name>;

  /** @param memory names that are not among the known ones are dropped. */
  constructor(known: readonly Name[], memory: readonly string[] | undefined) {
    this.#known = known;
    this.#standing = new Set(known.filter((name) => memory?.includes(name)));
  }

  get names(): readonly Name[] {
    return this.#known;
  }

  stands(name: Name): boolean {
    return this.#standing.has(name);
  }

  /** Also of a name that may not be known here, which never stands. */
  has(name: string): boolean {
    return this.#known.some((each) => each === name && this.#standing.has(each));
  }

  /** False when there is no disturbance of that name. */
  set(name: string, stands: boolean): boolean {
    const known = this.#known.find((each) => each === name);
    if (known === undefined) return false;
    if (stands) this.#standing.add(known);
    else this.#standing.delete(known);
    return true;
  }

  retain(): readonly Name[] {
    return [...this.#standing];
  }
}
