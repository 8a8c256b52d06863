import fc from 'fast-check';
import { evidenceTypeOf } from './evidence-type.ts';
import { pdf, plainJpeg, plainPng, secret, telltaleJpeg, telltalePng } from './evidence.fixture.ts';
import { withoutMetadata } from './without-metadata.ts';

describe('what a file is', () => {
  it.each([
    ['JPEG', plainJpeg, 'image/jpeg'],
    ['PNG', plainPng, 'image/png'],
    ['PDF', pdf, 'application/pdf'],
    ['GIF', Buffer.from('GIF89a'), null],
    ['a page', Buffer.from('<html>'), null],
    ['half a signature', plainPng.subarray(0, 7), null],
    ['nothing', Buffer.alloc(0), null],
  ])('%s: its first bytes say', (_name, bytes, expected) => {
    expect(evidenceTypeOf(bytes)).toBe(expected);
  });
});

describe('a picture without its metadata', () => {
  it.each([
    ['image/jpeg', telltaleJpeg, plainJpeg],
    ['image/png', telltalePng, plainPng],
  ] as const)('%s keeps what it looks like, and nothing else', (type, telltale, plain) => {
    expect(telltale.toString('latin1')).toContain(secret);
    expect(withoutMetadata(telltale, type)).toEqual(plain);
    expect(withoutMetadata(plain, type)).toEqual(plain);
  });

  it.each([
    ['image/jpeg', plainJpeg],
    ['image/png', plainPng],
  ] as const)('%s that breaks off anywhere is none', (type, plain) => {
    for (let length = 0; length < plain.length; length += 1) {
      const part = plain.subarray(0, length);
      if (evidenceTypeOf(part) === type)
        expect([length, withoutMetadata(part, type)]).toEqual([length, null]);
    }
  });

  it('of any bytes is null or shorter, and never an exception', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom(plainJpeg, plainPng),
        fc.nat(200),
        (noise, plain, at) => {
          const bytes = Buffer.concat([plain.subarray(0, at), noise, plain.subarray(at)]);
          const type = evidenceTypeOf(bytes);
          fc.pre(type !== null);
          expect(withoutMetadata(bytes, type)?.length ?? 0).toBeLessThanOrEqual(bytes.length);
        },
      ),
    );
  });

  it('of a PDF is the PDF', () => {
    expect(withoutMetadata(pdf, 'application/pdf')).toBe(pdf);
  });
});
