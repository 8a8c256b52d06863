import { Schema } from 'mongoose';
import type { Connection } from 'mongoose';
import type { Lease, Leases } from '../ports.ts';
import { collectionOf, isDuplicate, modelOf } from './model.ts';

interface LeaseDocument extends Omit<Lease, 'name'> {
  readonly _id: string;
}

const schema = new Schema<LeaseDocument>(
  {
    _id: { type: String, required: true },
    term: { type: Number, required: true },
    holder: { type: String, default: null },
    address: { type: String, default: null },
    beat: { type: Number, required: true },
  },
  { versionKey: false },
);

const leaseOf = ({ _id: name, term, holder, address, beat }: LeaseDocument): Lease => ({
  name,
  term,
  holder,
  address,
  beat,
});

/** One document a lease, changed by compare-and-set. Terms only grow: a lease that was given up keeps its number. */
export function mongoLeases(connection: Connection): Leases {
  const model = modelOf(connection, 'Lease', schema, 'leases');
  const ofHolder = ({ name: _id, term, holder }: Lease) => ({ _id, term, holder });

  async function takeFirst(name: string, holder: string, address: string): Promise<Lease | null> {
    const first = { _id: name, term: 1, holder, address, beat: 0 };
    try {
      await collectionOf(model).insertOne(first);
      return leaseOf(first);
    } catch (error) {
      if (isDuplicate(error)) return null;
      throw error;
    }
  }

  return {
    read: async (name) => {
      const found = await model.findById(name).lean<LeaseDocument>();
      return found && leaseOf(found);
    },
    take: async (name, seen, holder, address) => {
      if (!seen) return takeFirst(name, holder, address);
      const { term, beat } = seen;
      const taken = await model
        .findOneAndUpdate(
          { _id: name, term, beat, holder: seen.holder },
          { $set: { holder, address, beat: 0 }, $inc: { term: 1 } },
          { returnDocument: 'after' },
        )
        .lean<LeaseDocument>();
      return taken && leaseOf(taken);
    },
    beat: async (lease) => (await model.updateOne(ofHolder(lease), { $inc: { beat: 1 } })).matchedCount === 1,
    giveUp: async (lease) =>
      void (await model.updateOne(ofHolder(lease), { $set: { holder: null, address: null } })),
  };
}
