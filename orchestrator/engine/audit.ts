import type { Journal, JournalEntry } from '../storage/ports.ts';
import { chainHash, chainStart } from '../storage/chain.ts';
import { decodeBody } from './entry.ts';

const pageSize = 1000;

export type AuditReport =
  | { readonly intact: true; readonly entries: number; readonly head: string }
  | { readonly intact: false; readonly position: number; readonly process: string; readonly reason: string };

/**
 * Reads the whole journal and recomputes the chain. Names the first entry that is missing, changed, moved or out of its
 * process's order. What a cut-off end looks like from inside is a shorter, intact journal: compare the head with one kept elsewhere.
 *
 * `further` looks at each entry that is in order and says in words what is wrong with it.
 */
export async function verifyJournal(
  journal: Pick<Journal, 'tail'>,
  further?: (entry: JournalEntry) => Promise<string | undefined>,
): Promise<AuditReport> {
  let position = 0;
  let hash = chainStart;
  const sequence = new Map<string, number>();
  for (;;) {
    const page = await journal.tail(position, pageSize);
    if (page.length === 0) return { intact: true, entries: position, head: hash };
    for (const entry of page) {
      const broken = (reason: string): AuditReport => ({ intact: false, position: entry.position, process: entry.process, reason });
      if (entry.position !== position + 1) return broken(`entry ${position + 1} is missing`);
      const expected = chainHash(hash, entry.position, entry.body);
      if (entry.hash !== expected) return broken('its content or the entry before it was changed: the hash does not fit');
      const seq = (sequence.get(entry.process) ?? 0) + 1;
      if (entry.seq !== seq) return broken(`its number in the process is ${entry.seq}, expected ${seq}`);
      if (!bodyAgrees(entry.body, entry)) return broken('its columns do not agree with its content');
      const fault = await further?.(entry);
      if (fault !== undefined) return broken(fault);
      sequence.set(entry.process, seq);
      position = entry.position;
      hash = entry.hash;
    }
  }
}

/** The columns are copies for looking things up; a changed copy is a broken entry as well. */
function bodyAgrees(text: string, entry: JournalEntry): boolean {
  try {
    const { process, seq, input, effects, snapshot, hold } = decodeBody(text);
    return (
      process === entry.process &&
      seq === entry.seq &&
      input.id === entry.inputId &&
      (input.answers ?? null) === entry.answers &&
      effects.length === entry.effects &&
      // Servers of the first format did not say what finishes a process.
      (!entry.finished || (snapshot?.status === 'done' && !hold))
    );
  } catch {
    // A forged entry need not even be readable.
    return false;
  }
}
