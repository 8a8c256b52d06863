import type { VerificationKey } from '../../reports/signing/verification-key.ts';
import {
  journalRootsProcess,
  type JournalRootsEvent,
  type RootSigned,
} from '../../workflows/journal-roots/machine.ts';
import { decodeBody } from '../engine/entry.ts';
import type { BlobStore, Journal, JournalEntry } from '../storage/ports.ts';
import { emptyTree, rootOf, withLeaf } from './merkle.ts';
import { issuedBy, leafOf } from './proof.ts';
import { openRoot, readRecord } from './signed-root.ts';

/** A root that somebody kept outside: over how many entries, and which. */
export interface KeptRoot {
  readonly size: number;
  /** Hex. */
  readonly root: string;
}

/** What an audit found beside the chain. */
export interface Checked {
  readonly certificates: number;
  readonly roots: number;
}

/** Roots that the journal says were signed, in order. */
export async function signedRootsIn(journal: Pick<Journal, 'read'>): Promise<readonly RootSigned[]> {
  return (await journal.read(journalRootsProcess)).flatMap((entry) => rootIn(entry) ?? []);
}

/** Only the small share of entries that can be one is taken apart. */
function rootIn({ process, body }: JournalEntry): RootSigned | undefined {
  if (process !== journalRootsProcess) return undefined;
  const event = decodeBody(body).input.event as JournalRootsEvent;
  return event.type === 'root.signed' ? event : undefined;
}

/**
 * Looks, entry by entry and in order, whether the tree over the journal has the roots that were signed (`signed`, in order) and kept
 * elsewhere, whether their records hold, and whether the bytes of each issued certificate are still there. Signatures are checked
 * where there are keys.
 */
export class RecordCheck {
  readonly #blobs: BlobStore;
  readonly #keys: readonly VerificationKey[] | null;
  readonly #expected: ReadonlyMap<number, readonly string[]>;
  #tree = emptyTree;
  #certificates = 0;
  #roots = 0;

  constructor(
    blobs: BlobStore,
    {
      signed,
      kept,
      keys,
    }: {
      readonly signed: readonly KeptRoot[];
      readonly kept: readonly KeptRoot[];
      readonly keys: readonly VerificationKey[] | null;
    },
  ) {
    this.#blobs = blobs;
    this.#keys = keys;
    const expected = new Map<number, string[]>();
    for (const { size, root } of [...signed, ...kept])
      expected.set(size, [...(expected.get(size) ?? []), root]);
    this.#expected = expected;
  }

  get found(): Checked {
    return { certificates: this.#certificates, roots: this.#roots };
  }

  /** In words what is wrong with an entry. */
  async faultOf(entry: JournalEntry): Promise<string | undefined> {
    this.#tree = withLeaf(this.#tree, leafOf(entry.hash));
    const roots = this.#expected.get(entry.position);
    if (roots) {
      const root = rootOf(this.#tree).toString('hex');
      if (roots.some((signed) => signed !== root))
        return `the journal up to here is not the one whose root was signed: its root is ${root}`;
    }
    return (await this.#faultOfRecord(entry)) ?? (await this.#faultOfFiles(entry));
  }

  async #faultOfRecord(entry: JournalEntry): Promise<string | undefined> {
    const signed = rootIn(entry);
    if (!signed) return undefined;
    const bytes = await this.#stored(signed.record);
    const record = Buffer.isBuffer(bytes) ? readRecord(bytes) : undefined;
    if (!record) return `the record of its signed root is lost or broken (${signed.record})`;
    this.#roots += 1;
    if (!this.#keys) return undefined;
    const opened = await openRoot(record, this.#keys, []);
    if (!opened.ok) return `its signed root does not hold: ${opened.refusal.code} ${opened.refusal.message}`;
    const { size, root } = opened.value.root;
    return size === signed.size && root === signed.root ? undefined : 'another root was signed than it names';
  }

  async #faultOfFiles(entry: JournalEntry): Promise<string | undefined> {
    const issued = issuedBy(entry);
    if (!issued) return undefined;
    for (const [rendering, sha256] of Object.entries(issued.files)) {
      // Not every kind has an XML.
      if (sha256 === null) continue;
      const bytes = await this.#stored(sha256);
      if (!Buffer.isBuffer(bytes))
        return `the ${rendering} of certificate ${issued.number} is ${bytes} (${sha256})`;
    }
    this.#certificates += 1;
    return undefined;
  }

  async #stored(sha256: string): Promise<Buffer | 'lost' | 'changed'> {
    try {
      return (await this.#blobs.get(sha256)) ?? 'lost';
    } catch {
      // The store says so of bytes that are no longer what was put.
      return 'changed';
    }
  }
}
