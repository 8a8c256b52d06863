import type { Sample } from '../../telemetry/stepped.ts';

/** Samples of one tag as bytes, each: ms since the first (UInt32), what it is (0 good, 1 uncertain, 2 not known), its value (double). */

const size = 13;
const notKnown = 2;

/** Begins at its first sample; all lie within 49 days of it. */
export function packSamples(samples: readonly Sample[]): Buffer {
  const [first] = samples;
  const bytes = Buffer.alloc(samples.length * size);
  for (const [index, { at, value, uncertain }] of samples.entries()) {
    const place = index * size;
    bytes.writeUInt32LE(at - (first?.at ?? at), place);
    bytes.writeUInt8(value === null ? notKnown : Number(uncertain), place + 4);
    bytes.writeDoubleLE(value ?? 0, place + 5);
  }
  return bytes;
}

export function unpackSamples(first: number, bytes: Buffer): readonly Sample[] {
  return Array.from({ length: bytes.length / size }, (_, index) => {
    const place = index * size;
    const what = bytes.readUInt8(place + 4);
    return {
      at: first + bytes.readUInt32LE(place),
      value: what === notKnown ? null : bytes.readDoubleLE(place + 5),
      uncertain: what === 1,
    };
  });
}
