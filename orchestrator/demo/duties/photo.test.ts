import { inflateSync } from 'node:zlib';
import { evidenceTypeOf } from '../../evidence/evidence-type.ts';
import { pngWithoutMetadata } from '../../evidence/png.ts';
import { photoOf } from './photo.ts';

describe('the photo of sealed bottles', () => {
  const photo = photoOf(2, 'P7');

  it('is a whole picture with nothing but the picture in it', () => {
    expect(evidenceTypeOf(photo)).toBe('image/png');
    expect(pngWithoutMetadata(photo)).toEqual(photo);
    const data = photo.indexOf('IDAT');
    const pixels = inflateSync(photo.subarray(data + 4, data + 4 + photo.readUInt32BE(data - 4)));
    expect(pixels).toHaveLength(64 * (1 + 96 * 3));
  });

  it('is another for another sample', () => {
    expect(photoOf(2, 'P8').equals(photo)).toBe(false);
  });
});
