/** A value that was typed and is not yet on the record. */
interface Draft {
  readonly typed: string;
  /** Sent under this key without an answer: sent again under the same one it is not entered twice. */
  readonly tried?: { readonly value: string; readonly key: string };
}

type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
type Drafts = Readonly<Record<string, Draft>>;

/** What one person typed for one bottle, by item: kept on this machine until it is sent, so that a scan or a restart loses nothing. */
export class BottleDrafts {
  readonly #kept: Kept;
  readonly #key: string;

  constructor(kept: Kept, person: string, code: string) {
    this.#kept = kept;
    this.#key = `quaylab.draft.${person}.${code}`;
  }

  all(): Drafts {
    try {
      const read: unknown = JSON.parse(this.#kept.getItem(this.#key) ?? '{}');
      return typeof read === 'object' && read !== null ? (read as Drafts) : {};
    } catch {
      return {};
    }
  }

  of(item: string): Draft {
    return this.all()[item] ?? { typed: '' };
  }

  keep(item: string, draft: Draft): void {
    const { [item]: _, ...others } = this.all();
    const drafts = draft.typed === '' && !draft.tried ? others : { ...others, [item]: draft };
    if (Object.keys(drafts).length === 0) this.#kept.removeItem(this.#key);
    else this.#kept.setItem(this.#key, JSON.stringify(drafts));
  }

  /** The key to send a value under: the one of an earlier try of this very value, or a fresh one, which is kept before it is sent. */
  keyFor(item: string, value: string, fresh: () => string): string {
    const { typed, tried } = this.of(item);
    if (tried?.value === value) return tried.key;
    const key = fresh();
    this.keep(item, { typed, tried: { value, key } });
    return key;
  }

  remove(item: string): void {
    this.keep(item, { typed: '' });
  }
}
