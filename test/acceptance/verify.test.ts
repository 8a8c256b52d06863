import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verify, type VerifyOptions } from '../../orchestrator/verify-command.ts';
import { issueCertificate, type RenderedCertificate } from '../../reports/issue-certificate.ts';
import { openDemonstrationSigner } from '../../reports/signing/demo-authority.ts';
import { secretInFolder } from '../../reports/signing/testing/secret-in-folder.ts';
import { jwkSet } from '../../reports/signing/jwks.ts';
import { qrProof } from '../../reports/signing/qr-proof.ts';
import type { Signer } from '../../reports/signing/signer.ts';
import { digestOf } from '../../reports/canonical.ts';
import { completeCertificate } from '../../workflows/certificate/completeness.fixture.ts';
import { run } from '../support/foreign-programs.ts';
import { itWith } from '../support/tools.ts';

const cli = join(process.cwd(), 'dist', 'orchestrator', 'cli.js');
const { number } = completeCertificate;
const digest = digestOf(completeCertificate);

interface Answer {
  readonly exit: number;
  readonly verdict: string;
  readonly number?: string;
  readonly fault?: {
    readonly code: string;
    readonly field?: string;
    readonly bytes?: { readonly from: number; readonly to: number };
  };
  readonly standing: {
    readonly status: string;
    readonly trusted?: boolean;
    readonly replacedBy?: string | null;
  };
  readonly notes: readonly { readonly en: string }[];
  readonly signedBy?: { readonly keyId?: string };
  readonly signedAt?: { readonly saidBy: string };
}

/** Real renderings with a real key, as whoever holds one of them checks them. */
describe('quaylab verify', () => {
  let folder: string;
  let signer: Signer;
  let issued: RenderedCertificate;
  let keys: string;
  let qr: string;
  let laboratory: Server;
  let url: string;
  /** What the laboratory's status page says; by number. */
  let statuses: Readonly<Record<string, object>>;

  const inFolder = (name: string, content: Buffer | string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const checked = async (
    what: Buffer | string,
    more: Partial<VerifyOptions> = { offline: true },
  ): Promise<Answer> => {
    const lines: string[] = [];
    const at = typeof what === 'string' ? what : inFolder('in-hand', what);
    const exit = await verify(at, { keys, json: true, ...more }, (line) => lines.push(line));
    return { exit, ...(JSON.parse(lines.join('\n')) as Omit<Answer, 'exit'>) };
  };
  const flipped = (bytes: Buffer, at: number): Buffer => {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    return changed;
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'quaylab-verify-'));
    signer = await openDemonstrationSigner(secretInFolder(folder), new Date('2026-01-01T00:00:00Z'));
    laboratory = createServer((req, res) => {
      const status = statuses[decodeURIComponent((req.url ?? '').replace('/verify/', ''))];
      res
        .writeHead(status ? 200 : 404, { 'content-type': 'application/json' })
        .end(JSON.stringify(status ?? {}));
    });
    await new Promise<void>((resolve) => laboratory.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(laboratory.address() as AddressInfo).port}`;
    issued = await issueCertificate(completeCertificate, { statusUrl: `${url}/verify`, signer });
    qr = await qrProof(`${url}/verify`, number, digest, signer);
    keys = inFolder('jwks.json', JSON.stringify(jwkSet([signer])));
  });
  afterAll(async () => {
    await new Promise((resolve) => laboratory.close(resolve));
    rmSync(folder, { recursive: true, force: true });
  });

  it('calls every rendering as issued valid, by whom and when', async () => {
    const signed = {
      exit: 0,
      verdict: 'valid',
      number,
      digest,
      signedBy: { keyId: signer.keyId },
      standing: { status: 'unknown' },
    };
    expect(await checked(issued.pdf)).toMatchObject({
      ...signed,
      demonstration: true,
      notes: [],
      signedAt: { saidBy: 'laboratory' },
    });
    expect(await checked(issued.jws)).toMatchObject({
      ...signed,
      signedAt: { at: completeCertificate.issuedAt },
    });
    expect(await checked(qr)).toMatchObject(signed);
    expect(await checked(inFolder('code.txt', `${qr}\n`))).toMatchObject(signed);
    const jws = inFolder('certificate.jws', issued.jws);
    for (const bytes of [issued.json, issued.xml ?? Buffer.alloc(0)]) {
      expect(await checked(bytes, { offline: true, jws })).toMatchObject(signed);
      // By themselves they have no signature.
      expect(await checked(bytes)).toMatchObject({
        exit: 2,
        verdict: 'not-proven',
        digest,
        fault: { field: 'signature' },
      });
    }
  });

  it('sees one flipped bit in pages, attachment, signature and trailer of a PDF, and what was added behind', async () => {
    const text = issued.pdf.toString('latin1');
    const attachment = text.indexOf('stream', text.indexOf('/Subtype /application#2Fjson')) + 200;
    const signature = text.indexOf('/Contents <') + 400;
    const page = text.indexOf('stream', text.lastIndexOf('/FontFile2')) + 200;
    expect(await checked(flipped(issued.pdf, page))).toMatchObject({
      exit: 1,
      verdict: 'invalid',
      fault: { code: 'PDF_CHANGED' },
    });
    expect(await checked(flipped(issued.pdf, attachment))).toMatchObject({
      exit: 1,
      verdict: 'invalid',
      fault: { code: 'PDF_CHANGED' },
    });
    for (const at of [20, signature, issued.pdf.length - 20])
      expect(await checked(flipped(issued.pdf, at))).toMatchObject({ exit: 1, verdict: 'invalid' });
    const longer = Buffer.concat([issued.pdf, Buffer.from('\n%%EOF\n')]);
    const update = Buffer.concat([issued.pdf, issued.pdf.subarray(issued.pdf.lastIndexOf('xref\n0'))]);
    const { length } = issued.pdf;
    for (const added of [longer, update])
      expect(await checked(added)).toMatchObject({
        exit: 1,
        verdict: 'invalid',
        fault: expect.objectContaining({
          code: expect.stringMatching(/^PDF_(BYTE_RANGE|UNREADABLE)$/) as string,
        }) as object,
      });
    const cut = await checked(issued.pdf.subarray(0, length - 400));
    expect(cut).toMatchObject({ exit: 1, fault: { code: 'PDF_UNREADABLE' } });
  });

  it('names the bytes that a signature does not cover', async () => {
    // A second section after the signature, as a program that adds a page writes it.
    const at = issued.pdf.length;
    const start = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(issued.pdf.toString('latin1'))?.[1];
    const root = /\/Root (\d+ 0 R)/.exec(issued.pdf.toString('latin1'))?.[1];
    const section = `xref\n0 0\ntrailer\n<< /Root ${root} /Size 100 /Prev ${start} >>\nstartxref\n${at}\n%%EOF\n`;
    const answer = await checked(Buffer.concat([issued.pdf, Buffer.from(section)]));
    expect(answer).toMatchObject({
      exit: 1,
      fault: { code: 'PDF_BYTE_RANGE', bytes: { from: at, to: at + section.length } },
    });
  });

  it('does not take a key for the laboratory’s that is not in the key file, nor one that had expired', async () => {
    mkdirSync(join(folder, 'forger'));
    const forger = await openDemonstrationSigner(secretInFolder(join(folder, 'forger')), new Date('2026-01-01T00:00:00Z'));
    const theirs = {
      keys: inFolder('forger.json', JSON.stringify(jwkSet([forger]))),
      offline: true,
    } as const;
    expect(await checked(issued.pdf, theirs)).toMatchObject({
      exit: 2,
      verdict: 'not-proven',
      fault: { code: 'PDF_KEY_UNKNOWN' },
    });
    expect(await checked(issued.jws, theirs)).toMatchObject({
      exit: 2,
      verdict: 'not-proven',
      fault: { code: 'JWS_KEY_UNKNOWN' },
    });
    expect(await checked(qr, theirs)).toMatchObject({
      exit: 2,
      verdict: 'not-proven',
      fault: { code: 'QR_KEY_UNKNOWN' },
    });
    mkdirSync(join(folder, 'old'));
    const expiring = await openDemonstrationSigner(
      secretInFolder(join(folder, 'old')),
      new Date('2016-03-08T00:00:00Z'),
    ).catch(() => undefined);
    expect(expiring).toBeDefined();
    if (!expiring) return;
    const old = await issueCertificate(completeCertificate, { statusUrl: `${url}/verify`, signer: expiring });
    const their = { keys: inFolder('old.json', JSON.stringify(jwkSet([expiring]))), offline: true } as const;
    // Issued two days before the end: the JWS says when, the PDF has no time stamp that proves it.
    expect(await checked(old.jws, their)).toMatchObject({ exit: 0, verdict: 'valid' });
    expect(await checked(old.pdf, their)).toMatchObject({
      exit: 2,
      verdict: 'not-proven',
      fault: { code: 'PDF_KEY_EXPIRED' },
    });
  });

  it('sees what was changed in JWS, QR code, JSON and XML, and where', async () => {
    const [head = '', body = '', signature = ''] = issued.jws.toString().split('.');
    const forged = body.slice(0, 100) + (body[100] === 'A' ? 'B' : 'A') + body.slice(101);
    expect(await checked(Buffer.from([head, forged, signature].join('.')))).toMatchObject({
      exit: 1,
      fault: { code: 'JWS_SIGNATURE_WRONG' },
    });
    expect(
      await checked(qr.replace(encodeURIComponent(number), encodeURIComponent(`${number}9`))),
    ).toMatchObject({ exit: 1, fault: { code: 'QR_FORGED' } });
    const jws = inFolder('certificate.jws', issued.jws);
    const json = issued.json.toString().replace(completeCertificate.transport.vessel, 'ANOTHER');
    expect(await checked(Buffer.from(json), { jws, offline: true })).toMatchObject({
      exit: 1,
      fault: { code: 'DIGEST_DIFFERS', field: 'digest' },
    });
    expect(await checked(Buffer.from(`${issued.json.toString()}\n`))).toMatchObject({
      exit: 1,
      fault: { code: 'JSON_NOT_CANONICAL' },
    });
    const xml = (issued.xml ?? Buffer.alloc(0)).toString();
    const line = xml.split('\n').findIndex((each) => each.includes('NetWeightMeasure'));
    const heavier = xml.replace(/NetWeightMeasure[^>]*>/, (opening) => `${opening}1`);
    expect(await checked(Buffer.from(heavier), { jws, offline: true })).toMatchObject({
      exit: 1,
      fault: { code: 'XML_DIFFERS', field: `line ${line + 1} (ram:NetWeightMeasure)` },
    });
    const entity = Buffer.from(`<!DOCTYPE a [<!ENTITY b "c">]>${xml}`);
    expect(await checked(entity, { jws, offline: true })).toMatchObject({
      exit: 1,
      fault: { code: 'ECERT_XML_UNSAFE' },
    });
  });

  it('asks the laboratory how the certificate stands, and believes nobody else', async () => {
    const status = {
      number,
      kind: { zh: '', en: '' },
      status: 'valid',
      issuedAt: completeCertificate.issuedAt,
      digest,
      replacedBy: null,
    };
    const asked = async (
      said: object | undefined,
      what: Buffer | string = issued.jws,
      trustHost: string | undefined = url,
    ) => {
      statuses = said ? { [number]: said } : {};
      return await checked(what, trustHost === '' ? {} : { trustHost });
    };
    expect(await asked(status)).toMatchObject({ exit: 0, standing: { status: 'valid', trusted: true } });
    expect(await asked({ ...status, status: 'replaced', replacedBy: 'N-2' })).toMatchObject({
      exit: 1,
      verdict: 'valid',
      standing: { status: 'replaced', replacedBy: 'N-2' },
    });
    expect(await asked({ ...status, status: 'withdrawn' })).toMatchObject({
      exit: 1,
      verdict: 'valid',
      standing: { status: 'withdrawn' },
    });
    // The first line is what a hurried reader takes away: not "valid" of a paper that no longer counts.
    const headlines: string[] = [];
    await verify(inFolder('fallen', issued.jws), { keys, trustHost: url }, (text) => headlines.push(text));
    expect(headlines.join('\n')).toMatch(/^已撤销 WITHDRAWN {2}JWS\n/);
    expect(await asked({ ...status, digest: 'ab'.repeat(32) })).toMatchObject({
      exit: 1,
      verdict: 'invalid',
      fault: { code: 'DIGEST_NOT_ISSUED' },
    });
    expect(await asked(undefined)).toMatchObject({
      exit: 1,
      verdict: 'invalid',
      fault: { code: 'NUMBER_NOT_ISSUED' },
    });
    // A forger's page says "valid" of a true proof, and is named as what it is.
    expect(await asked(status, qr, '')).toMatchObject({
      exit: 0,
      standing: { status: 'valid', trusted: false },
    });
    expect(await asked(status, issued.jws, '')).toMatchObject({ exit: 0, standing: { status: 'unknown' } });
    expect(await asked({ ...status, number: 'another' })).toMatchObject({
      exit: 2,
      verdict: 'valid',
      standing: { status: 'unknown' },
    });
    expect(await asked(status, issued.jws, 'http://127.0.0.1:1')).toMatchObject({
      exit: 2,
      standing: { status: 'unknown', inVain: true },
    });
  });

  it('says in words what cannot be read or recognised', async () => {
    await expect(checked(Buffer.from('hello'))).rejects.toThrow('VERIFY_UNRECOGNISED');
    await expect(checked(join(folder, 'nowhere.pdf'))).rejects.toThrow('FILE_UNREADABLE');
    await expect(checked(folder)).rejects.toThrow('FILE_UNREADABLE');
    await expect(checked('https://lab.example/c.pdf')).rejects.toThrow('OFFLINE');
    await expect(checked(issued.jws, { keys: 'http://lab.example/jwks.json' })).rejects.toThrow(
      'KEYS_NOT_SAFE',
    );
    await expect(checked(`${url}/nothing`, {})).rejects.toThrow('ADDRESS_REFUSED');
    await expect(checked(issued.jws, { keys: inFolder('bad.json', '{}'), offline: true })).rejects.toThrow(
      'KEY_FILE',
    );
    await expect(
      checked(issued.jws, { keys: join(folder, 'demonstration-signer.pem'), offline: true }),
    ).rejects.toThrow('KEY_FILE_PRIVATE');
  });

  it('is there on the command line, in both languages, with its exit codes', () => {
    const quaylab = (...words: readonly string[]) => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [cli, 'verify', ...words, '--keys', keys],
        { encoding: 'utf8', timeout: 60_000 },
      );
      return { status, said: `${stdout}${stderr}` };
    };
    const pdf = quaylab(inFolder('certificate.pdf', issued.pdf), '--offline');
    expect(pdf).toEqual({ status: 0, said: expect.stringMatching(/^有效 VALID {2}PDF\n/) as string });
    expect(pdf.said).toContain(`编号 number: ${number}`);
    expect(pdf.said).toContain('状态 standing: 未知 unknown');
    const forged = quaylab(inFolder('forged.pdf', flipped(issued.pdf, issued.pdf.length >> 1)), '--offline');
    expect(forged).toEqual({ status: 1, said: expect.stringContaining('无效 INVALID') as string });
    expect(quaylab(cli, '--offline')).toEqual({
      status: 2,
      said: expect.stringContaining('VERIFY_UNRECOGNISED') as string,
    });
  });

  itWith(['qpdf', 'openssl'], 'agrees with what docs/verification.md does without it', async () => {
    const pdf = inFolder('certificate.pdf', issued.pdf);
    const json = join(folder, 'attached.json');
    const attached = run('qpdf', [pdf, `--show-attachment=${number}.json`]);
    writeFileSync(json, attached);
    expect(run('openssl', ['dgst', '-sha256', '-r', json]).toString()).toContain(digest);
    expect(readFileSync(json)).toEqual(issued.json);
  });
});
