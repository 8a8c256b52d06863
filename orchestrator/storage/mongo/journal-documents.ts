import { Schema } from 'mongoose';
import type { Connection, Model } from 'mongoose';
import type { ProcessId } from '../../../workflows/kernel/brand.ts';
import type { JournalEntry } from '../ports.ts';
import { modelOf } from './model.ts';

/** One entry as a document. Its position is its `_id`, so that no two entries can ever stand at one place. */
export interface EntryDocument {
  readonly _id: number;
  readonly process: string;
  readonly seq: number;
  readonly inputId: string;
  /** Missing where the entry settles no effect: then it is in no index either. */
  readonly answers?: string;
  readonly effects: number;
  readonly finished: boolean;
  /** Text, not a document of its own: the hash is over every byte of it. */
  readonly body: string;
  readonly hash: string;
  /** Who wrote it: a name of one opening of the journal. Two writers may want the same entry at the same place; only one has written it. */
  readonly writer: string;
}

/** The newest entry of each process that there ever was, up to the mark. */
export interface ProcessDocument {
  readonly _id: string;
  readonly position: number;
  readonly finished: boolean;
}

/** An effect that was asked for and, up to the mark, not answered. */
export interface EffectDocument {
  readonly _id: string;
  readonly position: number;
}

/** How far a list has been brought along with the journal. */
export interface MarkDocument {
  readonly _id: string;
  readonly position: number;
}

const required = { required: true } as const;
const position = { type: Number, ...required };
const options = { versionKey: false } as const;

const entrySchema = new Schema<EntryDocument>(
  {
    _id: position,
    process: { type: String, ...required },
    seq: { type: Number, ...required },
    inputId: { type: String, ...required },
    answers: String,
    effects: { type: Number, ...required },
    finished: { type: Boolean, ...required },
    body: { type: String, ...required },
    hash: { type: String, ...required },
    writer: { type: String, ...required },
  },
  options,
);
const processSchema = new Schema<ProcessDocument>(
  { _id: { type: String, ...required }, position, finished: { type: Boolean, ...required } },
  options,
);
const effectSchema = new Schema<EffectDocument>({ _id: { type: String, ...required }, position }, options);
const markSchema = new Schema<MarkDocument>({ _id: { type: String, ...required }, position }, options);

export interface JournalModels {
  readonly entries: Model<EntryDocument>;
  readonly processes: Model<ProcessDocument>;
  readonly effects: Model<EffectDocument>;
  readonly marks: Model<MarkDocument>;
}

export const journalModels = (connection: Connection): JournalModels => ({
  entries: modelOf(connection, 'JournalEntry', entrySchema, 'journal'),
  processes: modelOf(connection, 'JournalProcess', processSchema, 'journal_processes'),
  effects: modelOf(connection, 'JournalEffect', effectSchema, 'journal_effects'),
  marks: modelOf(connection, 'JournalMark', markSchema, 'journal_marks'),
});

export const entryOf = (document: EntryDocument): JournalEntry => ({
  position: document._id,
  process: document.process as ProcessId,
  seq: document.seq,
  inputId: document.inputId,
  answers: document.answers ?? null,
  effects: document.effects,
  finished: document.finished,
  body: document.body,
  hash: document.hash,
});

export const documentOf = (
  { position: _id, answers, ...entry }: JournalEntry,
  writer: string,
): EntryDocument => ({
  _id,
  ...entry,
  ...(answers !== null && { answers }),
  writer,
});
