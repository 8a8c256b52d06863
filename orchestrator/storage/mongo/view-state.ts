import { randomUUID } from 'node:crypto';
import { Schema } from 'mongoose';
import type { Connection, Model } from 'mongoose';
import { modelOf } from './model.ts';

/** What a put makes of one document. */
export interface Change {
  readonly id: string;
  readonly index: string | null;
  /** JSON text, as it was put. */
  readonly doc: string;
}

interface StateDocument {
  readonly _id: string;
  readonly epoch: number;
  readonly position: number;
  /** Who puts: a name of one opening of the views. */
  readonly writer: string;
  /** Changes that belong to the position, as JSON text; when they are many, they are in so many parts of this name. */
  readonly changes: string;
  readonly parts: number;
  readonly redo: string;
}

interface PartDocument {
  /** `name/number`. */
  readonly _id: string;
  readonly redo: string;
  readonly changes: string;
}

const text = { type: String, required: true } as const;
const number = { type: Number, required: true } as const;
const stateSchema = new Schema<StateDocument>(
  { _id: text, epoch: number, position: number, writer: text, changes: text, parts: number, redo: text },
  { versionKey: false },
);
const partSchema = new Schema<PartDocument>({ _id: text, redo: text, changes: text }, { versionKey: false });

/** Half of what a document may hold, in characters: three bytes of a Chinese one, and room for a change that is larger than the rest. */
const largestPart = 2_500_000;
const only = 'views';
const nothing = { changes: '[]', parts: 0, redo: '' } as const;

/** How far the views have been brought, by whom, and what belongs to that: one document, so that it is all there or not at all. */
export class ViewState {
  readonly #states: Model<StateDocument>;
  readonly #parts: Model<PartDocument>;
  readonly #writer = randomUUID();
  #epoch = 0;
  #hasParts = false;

  constructor(connection: Connection) {
    this.#states = modelOf(connection, 'ViewState', stateSchema, 'view_state');
    this.#parts = modelOf(connection, 'ViewRedo', partSchema, 'view_redo');
  }

  idOf = (collection: string, key: string): string => `${this.#epoch}/${collection}/${key}`;
  /** Behind every id of a collection: `0` is the character after `/`. */
  endOf = (collection: string): string => `${this.#epoch}/${collection}0`;
  /** All ids of the epoch are from here until before `end`. */
  get begin(): string {
    return `${this.#epoch}/`;
  }
  get end(): string {
    return `${this.#epoch}0`;
  }

  /** From now on a writer before this one is refused. */
  async take(): Promise<void> {
    const { epoch } = await this.#states
      .findOneAndUpdate(
        { _id: only },
        { $set: { writer: this.#writer }, $setOnInsert: { epoch: 1, position: 0, ...nothing } },
        { upsert: true, returnDocument: 'after' },
      )
      .lean<StateDocument>()
      .orFail();
    this.#epoch = epoch;
  }

  /** What belongs to the newest position, which may not have been carried out to the end. */
  async load(): Promise<{ readonly changes: readonly Change[]; readonly position: number }> {
    const { epoch, changes, parts, redo, position } = await this.#own();
    this.#epoch = epoch;
    this.#hasParts = parts > 0;
    if (parts === 0) return { changes: JSON.parse(changes) as Change[], position };
    const found = await this.#parts.find({ redo }).lean<PartDocument[]>();
    if (found.length !== parts)
      throw new Error(
        `${parts - found.length} parts of the views at position ${position} are missing: rebuild the views`,
      );
    return { changes: found.flatMap((part) => JSON.parse(part.changes) as Change[]), position };
  }

  async position(): Promise<number> {
    return (await this.#own()).position;
  }

  /** Durable when it resolves. */
  async advance(changes: readonly Change[], position: number): Promise<void> {
    const redo = randomUUID();
    const texts = inParts(changes);
    const [single = '[]', ...others] = texts;
    if (others.length > 0)
      for (const [no, part] of texts.entries())
        await this.#parts.create({ _id: `${redo}/${no}`, redo, changes: part });
    const what =
      others.length > 0 ? { changes: '[]', parts: texts.length, redo } : { ...nothing, changes: single };
    const own = { _id: only, writer: this.#writer, epoch: this.#epoch, position: { $lte: position } };
    const { matchedCount } = await this.#states.updateOne(own, { $set: { position, ...what } });
    if (matchedCount === 0) {
      await this.#own();
      throw new Error(`the views are further than position ${position}`);
    }
    if (this.#hasParts) await this.#parts.deleteMany({ redo: { $ne: redo } });
    this.#hasParts = others.length > 0;
  }

  /** Everything put so far is of an earlier epoch from now on; its ids are from `begin` until before `end`. */
  async startEpoch(): Promise<{ readonly begin: string; readonly end: string }> {
    const before = { begin: this.begin, end: this.end };
    const own = { _id: only, writer: this.#writer };
    const next = { $set: { epoch: this.#epoch + 1, position: 0, ...nothing } };
    if ((await this.#states.updateOne(own, next)).matchedCount === 0) await this.#own();
    this.#epoch += 1;
    return before;
  }

  async #own(): Promise<StateDocument> {
    const state = await this.#states.findById(only).lean<StateDocument>();
    if (state?.writer === this.#writer) return state;
    throw new Error('the views are put by another node now');
  }
}

/** Texts of changes, each as large as a document may be. */
function inParts(changes: readonly Change[]): readonly string[] {
  const parts: string[][] = [];
  let size = Infinity;
  for (const change of changes.map((each) => JSON.stringify(each))) {
    if (size + change.length > largestPart) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)?.push(change);
    size += change.length;
  }
  return parts.map((part) => `[${part.join(',')}]`);
}
