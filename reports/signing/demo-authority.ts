import { randomBytes, webcrypto } from 'node:crypto';
import { BitString, Integer, OctetString, Utf8String } from 'asn1js';
import {
  AttributeTypeAndValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  Extension,
  id_AuthorityKeyIdentifier,
  id_BasicConstraints,
  id_KeyUsage,
  id_SubjectKeyIdentifier,
  Time,
  TimeType,
  type RelativeDistinguishedNames,
} from 'pkijs';
import { pemSigner } from './pem-signer.ts';
import type { Signer } from './signer.ts';
import { derOf } from './x509.ts';

const years = 10;
const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const;
/** KeyUsage, RFC 5280 4.2.1.3, with the count of unused bits of its octet. */
const signsDocuments = { octet: 0b1100_0000, unusedBits: 6 };
const signsCertificates = { octet: 0b0000_0110, unusedBits: 1 };

/** A text that only the server may read. Key, signing certificate and root are in one: it is either there or not, never half. */
export interface SecretText {
  /** For messages. */
  readonly name: string;
  /** Null when there is none. */
  readonly read: () => string | null;
  /** Writes it unless there is one, and gives the one that stands. */
  readonly create: (text: string) => Promise<string>;
}

/**
 * The signer of a demonstration, with a root of its own that says so in its name. Made at the first call, found at every other; two
 * processes that come at once get the same.
 *
 * The root's private key is thrown away as soon as it has signed: nobody can issue a second certificate under it.
 *
 * `at`: the time that validity counts from, 10 years. Throws what `pemSigner` throws, for instance `SIGNING_CERTIFICATE_EXPIRED` ten
 * years later.
 */
export async function openDemonstrationSigner(secret: SecretText, at: Date): Promise<Signer> {
  const pem = secret.read() ?? (await secret.create(await freshAuthority(at)));
  const text = { name: secret.name, pem };
  return pemSigner({ key: text, certificates: text }, { at, demonstration: true });
}

async function freshAuthority(at: Date): Promise<string> {
  const root = await webcrypto.subtle.generateKey(curve, true, ['sign', 'verify']);
  const own = await webcrypto.subtle.generateKey(curve, true, ['sign', 'verify']);
  const rootCertificate = await issue({
    name: 'Quaylab Demonstration Root / 演示根证书 (no legal effect)',
    at,
    publicKey: root.publicKey,
    extensions: [
      extension(
        id_BasicConstraints,
        true,
        new BasicConstraints({ cA: true, pathLenConstraint: 0 }).toSchema(),
      ),
    ],
    usage: signsCertificates,
    by: { key: root.privateKey, publicKey: root.publicKey },
  });
  const certificate = await issue({
    name: 'Quaylab Demonstration Signer / 演示签名 (no legal effect)',
    at,
    publicKey: own.publicKey,
    extensions: [extension(id_BasicConstraints, true, new BasicConstraints({ cA: false }).toSchema())],
    usage: signsDocuments,
    by: { key: root.privateKey, publicKey: root.publicKey, name: rootCertificate.subject },
  });
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', own.privateKey));
  return [
    pem('PRIVATE KEY', key),
    ...[certificate, rootCertificate].map((each) => pem('CERTIFICATE', derOf(each))),
  ].join('');
}

interface Request {
  readonly name: string;
  readonly at: Date;
  readonly publicKey: webcrypto.CryptoKey;
  readonly extensions: readonly Extension[];
  readonly usage: { readonly octet: number; readonly unusedBits: number };
  /** Without a name: by itself. */
  readonly by: {
    readonly key: webcrypto.CryptoKey;
    readonly publicKey: webcrypto.CryptoKey;
    readonly name?: RelativeDistinguishedNames;
  };
}

async function issue({ name, at, publicKey, extensions, usage, by }: Request): Promise<Certificate> {
  const certificate = new Certificate({ version: 2 });
  // A leading 0 bit keeps the number positive, the next bit at 1 keeps it from having leading zeros.
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  certificate.serialNumber = new Integer({ valueHex: new Uint8Array(serial).buffer });
  // One attribute: pkijs puts several into one and the same relative name.
  certificate.subject.typesAndValues.push(
    new AttributeTypeAndValue({ type: '2.5.4.3', value: new Utf8String({ value: name }) }),
  );
  certificate.issuer = by.name ?? certificate.subject;
  // X.509 counts whole seconds.
  const from = new Date(Math.floor(at.getTime() / 1000) * 1000);
  const until = new Date(from);
  until.setUTCFullYear(from.getUTCFullYear() + years);
  certificate.notBefore = timeOf(from);
  certificate.notAfter = timeOf(until);
  await certificate.subjectPublicKeyInfo.importKey(publicKey);
  certificate.extensions = [
    ...extensions,
    extension(
      id_KeyUsage,
      true,
      new BitString({ valueHex: Uint8Array.of(usage.octet).buffer, unusedBits: usage.unusedBits }),
    ),
    extension(id_SubjectKeyIdentifier, false, new OctetString({ valueHex: await keyIdentifier(publicKey) })),
    extension(
      id_AuthorityKeyIdentifier,
      false,
      new AuthorityKeyIdentifier({
        keyIdentifier: new OctetString({ valueHex: await keyIdentifier(by.publicKey) }),
      }).toSchema(),
    ),
  ];
  await certificate.sign(by.key, 'SHA-256');
  return certificate;
}

/** RFC 5280 4.1.2.5: UTCTime through the year 2049, GeneralizedTime from 2050 on. */
const timeOf = (value: Date): Time =>
  new Time({ value, type: value.getUTCFullYear() < 2050 ? TimeType.UTCTime : TimeType.GeneralizedTime });

/** RFC 7093 section 2, method 1: the leftmost 160 bits of the SHA-256 of the key. */
async function keyIdentifier(publicKey: webcrypto.CryptoKey): Promise<ArrayBuffer> {
  const point = await webcrypto.subtle.exportKey('raw', publicKey);
  return (await webcrypto.subtle.digest('SHA-256', point)).slice(0, 20);
}

const extension = (extnID: string, critical: boolean, value: { toBER(): ArrayBuffer }): Extension =>
  new Extension({ extnID, critical, extnValue: value.toBER() });

const pem = (label: string, der: Buffer): string =>
  `-----BEGIN ${label}-----\n${(der.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END ${label}-----\n`;
