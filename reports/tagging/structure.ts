import type { Content } from 'pdfmake/interfaces.js';

/** Standard structure types, ISO 32000-1 14.8.4. */
type Role =
  | 'Document'
  | 'H1'
  | 'H2'
  | 'P'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Figure'
  | 'Span';

/** What a part of a paper is to one who has it read aloud. */
export interface Structured {
  readonly role: Role;
  /** In place of a picture. */
  readonly alt?: string;
}

/**
 * Says what a part of the content is. Not said, a text is a paragraph and a table is one whose head rows are heads of columns;
 * a stack or a row of columns is nothing of itself, and drawings are left out. A heading also becomes a bookmark; in a head
 * row it stands above its table. `TH` in a row below the head is the head of the row.
 */
export const as = <Node extends Content & object>(
  role: 'H1' | 'H2' | 'L' | 'LI' | 'Lbl' | 'LBody' | 'TH',
  node: Node,
): Node & { readonly structure: Structured } => ({ ...node, structure: { role } });

/** A drawing (SVG, canvas or QR code) that means something, with the words for it. */
export const figure = <Node extends Content & object>(
  alt: string,
  node: Node,
): Node & { readonly structure: Structured } => ({
  ...node,
  structure: { role: 'Figure', alt },
});

/** Of pdfkit: a piece of a page that has a number in the structure tree. */
export interface MarkedContent {
  readonly refs: readonly object[];
}

/** Left, top, right and bottom, points from the upper left corner of the page. */
export type Box = readonly [number, number, number, number];

/** Content of an element without another element between; printing it gives its places on the pages. */
export interface Passage {
  readonly of: StructureElement;
  /** The heading that begins here. */
  readonly begins?: StructureElement;
  readonly marked: MarkedContent[];
  /** Of a figure. */
  box?: Box;
}

export interface StructureElement extends Structured {
  readonly scope?: 'Row' | 'Column';
  readonly colSpan?: number;
  lang?: 'en';
  /** The words of a heading. */
  words: string;
  readonly children: (StructureElement | Passage)[];
}

export function addElement(
  parent: StructureElement | null,
  own: Pick<StructureElement, 'role' | 'alt' | 'lang' | 'scope' | 'colSpan'>,
): StructureElement {
  const element = { ...own, words: '', children: [] };
  parent?.children.push(element);
  return element;
}

export function addPassage(of: StructureElement, begins?: StructureElement): Passage {
  const passage = { of, marked: [], ...(begins && { begins }) };
  of.children.push(passage);
  return passage;
}

export const isHeading = ({ role }: StructureElement): boolean => role === 'H1' || role === 'H2';
