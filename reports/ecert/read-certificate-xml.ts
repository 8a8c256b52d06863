import { DateTime } from 'luxon';
import { parseXmlDocument, type Element } from 'slimdom';
import { instant, type Instant } from '../../workflows/kernel/brand.ts';
import { ok, refuse, RefusedError, type Outcome } from '../../workflows/kernel/refusal.ts';
import { digestPrefix, namespaces, references, statusCodes, type EcertStatus } from './codes.ts';

/** What an eCert XML says of the certificate it renders. */
export interface EcertIdentity {
  readonly number: string;
  readonly status: EcertStatus;
  readonly issuedAt: Instant;
  /** SHA-256 of the canonical JSON, 64 hex digits. */
  readonly digest: string;
  /** Number of the certificate this one replaces; null when it replaces none. */
  readonly replaces: string | null;
}

/** UTF-8. A certificate of many units and items has some 100 KiB. */
const largestText = 512 * 1024;

/**
 * Every attribute needs an equals sign. The parser compares each attribute of an element with all others: 15 000 take it half
 * a second, 160 000 minutes. A certificate has some hundreds.
 */
const mostAttributes = 5000;

/**
 * Reads number, status, issue time and digest out of an eCert XML of our profile. It proves nothing by itself: compare the digest
 * with that of the JSON; the XML of an unaltered certificate is `certificateXml` of that JSON, byte for byte.
 *
 * Refuses with `ECERT_XML_UNSAFE` (a document type or entity declaration, larger than 512 KiB, more than 5000 attributes) and
 * `ECERT_XML_INVALID` (not well-formed, or an element of the profile is missing, doubled or wrong; `field` is its path).
 */
export function readCertificateXml(text: string): Outcome<EcertIdentity> {
  const danger = dangerIn(text);
  if (danger !== undefined) {
    return refuse({
      code: 'ECERT_XML_UNSAFE',
      message: `The XML was not read: ${danger}.`,
      remedy: 'Use the file as it was issued; certificates have none of this.',
    });
  }
  try {
    return ok(identityIn(rootOf(text)));
  } catch (error) {
    if (error instanceof RefusedError) return refuse(error.refusal);
    throw error;
  }
}

function dangerIn(text: string): string | undefined {
  if (Buffer.byteLength(text, 'utf8') > largestText) return `it has more than ${largestText / 1024} KiB`;
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) return 'it declares a document type or entities';
  if (text.split('=').length - 1 > mostAttributes) return `it has more than ${mostAttributes} attributes`;
  return undefined;
}

function rootOf(text: string): Placed {
  const path = '/SPSCertificate';
  let element: Element | null;
  try {
    element = parseXmlDocument(text).documentElement;
  } catch (error) {
    // The parser's own error names what it expected, line and column, and shows the text: only the first line is passed on.
    throw invalid(
      path,
      `It is not well-formed: ${String(error instanceof Error ? error.message : error).split('\n')[0]}.`,
    );
  }
  if (element === null || element.localName !== 'SPSCertificate' || element.namespaceURI !== namespaces.rsm) {
    throw invalid(path, `The outermost element is not SPSCertificate of ${namespaces.rsm}.`);
  }
  return { element, path };
}

function identityIn(root: Placed): EcertIdentity {
  const document = only(root, 'rsm', 'SPSExchangedDocument');
  const listed = all(document, 'ram', 'ReferenceSPSReferencedDocument').map((at) => ({
    relationship: textOf(only(at, 'ram', 'RelationshipTypeCode')),
    id: only(at, 'ram', 'ID'),
  }));
  const replaced = listed.filter(({ relationship }) => relationship === references.replaced.relationship);
  if (replaced.length > 1) throw invalid(document.path, 'It names more than one replaced certificate.');
  const digests = listed.filter(({ id }) => textOf(id).startsWith(digestPrefix));
  const [digest] = digests;
  if (digest === undefined || digests.length > 1) {
    throw invalid(
      `${document.path}/ReferenceSPSReferencedDocument`,
      `${digests.length} references hold a digest (${digestPrefix}…) instead of one.`,
    );
  }
  return {
    number: matching(only(document, 'ram', 'ID'), /^\S.*$/, 'a certificate number'),
    status: statusIn(only(document, 'ram', 'StatusCode')),
    issuedAt: instantIn(only(only(document, 'ram', 'IssueDateTime'), 'udt', 'DateTimeString')),
    digest: matching(digest.id, /^sha-256:[0-9a-f]{64}$/, `${digestPrefix} and 64 hex digits`).slice(
      digestPrefix.length,
    ),
    replaces: replaced[0] === undefined ? null : matching(replaced[0].id, /^\S.*$/, 'a certificate number'),
  };
}

function statusIn(at: Placed): EcertStatus {
  const code = textOf(at);
  for (const status of Object.keys(statusCodes)) {
    if (isStatus(status) && statusCodes[status] === code) return status;
  }
  throw invalid(at.path, `"${code}" is no status code of eCert D17A.`);
}

const isStatus = (word: string): word is EcertStatus => Object.hasOwn(statusCodes, word);

/** With an offset: a time without one would be read in the zone of whatever machine reads it. */
const dateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/;

function instantIn(at: Placed): Instant {
  const parsed = DateTime.fromISO(matching(at, dateTime, 'a date and time with its offset'), { zone: 'utc' });
  if (!parsed.isValid) throw invalid(at.path, 'There is no such date and time.');
  return instant(parsed.toISO());
}

/** An element with its path, for refusals. */
interface Placed {
  readonly element: Element;
  readonly path: string;
}

function all({ element, path }: Placed, prefix: keyof typeof namespaces, name: string): readonly Placed[] {
  return element.children
    .filter((child) => child.localName === name && child.namespaceURI === namespaces[prefix])
    .map((child, index, { length }) => ({
      element: child,
      path: `${path}/${name}${length > 1 ? `[${index + 1}]` : ''}`,
    }));
}

function only(parent: Placed, prefix: keyof typeof namespaces, name: string): Placed {
  const found = all(parent, prefix, name);
  const [one] = found;
  if (one !== undefined && found.length === 1) return one;
  throw invalid(
    `${parent.path}/${name}`,
    found.length === 0 ? 'It is missing.' : 'It stands there more than once.',
  );
}

/** The text of an element that holds text only: a comment or an element inside would be seen by one reader and not by another. */
function textOf({ element, path }: Placed): string {
  if (element.childNodes.some(({ nodeType }) => nodeType !== element.TEXT_NODE))
    throw invalid(path, 'It does not hold plain text.');
  return element.textContent ?? '';
}

function matching(at: Placed, pattern: RegExp, wanted: string): string {
  const text = textOf(at);
  if (!pattern.test(text)) throw invalid(at.path, `It is not ${wanted}.`);
  return text;
}

const invalid = (path: string, message: string): RefusedError =>
  new RefusedError({
    code: 'ECERT_XML_INVALID',
    field: path,
    message,
    remedy: 'Use the file as it was issued.',
  });
