import { crc32, deflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const [width, height] = [96, 64] as const;
/** Bits a sample, colour type 2 (red, green, blue), and the only methods there are (ISO/IEC 15948 clause 11.2.2). */
const [bitDepth, colourType] = [8, 2] as const;

function chunk(type: string, content: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, check]);
}

/** A picture that stands for the photo of sealed bottles: as many of them, on a bench, in one colour a sample. PNG. */
export function photoOf(bottles: number, sample: string): Buffer {
  const tint = Buffer.from(sample.padEnd(3)).subarray(-3);
  const pitch = Math.floor(width / Math.max(1, bottles));
  const isBottle = (x: number, y: number) =>
    y > height / 4 && y < (3 * height) / 4 && x % pitch > pitch / 4 && x % pitch < (3 * pitch) / 4;
  const rows = Array.from({ length: height }, (_, y) =>
    Buffer.from([0, ...Array.from({ length: width }, (__, x) => pixel(isBottle(x, y), y, tint)).flat()]),
  );
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([bitDepth, colourType, 0, 0, 0], 8);
  const data = deflateSync(Buffer.concat(rows));
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function pixel(isBottle: boolean, y: number, tint: Buffer): readonly number[] {
  if (isBottle) return [...tint];
  return y >= (3 * height) / 4 ? [96, 72, 48] : [224, 224, 216];
}
