import { createReadStream, statSync } from 'node:fs';
import { certificatesIn } from '../reports/signing/certificate-chain.ts';
import { canonicalJson } from '../workflows/kernel/canonical-json.ts';
import { RefusedError, type Refusal } from '../workflows/kernel/refusal.ts';
import { verifyDocument } from './verify/document.ts';
import { fetchLimited } from './verify/fetch-limited.ts';
import { exitCodeOf, textOf } from './verify/report.ts';
import { isSafe, standingOf, weighed } from './verify/standing.ts';
import { trustedBy } from './verify/trust.ts';

export interface VerifyOptions {
  /** File or address of the laboratory's keys. */
  readonly keys: string;
  readonly jws?: string;
  readonly timeStampRoots?: string;
  readonly trustHost?: string;
  readonly offline?: true;
  readonly json?: true;
}

/** Bytes. A certificate has some hundred thousand, a key file some thousands. */
const largestDocument = 64 * 1024 * 1024;
const largestKeyFile = 1024 * 1024;

const address = /^https?:\/\//i;
/** The address in a QR code carries its proof; any other is where a file lies. */
const proofInAddress = /[?&]s=[\w-]+/;

/**
 * Verifies a certificate in any of its renderings, the text of its QR code or a proof of the journal. Resolves to the exit code, see
 * `exitCodeOf`; rejects with RefusedError for what cannot be read or recognised.
 */
export async function verify(
  what: string,
  options: VerifyOptions,
  print: (line: string) => void,
): Promise<number> {
  const { keys, jws, timeStampRoots, trustHost, offline, json } = options;
  const textAt = async (at: string, field: string, limit: number) =>
    (await contentOf(at, field, limit, offline)).toString('utf8');
  if (address.test(keys) && !isSafe(urlIn(keys, 'keys'))) throw new RefusedError(keysNotSafe(keys));
  const stampRoots =
    timeStampRoots === undefined
      ? []
      : certificatesIn(await textAt(timeStampRoots, 'time-stamp-roots', largestKeyFile), timeStampRoots).map(
          ({ raw }) => raw,
        );
  const trusted = await trustedBy(await textAt(keys, 'keys', largestKeyFile), stampRoots, new Date());
  const proof = jws === undefined ? undefined : await textAt(jws, 'jws', largestDocument);
  const bytes =
    proofInAddress.test(what) && address.test(what)
      ? Buffer.from(what)
      : await contentOf(what, 'file', largestDocument, offline);
  const verified = await verifyDocument(bytes, trusted, proof);
  if (!verified.ok) throw new RefusedError(verified.refusal);
  const trustedHosts = [trustHost, address.test(keys) ? keys : undefined].flatMap((host) =>
    host === undefined ? [] : [hostAt(host)],
  );
  const standing = await standingOf(verified.value, { offline: offline === true, trustedHosts });
  const report = { verification: weighed(verified.value, standing), standing };
  print(json ? canonicalJson({ ...report.verification, standing }) : textOf(report));
  return exitCodeOf(report);
}

async function contentOf(at: string, field: string, limit: number, offline?: true): Promise<Buffer> {
  if (address.test(at)) return offline ? await nothingFetched(at, field) : await fetched(at, field, limit);
  if (at !== '-' && !isFile(at)) throw new RefusedError(unreadable(at, field));
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of at === '-' ? process.stdin : createReadStream(at)) {
    parts.push(part as Buffer);
    length += (part as Buffer).length;
    if (length > limit)
      throw new RefusedError({
        code: 'FILE_TOO_LARGE',
        field,
        message: `It has more than ${limit} bytes.`,
        remedy: 'Give the file as it was issued.',
      });
  }
  return Buffer.concat(parts);
}

/** Also a pipe, as shells hand over what another program writes. */
const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === false;

const unreadable = (path: string, field: string): Refusal => ({
  code: 'FILE_UNREADABLE',
  field,
  message: `There is no file ${path}.`,
  remedy: 'Check the path; "-" is the standard input.',
});

/** Whoever is on the way could give his own keys. */
const keysNotSafe = (keys: string): Refusal => ({
  code: 'KEYS_NOT_SAFE',
  field: 'keys',
  message: `${keys} is not encrypted: anybody on the way could put his own keys there.`,
  remedy: 'Give an https address, or a file.',
});

async function fetched(at: string, field: string, limit: number): Promise<Buffer> {
  const { status, bytes } = await fetchLimited(urlIn(at, field), { accept: '*/*', limit });
  if (status === 200) return bytes;
  throw new RefusedError({
    code: 'ADDRESS_REFUSED',
    field,
    message: `${at} answers with HTTP status ${status}.`,
    remedy: 'Fetch the file by yourself, with the rights it needs, and verify the file.',
  });
}

async function nothingFetched(at: string, field: string): Promise<never> {
  throw new RefusedError({
    code: 'OFFLINE',
    field,
    message: `${at} is an address, and --offline was asked for.`,
    remedy: 'Give a file.',
  });
}

function urlIn(text: string, field: string): URL {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text);
  throw new RefusedError({
    code: 'ADDRESS_INVALID',
    field,
    message: `"${text}" is no address.`,
    remedy: 'Give an http or https address.',
  });
}

const hostAt = (text: string): URL => urlIn(address.test(text) ? text : `https://${text}`, 'trust-host');
