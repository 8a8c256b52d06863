import { createHash } from 'node:crypto';
import type { Instrument } from '../../config/site/instrument-schema.ts';
import { ok, refuse } from '../../workflows/kernel/refusal.ts';
import type { Outcome } from '../../workflows/kernel/refusal.ts';
import { createOneAtATime } from '../identity/one-at-a-time.ts';
import type { Caller } from '../services/contract.ts';
import type { BlobStore } from '../storage/ports.ts';
import { checkAtBench, faultOf } from './bench-check.ts';
import type { BenchDeps, HeldEarlier, NamedDetermination } from './bench-check.ts';
import { identityOf, readDeterminations } from './determinations.ts';
import type { ResultFault } from './result-file.ts';

/** Bytes of one file. A run of an instrument has some kilobytes. */
export const largestResultFile = 2 * 1024 * 1024;

/** What became of a file. It names nothing but blind codes. */
export interface ImportReport {
  readonly instrument: string;
  /** SHA-256 (hex); under it the store has every file of which anything was entered. Null: the file was too large to be read. */
  readonly sha256: string | null;
  /** User for whom the determinations are entered. */
  readonly analyst: string;
  /**
   * `taken`: all was entered; `repeated`: all had been entered before; `refused`: nothing was. `partly-taken`: the bench changed
   * between check and entry, or during a restart; the faults tell what is missing.
   */
  readonly status: 'taken' | 'repeated' | 'refused' | 'partly-taken';
  /** Determinations in the file that could be read. */
  readonly determinations: number;
  readonly entered: number;
  /** Entered before, from this same file. */
  readonly before: number;
  readonly faults: readonly ResultFault[];
}

export interface InstrumentResults {
  /**
   * Enters a file of results, all or nothing. The same file again changes nothing. Refuses `INSTRUMENT_NOT_FOUND`; whatever is
   * wrong with the file is in the report. Rejects when the house cannot enter now; what was entered until then is known by its
   * id when the file comes again.
   */
  take(caller: Caller, instrument: string, bytes: Buffer): Promise<Outcome<ImportReport>>;
}

export interface ImportDeps extends BenchDeps {
  readonly blobs: BlobStore;
  readonly instruments: readonly Instrument[];
}

/** One file at a time: two would each be checked against a bench without the other. */
export function createInstrumentResults(deps: ImportDeps): InstrumentResults {
  const oneAtATime = createOneAtATime();
  return {
    take: async (caller, id, bytes) => {
      const instrument = deps.instruments.find((one) => one.id === id);
      if (!instrument) return refuse(unknownInstrument(id, deps.instruments));
      return ok(await oneAtATime('bench', () => importFile(deps, caller, instrument, bytes)));
    },
  };
}

async function importFile(
  deps: ImportDeps,
  caller: Caller,
  instrument: Instrument,
  bytes: Buffer,
): Promise<ImportReport> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const read = readDeterminations(bytes, instrument);
  const named = read.determinations.map((one) => ({
    ...one,
    id: `${source}/${instrument.id}/${sha256}/${one.result.row}/${one.item}`,
  }));
  const { faults: refused, before } = await checkAtBench(
    deps,
    caller,
    named,
    earlierFiles(deps, sha256, instrument),
  );
  const faults = [...read.faults, ...refused].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  const report = {
    instrument: instrument.id,
    sha256,
    analyst: caller.id,
    determinations: named.length,
    before: before.size,
  };
  if (faults.length > 0)
    return { ...report, status: before.size > 0 ? 'partly-taken' : 'refused', entered: 0, faults };
  // The evidence first: no determination without the file it came from.
  if (before.size < named.length) await deps.blobs.put(bytes);
  const late = await enter(deps, caller, named);
  const entered = named.length - before.size - late.length;
  return { ...report, status: statusOf(entered, before.size, late.length), entered, faults: late };
}

/** Also what was entered before is put to the bench: the process compares it with what it took under that id. */
async function enter(
  deps: ImportDeps,
  caller: Caller,
  named: readonly NamedDetermination[],
): Promise<readonly ResultFault[]> {
  const faults: ResultFault[] = [];
  for (const determination of named) {
    const { id, code, item, value } = determination;
    const entered = await deps.operator.enterDetermination(caller, code, { id, item, value });
    if (!entered.ok) faults.push(faultOf(determination, entered.refusal));
  }
  return faults;
}

function statusOf(entered: number, before: number, late: number): ImportReport['status'] {
  if (late > 0) return entered + before > 0 ? 'partly-taken' : 'refused';
  return entered > 0 ? 'taken' : 'repeated';
}

/** Begins the ids of determinations that came from files: source, instrument, digest of the file, row, item. */
const source = 'instrument';

/**
 * An instrument that appends to its file would have earlier results entered again as further determinations, and so would a file
 * that is sent as another instrument's. So the files that a sample's determinations came from are read again, and a row they
 * held is not taken twice.
 */
function earlierFiles({ blobs, instruments }: ImportDeps, own: string, instrument: Instrument): HeldEarlier {
  const rows = new Map<string, ReadonlySet<string>>();
  const rowsOf = async (id: string, sha256: string): Promise<ReadonlySet<string>> => {
    const bytes = await blobs.get(sha256);
    if (!bytes) throw new Error(`the result file ${sha256} is missing; restore it from a backup`);
    const mapping = instruments.find((one) => one.id === id) ?? instrument;
    return new Set(readDeterminations(bytes, mapping).determinations.map(identityOf));
  };
  return async (determination, taken) => {
    for (const [from, id = '', sha256 = ''] of taken.map((one) => one.split('/'))) {
      if (from !== source || (id === instrument.id && sha256 === own)) continue;
      const file = `${id}/${sha256}`;
      const known = rows.get(file) ?? (await rowsOf(id, sha256));
      rows.set(file, known);
      if (known.has(identityOf(determination))) return true;
    }
    return false;
  };
}

const unknownInstrument = (id: string, known: readonly Instrument[]) => ({
  code: 'INSTRUMENT_NOT_FOUND',
  message: `The site file has no instrument "${id}".`,
  remedy: known.length > 0 ? `Known are: ${known.map((one) => one.id).join(', ')}.` : 'It has none at all.',
});
