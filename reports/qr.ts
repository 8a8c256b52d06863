import type { Content } from 'pdfmake/interfaces.js';
import { RefusedError } from '../workflows/kernel/refusal.ts';
import { figure } from './tagging/structure.ts';

/** Bytes a QR code holds at error correction level M, versions 1 to 20 (ISO/IEC 18004 table 7). */
const bytesAtM = [
  14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666,
] as const;
/** Points a module: whole, because pdfmake floors it and draws nothing at all below one; 2 pt (0.7 mm) still reads at 72 dpi. */
const pointsPerModule = 2;
const printableAscii = /^[\x21-\x7e]+$/;

/**
 * A QR code at level M with modules of 2 pt, and its side in points. The white border of four modules the standard
 * asks for is left to the layout (`quietZone`).
 *
 * Throws `QR_TEXT_UNFIT` for text that is not printable ASCII or longer than 666 bytes.
 */
export function qrCode(text: string): { readonly node: Content; readonly side: number } {
  const version = bytesAtM.findIndex((bytes) => text.length <= bytes) + 1;
  if (version === 0 || !printableAscii.test(text)) {
    throw new RefusedError({
      code: 'QR_TEXT_UNFIT',
      field: 'statusUrl',
      message: `A text of ${text.length} characters can not be printed as a QR code.`,
      remedy: 'Use printable ASCII and at most 666 characters; shorten the address of the status page.',
    });
  }
  const side = (17 + 4 * version) * pointsPerModule;
  return { node: figure('二维码', { qr: text, eccLevel: 'M', mode: 'octet', version, fit: side }), side };
}

/** White border around a code, points. */
export const quietZone = 4 * pointsPerModule;
