import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderCertificatePdf } from '../../reports/certificate-pdf.ts';
import { signPdf } from '../../reports/pades/sign.ts';
import { verifyPdfSignature } from '../../reports/pades/verify.ts';
import { openDemonstrationSigner } from '../../reports/signing/demo-authority.ts';
import { secretInFolder } from '../../reports/signing/testing/secret-in-folder.ts';
import type { Signer } from '../../reports/signing/signer.ts';
import { openSm2Signer } from '../../reports/signing/sm2-signer.ts';
import { timeStampsFrom } from '../../reports/signing/time-stamp.ts';
import { completeCertificate } from '../../workflows/certificate/completeness.fixture.ts';
import { contractTime } from '../contracts/signer.contract.ts';
import { sm2CertificatesPem, sm2KeyPem } from '../support/sm2-key.ts';
import { startTimeStampAuthority, type TestAuthority } from '../support/time-stamp-authority.ts';
import { isThere, outputOf, run } from '../support/foreign-programs.ts';
import { itWith } from '../support/tools.ts';

/** What programs that are not ours make of a signed and stamped certificate. */
describe('the signed certificate PDF, checked by foreign programs', () => {
  const at = new Date();
  let folder: string;
  let signer: Signer;
  let printed: Buffer;
  /** Signed, and stamped where there is an OpenSSL to be the authority. */
  let signed: Buffer;
  let authority: TestAuthority | undefined;
  let file: string;
  let rootFile: string;

  const inFolder = (name: string, content: Buffer | string): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const requiredAuthority = (): TestAuthority => authority ?? raise('There is no time stamp authority.');

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'quaylab-pades-'));
    signer = await openDemonstrationSigner(secretInFolder(folder), at);
    rootFile = inFolder('root.pem', pem(signer.certificates.at(-1) ?? raise('The signer has no root.')));
    printed = await renderCertificatePdf(completeCertificate, {
      proof: 'https://status.example/c/1',
      keyId: signer.keyId,
      xml: '<SPSCertificate/>',
    });
    if (isThere('openssl')) authority = await startTimeStampAuthority(folder);
    signed = await signPdf(printed, signer, {
      at,
      name: '东港散货检验检测中心',
      reason: '签发证书 Issue of certificate',
      ...(authority && { timeStamp: timeStampsFrom({ url: authority.url, roots: [authority.root] }) }),
    });
    file = inFolder('signed.pdf', signed);
  });
  afterAll(async () => {
    await authority?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  itWith(['qpdf'], 'is a sound PDF, of which the printed one is the beginning', async () => {
    expect(run('qpdf', ['--check', file]).toString()).toContain('No syntax or stream encoding errors found');
    expect(signed.subarray(0, printed.length).equals(printed)).toBe(true);
  });

  itWith(
    ['pdfinfo', 'pdftotext', 'pdfdetach'],
    'still is what was printed: PDF/A-3b, words, attached data',
    async () => {
      const original = inFolder('printed.pdf', printed);
      expect(run('pdfinfo', ['-meta', file]).toString()).toMatch(/<pdfaid:part>3<\/pdfaid:part>/);
      const words = run('pdftotext', ['-layout', file, '-']).toString();
      expect(words).toContain('收到基低位发热量（恒容）');
      expect(words).toBe(run('pdftotext', ['-layout', original, '-']).toString());
      const attached = (pdf: string) => {
        const saved = join(folder, 'attached.json');
        run('pdfdetach', ['-save', '1', '-o', saved, pdf]);
        return readFileSync(saved, 'utf8');
      };
      expect(attached(file)).toBe(attached(original));
    },
  );

  itWith(['qpdf'], 'has the field that PDF/A asks for: printed, with an appearance', async () => {
    const objects = run('qpdf', ['--qdf', '--object-streams=disable', file, '-']).toString('latin1');
    const widget = /<<[^]{0,300}\/Subtype \/Widget[^]{0,300}>>/.exec(objects)?.[0];
    expect(widget).toMatch(/\/AP <<\s+\/N \d+ 0 R/);
    expect(widget).toMatch(/\/F 132\s/);
    expect(widget).toMatch(/\/P \d+ 0 R/);
    expect(objects).not.toMatch(/\/NeedAppearances/);
  });

  itWith(['pdfsig'], 'is signed, as a whole, by the demonstration', async () => {
    const answer = run('pdfsig', ['-nocert', file]).toString();
    expect(answer).toContain('Signature is Valid.');
    expect(answer).toContain('Total document signed');
    expect(answer).toContain('ETSI.CAdES.detached');
    expect(answer).toContain('Signing Hash Algorithm: SHA-256');
    expect(answer).toMatch(/Common Name: .*演示/);
    expect(run('pdfsig', [file]).toString()).toContain("Certificate issuer isn't Trusted.");
  });

  itWith(['pdfsig', 'certutil'], 'is trusted where the root of the demonstration is', async () => {
    const database = join(folder, 'nss');
    mkdirSync(database);
    run('certutil', ['-N', '--empty-password', '-d', `sql:${database}`]);
    run('certutil', [
      '-A',
      '-d',
      `sql:${database}`,
      '-n',
      'demonstration',
      '-t',
      'C,C,C',
      '-a',
      '-i',
      rootFile,
    ]);
    expect(run('pdfsig', ['-nssdir', database, file]).toString()).toContain('Certificate is Trusted.');
  });

  itWith(['pdfsig'], 'shows one flipped bit, wherever it is, to pdfsig and to us alike', async () => {
    const end = signed.length - 40;
    for (const position of [20, printed.length >> 1, printed.length - 2, end]) {
      const changed = Buffer.from(signed);
      changed[position] = (changed[position] ?? 0) ^ 1;
      // Some programs can no longer read the file; none may call it valid.
      expect(outputOf('pdfsig', ['-nocert', inFolder('flipped.pdf', changed)])).not.toContain(
        'Signature is Valid',
      );
      expect(await verdictOf(changed)).not.toBe('valid');
    }
    const text = Buffer.from(signed);
    const content = printed.length >> 1;
    text[content] = (text[content] ?? 0) ^ 1;
    expect(run('pdfsig', ['-nocert', inFolder('text.pdf', text)]).toString()).toContain('Digest Mismatch');
    expect(await verdictOf(text)).toBe('digest');
  });

  itWith(['openssl'], 'carries a CMS and CAdES signature over its byte range', async () => {
    const { message, content } = takenApart(signed);
    const detached = [
      'cms',
      '-verify',
      '-binary',
      '-inform',
      'DER',
      '-in',
      inFolder('signature.der', message),
    ];
    const trusted = ['-CAfile', rootFile, '-out', join(folder, 'out')];
    run('openssl', [...detached, '-cades', '-content', inFolder('content.bin', content), ...trusted]);
    const other = inFolder('other.bin', Buffer.concat([content, Buffer.from('\n')]));
    expect(() => run('openssl', [...detached, '-content', other, ...trusted])).toThrow(
      /verification failure|digest/i,
    );
    const strange = ['-CAfile', requiredAuthority().rootFile, '-out', join(folder, 'out')];
    expect(() => run('openssl', [...detached, '-content', join(folder, 'content.bin'), ...strange])).toThrow(
      /verify error/i,
    );
  });

  itWith(['openssl'], 'carries the time stamp of a foreign authority over the signature', async () => {
    const reply = inFolder('reply-of-authority.tsr', requiredAuthority().lastReply());
    const { message } = takenApart(signed);
    const printedCms = run('openssl', [
      'cms',
      '-cmsout',
      '-print',
      '-inform',
      'DER',
      '-in',
      inFolder('m.der', message),
    ]).toString();
    expect(printedCms).toContain('id-smime-aa-timeStampToken');
    const value = signatureValueIn(printedCms);
    run('openssl', [
      'ts',
      '-verify',
      '-in',
      reply,
      '-data',
      inFolder('value.bin', value),
      '-CAfile',
      requiredAuthority().rootFile,
    ]);
    const token = run('openssl', ['ts', '-reply', '-in', reply, '-token_out']);
    expect(message.includes(token)).toBe(true);
  });

  itWith(['openssl'], 'is valid to us with the trusted time of the stamp', async () => {
    const roots = [signer.certificates.at(-1) ?? raise('The signer has no root.')];
    const long = new Date(at.getTime() + 50 * 365 * 86_400_000);
    const verdict = await verifyPdfSignature(signed, {
      roots,
      timeStampRoots: [requiredAuthority().root],
      at: long,
    });
    expect(verdict).toMatchObject({
      state: 'signed',
      signatures: [
        {
          verdict: 'valid',
          signedBy: { claimedAt: wholeSecond(at) },
          timeStamp: { authority: 'Test TSA', trusted: true },
        },
      ],
    });
    // Without the authority's root the stamp proves nothing, and by then the certificate has expired.
    expect(await verifyPdfSignature(signed, { roots, timeStampRoots: [], at: long })).toMatchObject({
      signatures: [{ verdict: 'invalid', fails: 'chain' }],
    });
    expect(await verifyPdfSignature(signed, { roots, timeStampRoots: [], at })).toMatchObject({
      signatures: [{ verdict: 'valid', timeStamp: { trusted: false } }],
    });
  });

  itWith(['openssl'], 'refuses time stamps that are old, of another authority, or changed', async () => {
    const { url, root, lastReply, repeat } = requiredAuthority();
    const sha256 = Buffer.alloc(32, 7);
    const strange = timeStampsFrom({ url, roots: [signer.certificates[1] ?? raise('no root')] });
    await expect(strange(sha256)).rejects.toThrow(/TIME_STAMP_INVALID.*is not trusted/);
    const stamps = timeStampsFrom({ url, roots: [root] });
    await stamps(sha256);
    const reply = lastReply();
    repeat(reply);
    await expect(stamps(sha256)).rejects.toThrow(/TIME_STAMP_INVALID.*nonce/);
    await expect(stamps(Buffer.alloc(32, 8))).rejects.toThrow(/TIME_STAMP_INVALID.*imprint/);
    const forged = Buffer.from(reply);
    forged[forged.length - 1] = (forged.at(-1) ?? 0) ^ 1;
    repeat(forged);
    await expect(stamps(sha256)).rejects.toThrow(/TIME_STAMP_INVALID.*signature does not hold/);
  });

  it('is signed as well with SM2 and SM3, and one flipped bit shows', async () => {
    const keyFile = inFolder('sm2.key', sm2KeyPem);
    const certificateFile = inFolder('sm2.pem', sm2CertificatesPem);
    const sm2 = await openSm2Signer({ keyFile, certificateFile }, { at: contractTime });
    const pdf = await signPdf(printed, sm2, { at: contractTime, name: '东港散货检验检测中心' });
    const trust = { roots: sm2.certificates.slice(-1), timeStampRoots: [], at: contractTime };
    expect(await verifyPdfSignature(pdf, trust)).toMatchObject({ signatures: [{ verdict: 'valid' }] });
    expect(await verifyPdfSignature(pdf, { ...trust, roots: signer.certificates })).toMatchObject({
      signatures: [{ verdict: 'invalid', fails: 'chain' }],
    });
    pdf[printed.length >> 1] = (pdf[printed.length >> 1] ?? 0) ^ 1;
    expect(await verifyPdfSignature(pdf, trust)).toMatchObject({
      signatures: [{ verdict: 'invalid', fails: 'digest' }],
    });
  });

  async function verdictOf(pdf: Buffer): Promise<string> {
    const verdict = await verifyPdfSignature(pdf, { roots: signer.certificates, timeStampRoots: [], at });
    if (verdict.state !== 'signed') return verdict.state;
    const [first] = verdict.signatures;
    return first?.verdict === 'invalid' ? first.fails : (first?.verdict ?? 'none');
  }
});

/** The signature and what it is over, found without our own code: by the text of the byte range. */
function takenApart(pdf: Buffer): { readonly message: Buffer; readonly content: Buffer } {
  const range = /\/ByteRange \[0 (\d+) (\d+) (\d+) *\]/.exec(pdf.toString('latin1'));
  const [start = 0, end = 0] = (range ?? raise('There is no byte range.')).slice(1).map(Number);
  const padded = Buffer.from(pdf.toString('latin1', start + 1, end - 1), 'hex');
  // DER: 30 82, then the length in two bytes.
  return {
    message: padded.subarray(0, 4 + padded.readUInt16BE(2)),
    content: Buffer.concat([pdf.subarray(0, start), pdf.subarray(end)]),
  };
}

/** The outer signature as OpenSSL prints it: lines of offset, 15 bytes in hexadecimal, the same as text. */
function signatureValueIn(printedCms: string): Buffer {
  const lines = /signature: *\n((?: +[0-9a-f]{4} - .*\n)+) *unsignedAttrs/.exec(printedCms)?.[1];
  const hex = (lines ?? raise('OpenSSL shows no signature.'))
    .trimEnd()
    .split('\n')
    .map((line) =>
      line
        .replace(/^ +[0-9a-f]{4} - /, '')
        .slice(0, 15 * 3 - 1)
        .replace(/[^0-9a-f]/g, ''),
    );
  return Buffer.from(hex.join(''), 'hex');
}

const wholeSecond = (date: Date): Date => new Date(Math.floor(date.getTime() / 1000) * 1000);

const pem = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;

function raise(message: string): never {
  throw new Error(message);
}
