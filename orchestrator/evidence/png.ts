const signatureBytes = 8;
/** Length, type and check sum of a chunk (ISO/IEC 15948 clause 5.3). */
const [lengthBytes, typeBytes, checkBytes] = [4, 4, 4] as const;
/** Ancillary chunks that the look of the picture depends on; text, time, Exif and private chunks are none of them. */
const forTheLook = ['tRNS', 'cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'cICP', 'bKGD', 'pHYs'];

/** The critical chunks of a PNG and those its look depends on, up to its end. Null where it is damaged. */
export function pngWithoutMetadata(bytes: Buffer): Buffer | null {
  const kept: Buffer[] = [bytes.subarray(0, signatureBytes)];
  for (let at = signatureBytes; at + lengthBytes + typeBytes + checkBytes <= bytes.length;) {
    const end = at + lengthBytes + typeBytes + bytes.readUInt32BE(at) + checkBytes;
    if (end > bytes.length) return null;
    const type = bytes.toString('latin1', at + lengthBytes, at + lengthBytes + typeBytes);
    // A capital first letter says that the picture cannot be shown without it.
    if (/^[A-Z]/.test(type) || forTheLook.includes(type)) kept.push(bytes.subarray(at, end));
    if (type === 'IEND') return Buffer.concat(kept);
    at = end;
  }
  return null;
}
