import { qrCode, statusLink } from './qr.ts';

const digest = 'a'.repeat(64);

describe('the link of the QR code', () => {
  it('carries number and digest', () => {
    expect(statusLink('https://status.example/c/', 'DG2026-11-000042', digest)).toBe(
      `https://status.example/c/DG2026-11-000042?digest=${digest}`,
    );
    expect(statusLink('http://127.0.0.1:8080', 'X1', digest)).toBe(
      `http://127.0.0.1:8080/X1?digest=${digest}`,
    );
  });

  it.each([
    '',
    'status.example',
    'ftp://status.example',
    'https://status.example/?q=1',
    'https://status.example/#top',
  ])('refuses %p', (url) => {
    expect(() => statusLink(url, 'X1', digest)).toThrow('STATUS_URL_INVALID');
  });
});

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
