/** Markers of ISO/IEC 10918-1 table B.1. */
const startOfImage = Buffer.from([0xff, 0xd8]);
const endOfImage = 0xd9;
const startOfScan = 0xda;
const comment = 0xfe;
const [app0, app2, app14, app15] = [0xe0, 0xe2, 0xee, 0xef] as const;
const [restart0, restart7] = [0xd0, 0xd7] as const;
const fill = 0xff;
/** A marker has two bytes, and so has the length after it, which counts itself. */
const markerBytes = 2;
const iccProfile = Buffer.from('ICC_PROFILE\0', 'latin1');

/** The frames, tables and scans of a JPEG, without application data but what the colours need. Null where it is damaged. */
export function jpegWithoutMetadata(bytes: Buffer): Buffer | null {
  const kept: Buffer[] = [startOfImage];
  for (let at = startOfImage.length; ;) {
    if (bytes[at] !== fill) return null;
    const marker = bytes[at + 1];
    if (marker === undefined) return null;
    if (marker === fill) {
      at += 1;
      continue;
    }
    // What hangs behind the end, such as a preview or a short film, has metadata of its own.
    if (marker === endOfImage) return Buffer.concat([...kept, bytes.subarray(at, at + markerBytes)]);
    if (at + 2 * markerBytes > bytes.length) return null;
    const end = at + markerBytes + bytes.readUInt16BE(at + markerBytes);
    if (end < at + 2 * markerBytes || end > bytes.length) return null;
    if (isPicture(marker, bytes.subarray(at + 2 * markerBytes, end))) kept.push(bytes.subarray(at, end));
    at = end;
    if (marker === startOfScan) {
      const next = endOfScan(bytes, at);
      kept.push(bytes.subarray(at, next));
      at = next;
    }
  }
}

/** APP0 tells the density of the pixels, APP14 how colours are coded, and APP2 may hold their profile. */
function isPicture(marker: number, content: Buffer): boolean {
  if (marker === comment) return false;
  if (marker < app0 || marker > app15) return true;
  if (marker === app2) return content.subarray(0, iccProfile.length).equals(iccProfile);
  return marker === app0 || marker === app14;
}

/** Where the coded data of a scan ends: at the first marker that is neither a stuffed zero nor a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(fill, from); at !== -1; at = bytes.indexOf(fill, at + 1)) {
    const marker = bytes[at + 1] ?? 0;
    if (marker !== 0 && marker !== fill && !(marker >= restart0 && marker <= restart7)) return at;
  }
  return bytes.length;
}
