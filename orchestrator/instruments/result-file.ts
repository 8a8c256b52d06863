/** What a file of results says, before anything of it is believed. */

/** One thing wrong, with its place in the file. */
export interface ResultFault {
  /** From 1; null when it is the file as a whole. */
  readonly line: number | null;
  /** Heading of the column, or the field of the record (`R-4`); null when no field is at fault. */
  readonly field: string | null;
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

/** A field of the file with what stands in it. */
export interface Cell {
  readonly field: string;
  readonly text: string;
}

/** One determination as the instrument wrote it. */
export interface InstrumentResult {
  readonly line: number;
  /** Number of its row or record in the file, from 1: part of the determination's id. */
  readonly row: number;
  readonly sample: Cell;
  /** What the instrument calls the determination. */
  readonly test: Cell;
  readonly value: Cell;
  /** Null where this file tells no unit. */
  readonly unit: Cell | null;
  /** The whole row as written. Two determinations differ in something: a time, a run, a position. */
  readonly written: string;
}

export interface ResultFile {
  readonly results: readonly InstrumentResult[];
  readonly faults: readonly ResultFault[];
}

/** A file that cannot be read at all. */
export const unreadable = (fault: ResultFault): ResultFile => ({ results: [], faults: [fault] });
