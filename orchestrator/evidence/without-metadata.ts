import type { EvidenceType } from '../../workflows/evidence/machine.ts';
import { jpegWithoutMetadata } from './jpeg.ts';
import { pngWithoutMetadata } from './png.ts';

/**
 * The picture alone: where, when and with what it was taken (Exif, XMP, IPTC, comments, previews, whatever hangs behind the end) is
 * left out, since it can tell the berth and so the cargo. When and by whom it was stored is in the journal. A PDF is kept as it is: its
 * metadata cannot be taken out without rewriting it. Null where the file is damaged.
 */
export function withoutMetadata(bytes: Buffer, mediaType: EvidenceType): Buffer | null {
  switch (mediaType) {
    case 'image/jpeg':
      return jpegWithoutMetadata(bytes);
    case 'image/png':
      return pngWithoutMetadata(bytes);
    case 'application/pdf':
      return bytes;
  }
}
