import { qrCode } from './qr.ts';

describe('the QR code', () => {
  it.each([
    [14, 42],
    [15, 50],
    [122, 90],
    [123, 98],
    [666, 194],
  ])('takes the smallest version for %i bytes: %i pt', (bytes, side) => {
    expect(qrCode('x'.repeat(bytes)).side).toBe(side);
  });

  it.each(['x'.repeat(667), '', 'https://例', 'a b'])('refuses what does not fit: %p', (text) => {
    expect(() => qrCode(text)).toThrow('QR_TEXT_UNFIT');
  });
});
