import { Document, serializeToWellFormedString, type Element } from 'slimdom';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import { namespaces } from './codes.ts';

type Prefix = keyof typeof namespaces;

/** An element with either text or children; absent children are left out. */
export interface XmlElement {
  readonly prefix: Prefix;
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly content: string | readonly XmlElement[];
}

const elementOf =
  (prefix: Prefix) =>
  (
    name: string,
    content: string | readonly (XmlElement | undefined)[],
    attributes: Readonly<Record<string, string>> = {},
  ): XmlElement => ({
    prefix,
    name,
    attributes,
    content:
      typeof content === 'string'
        ? content
        : content.filter((child): child is XmlElement => child !== undefined),
  });

export const rsm = elementOf('rsm');
export const ram = elementOf('ram');
export const udt = elementOf('udt');

/** The element once in each language, ISO 639-1; once without a language where the words are the same in both. */
export function inBoth(name: string, { zh, en }: Bilingual): readonly XmlElement[] {
  if (zh === en) return [ram(name, zh)];
  return [ram(name, zh, { languageID: 'zh' }), ram(name, en, { languageID: 'en' })];
}

const xmlns = 'http://www.w3.org/2000/xmlns/';
const indent = '  ';

/** The document in full: declaration, one element a line, LF, a line feed at the end. The same tree gives the same text. */
export function xmlText(root: XmlElement): string {
  const document = new Document();
  const element = document.appendChild(nodeOf(document, root, '\n'));
  for (const [prefix, namespace] of Object.entries(namespaces)) {
    element.setAttributeNS(xmlns, `xmlns:${prefix}`, namespace);
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${serializeToWellFormedString(document)}\n`;
}

/** `lineStart`: the line feed and indentation before the element. */
function nodeOf(
  document: Document,
  { prefix, name, attributes, content }: XmlElement,
  lineStart: string,
): Element {
  const element = document.createElementNS(namespaces[prefix], `${prefix}:${name}`);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  if (typeof content === 'string') {
    element.appendChild(document.createTextNode(content));
    return element;
  }
  for (const child of content) {
    element.appendChild(document.createTextNode(lineStart + indent));
    element.appendChild(nodeOf(document, child, lineStart + indent));
  }
  if (content.length > 0) element.appendChild(document.createTextNode(lineStart));
  return element;
}
