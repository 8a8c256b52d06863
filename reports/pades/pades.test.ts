import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDemonstrationSigner } from '../signing/demo-authority.ts';
import { secretInFolder } from '../signing/testing/secret-in-folder.ts';
import type { Signer } from '../signing/signer.ts';
import { signPdf } from './sign.ts';
import type { PdfVerdict } from './verdict.ts';
import { verifyPdfSignature } from './verify.ts';

/** A PDF of one empty page, with a cross-reference table. `catalog` and `page`: more entries of these. */
function smallPdf({ catalog = '', page = '', more = '' } = {}): Buffer {
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] ${page} >>`,
    `<< /Producer (a \\) in a string >> endobj (nested) /ByteRange [0 1 2 3]) >>${more}`,
  ];
  let text = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 5\n0000000000 65535 f \n${offsets.join('')}`;
  const trailer = 'trailer\n<< /Size 5 /Root 1 0 R /Info 4 0 R /ID [<00> <00>] >>';
  return Buffer.from(`${text}${table}${trailer}\nstartxref\n${text.length}\n%%EOF\n`, 'latin1');
}

describe('a signed PDF', () => {
  const at = new Date('2026-03-06T09:02:11Z');
  let folder: string;
  let signer: Signer;
  let stranger: Signer;
  let signed: Buffer;
  const pdf = smallPdf();

  const sign = (file: Buffer, by: Signer = signer) =>
    signPdf(file, by, { at, name: '检验 (Lab)', reason: 'Issue', location: '东港' });
  const rootOf = ({ certificates }: Signer): Buffer[] => certificates.slice(-1);
  const verdictOn = (file: Buffer, roots = rootOf(signer), when = at) =>
    verifyPdfSignature(file, { roots, timeStampRoots: [], at: when });
  const changed = (position: number, to?: string): Buffer => {
    const copy = Buffer.from(signed);
    if (to === undefined) copy[position] = (copy[position] ?? 0) ^ 1;
    else copy.write(to, position, 'latin1');
    return copy;
  };
  const fails = (what: string) => ({ state: 'signed', signatures: [{ verdict: 'invalid', fails: what }] });

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'quaylab-pades-'));
    signer = await openDemonstrationSigner(secretInFolder(join(folder, 'one')), at);
    stranger = await openDemonstrationSigner(secretInFolder(join(folder, 'other')), at);
    signed = await sign(pdf);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('begins with the bytes that were there, and is valid', async () => {
    expect(signed.subarray(0, pdf.length).equals(pdf)).toBe(true);
    expect(await verdictOn(signed)).toEqual({
      state: 'signed',
      signatures: [
        {
          verdict: 'valid',
          signedBy: {
            name: 'Quaylab Demonstration Signer / 演示签名 (no legal effect)',
            issuer: 'Quaylab Demonstration Root / 演示根证书 (no legal effect)',
            serialNumber: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
            keyId: signer.keyId,
            claimedAt: at,
          },
        },
      ],
    });
  });

  it('is valid with a line left open at the end, with annotations of its own, and when large', async () => {
    for (const file of [
      pdf.subarray(0, -1),
      smallPdf({ page: '/Annots [4 0 R]' }),
      smallPdf({ more: `\n% ${'x'.repeat(5_000_000)}` }),
    ])
      expect(await verdictOn(await sign(file))).toMatchObject({ signatures: [{ verdict: 'valid' }] });
    expect((await sign(smallPdf({ page: '/Annots [4 0 R]' }))).toString('latin1')).toContain(
      '/Annots [4 0 R 6 0 R]',
    );
  });

  it('says that the digest is another, wherever a covered bit was flipped', async () => {
    for (const position of [
      8,
      pdf.indexOf('nested'),
      pdf.indexOf('MediaBox'),
      signed.indexOf('/Reason <') + 15,
    ])
      expect(await verdictOn(changed(position))).toMatchObject(fails('digest'));
  });

  it('says that the signature is another, when it is the one that was changed', async () => {
    const start = signed.indexOf('/Contents <', pdf.length) + '/Contents <'.length;
    // DER: 30 82, then the length in two bytes. The signature's value comes last.
    const length = 4 + Number.parseInt(signed.toString('latin1', start + 4, start + 8), 16);
    const last = start + 2 * length - 1;
    const other = signed[last] === 0x30 ? '1' : '0';
    expect(await verdictOn(changed(last, other))).toMatchObject(fails('signature'));
    expect(await verdictOn(changed(last + 2, 'ff'))).toMatchObject(fails('format'));
    expect(await verdictOn(changed(start, '00'))).toMatchObject(fails('format'));
  });

  it('names the bytes that were added after it was signed', async () => {
    const added = Buffer.concat([signed, Buffer.from(`%\nstartxref\n${startxrefOf(signed)}\n%%EOF\n`)]);
    expect(await verdictOn(added)).toMatchObject({
      signatures: [{ fails: 'byte-range', uncovered: { from: signed.length, to: added.length } }],
    });
  });

  it('names the bytes that a byte range leaves out', async () => {
    const at = signed.indexOf('/ByteRange [0 ', pdf.length) + '/ByteRange '.length;
    const range = signed.toString('latin1', at, signed.indexOf(']', at) + 1);
    const [, first = 0, second = 0, length = 0] = range.match(/\d+/g)?.map(Number) ?? [];
    for (const [written, uncovered] of [
      [`[0 ${first - 5} ${second} ${length}`, { from: first - 5, to: second }],
      [`[0 ${first} ${second + 5} ${length - 5}`, { from: first, to: second + 5 }],
      [`[0 ${first} ${second} ${length - 5}`, { from: signed.length - 5, to: signed.length }],
      [`[9 ${first} ${second} ${length}`, { from: 0, to: 9 }],
    ] as const) {
      const file = changed(at, `${written.padEnd(range.length - 1)}]`);
      expect(await verdictOn(file)).toMatchObject({ signatures: [{ fails: 'byte-range', uncovered }] });
    }
  });

  it('is not trusted under another root, or out of its time', async () => {
    expect(await verdictOn(signed, rootOf(stranger))).toMatchObject(fails('chain'));
    expect(await verdictOn(signed, [])).toMatchObject(fails('chain'));
    expect(await verdictOn(signed, rootOf(signer), new Date('2036-03-07T00:00:00Z'))).toMatchObject(
      fails('chain'),
    );
    expect(await verdictOn(await sign(pdf, stranger))).toMatchObject(fails('chain'));
  });

  it('is not trusted for a certificate that somebody else put into it', async () => {
    const [own, root] = stranger.certificates;
    const [trusted, trustedRoot] = signer.certificates;
    if (!own || !root || !trusted || !trustedRoot) throw new Error('A demonstration has two certificates.');
    // A copy of the signer's own would, in the library, make room for the trusted one.
    const mixed = await sign(pdf, { ...stranger, certificates: [own, own, root, trustedRoot, trusted] });
    expect(await verdictOn(mixed)).toMatchObject(fails('chain'));
    // The signature of one key under the certificate of another.
    const borrowed = await sign(pdf, { ...stranger, certificates: signer.certificates });
    expect(await verdictOn(borrowed)).toMatchObject(fails('signature'));
  });

  it('is not valid with a time stamp of something else, whatever it is', async () => {
    const note = { at, name: 'Lab', timeStamp: async () => Buffer.from('3003020101', 'hex') };
    expect(await verdictOn(await signPdf(pdf, signer, note))).toMatchObject(fails('time-stamp'));
  });

  it('says that there is no signature, or no PDF', async () => {
    expect(await verdictOn(pdf)).toEqual({ state: 'unsigned' });
    for (const bytes of ['', '%PDF-1.7\n', 'startxref\n0\n%%EOF', signed.toString('latin1', 0, 300)])
      expect((await verdictOn(Buffer.from(bytes, 'latin1'))).state).toBe('unreadable');
    const looped = pdf.toString('latin1').replace('/ID [<00> <00>]', `/Prev ${startxrefOf(pdf)}`);
    expect((await verdictOn(Buffer.from(looped, 'latin1'))).state).toBe('unreadable');
    const deep = smallPdf({ catalog: `/AcroForm ${'['.repeat(100_000)}` });
    expect((await verdictOn(deep)).state).toBe('unreadable');
  });

  it('never comes as an exception and never as valid, however the file or the signature was damaged', async () => {
    const start = signed.indexOf('/Contents <', pdf.length) + '/Contents <'.length;
    const message = Buffer.from(signed.toString('latin1', start, start + 4000), 'hex');
    const [, copy] = signer.certificates;
    if (!copy) throw new Error('A demonstration has two certificates.');
    const root = message.indexOf(copy);
    // Neither signed nor needed is the copy of the root.
    const needed = (offset: number) => offset < root || offset >= root + copy.length;
    const damaged = [
      ...Array.from({ length: Math.floor(signed.length / 293) }, (_, index) => changed(293 * index, '<')),
      // And what was once passed over: the version and the list of digests.
      ...[25, 34, ...Array.from({ length: 50 }, (_, index) => 29 * index)]
        .filter(needed)
        .map((offset) => changed(start + 2 * offset, '05')),
    ].filter((file) => !file.equals(signed));
    expect(damaged.length).toBeGreaterThan(40);
    for (const file of damaged) expect(isValid(await verdictOn(file))).toBe(false);
  });

  it.each([
    ['a signed one', () => signed],
    ['one with a form', () => smallPdf({ catalog: '/AcroForm << /Fields [] >>' })],
    ['one with cross-reference streams', () => Buffer.from('%PDF-1.7\n1 0 obj\nstartxref\n9\n%%EOF\n')],
    ['what is no PDF', () => Buffer.from('PK')],
  ] as const)('is not made from %s', async (_, file) => {
    await expect(sign(file())).rejects.toMatchObject({ refusal: { code: 'PDF_NOT_SIGNABLE' } });
  });

  it('is not made with an expired certificate, nor with a time stamp that is too long', async () => {
    const later = signPdf(pdf, signer, { at: new Date('2036-03-07T00:00:00Z'), name: 'Lab' });
    await expect(later).rejects.toMatchObject({ refusal: { code: 'SIGNING_CERTIFICATE_EXPIRED' } });
    const octets = Buffer.concat([Buffer.from('04827530', 'hex'), Buffer.alloc(30_000)]);
    const long = signPdf(pdf, signer, { at, name: 'Lab', timeStamp: async () => octets });
    await expect(long).rejects.toMatchObject({ refusal: { code: 'SIGNATURE_TOO_LONG' } });
  });
});

const isValid = (verdict: PdfVerdict): boolean =>
  verdict.state === 'signed' && verdict.signatures.every((each) => each.verdict === 'valid');

const startxrefOf = (pdf: Buffer): string =>
  /startxref\n(\d+)\n%%EOF\n$/.exec(pdf.toString('latin1'))?.[1] ?? '';
