import { createRequire } from 'node:module';
import type { Content, DynamicContent, Style } from 'pdfmake/interfaces.js';
import type { MarkedContent, Passage, Structured } from './structure.ts';

/** A word, or a character of Chinese, in the size and font it is drawn in. */
export interface Inline {
  readonly text: string;
  passage?: Passage;
}

export interface Line {
  inlines: Inline[];
  getHeight(): number;
  getAscenderHeight(): number;
  clone(): Line;
}

/** A line or an area. */
export interface Vector {
  readonly type: string;
  readonly x?: number;
  readonly y?: number;
  readonly w?: number;
  readonly h?: number;
  passage?: Passage;
}

export interface Drawing {
  readonly x: number;
  readonly y: number;
  readonly _width: number;
  readonly _height: number;
  passage?: Passage;
}

/** A part of the content, measured. */
export interface LayoutNode {
  readonly structure?: Structured;
  readonly text?: unknown;
  readonly _inlines?: readonly Inline[];
  readonly svg?: string;
  readonly canvas?: readonly Vector[];
  /** The modules of a QR code. */
  readonly _canvas?: readonly Vector[];
  readonly table?: { readonly body: readonly (readonly LayoutNode[])[]; readonly headerRows?: number };
  readonly colSpan?: number;
  /** A cell that another one covers. */
  readonly _span?: boolean;
  passage?: Passage;
}

/** Of pdfkit: an element of the structure tree. */
export interface PdfStructure {
  readonly dictionary: { readonly data: { A?: object } };
}

interface Bookmark {
  addItem(
    title: string,
    options: { readonly left: number; readonly top: number; readonly expanded: boolean },
  ): Bookmark;
}

/** Of pdfkit, with the fonts of pdfmake. */
export interface PdfDocument extends NodeJS.ReadableStream {
  readonly page: { readonly width: number };
  readonly outline: Bookmark;
  file(content: Buffer, options: object): unknown;
  markContent(tag: 'Artifact', options: { readonly type: string }): unknown;
  markStructureContent(tag: string): MarkedContent;
  endMarkedContent(): unknown;
  struct(role: string, options: object, children: readonly (PdfStructure | MarkedContent)[]): PdfStructure;
  addStructure(root: PdfStructure): unknown;
  end(): void;
}

interface LayoutBuilder {
  layoutDocument(
    content: Content,
    document: PdfDocument,
    styles: object,
    defaultStyle: Style,
    background: (() => Content) | undefined,
    header: DynamicContent | undefined,
    footer: DynamicContent,
  ): readonly object[];
  processNode(node: LayoutNode, inRow?: boolean): void;
  processLeaf(node: LayoutNode): void;
  addBackground(background: unknown): void;
  addHeadersAndFooters(header: unknown, footer: unknown): void;
}

interface Renderer {
  readonly pdfDocument: PdfDocument;
  renderPages(pages: readonly object[]): void;
  renderLine(line: Line, x: number, y: number): void;
  renderVector(vector: Vector): void;
  renderSVG(drawing: Drawing): void;
}

interface Measures {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A module of pdfmake, whose packaging hides its default from an import that has to work as ES module and as CommonJS alike. */
const required = createRequire(import.meta.url);
const part = <Part>(name: string): Part =>
  (required(`pdfmake/js/${name}.js`) as { readonly default: Part }).default;

/*
 * What stands behind pdfmake's createPdf: its printer takes neither another layout nor another renderer, and both have to
 * know of structure. The names and types here are those of pdfmake 0.3.11, which calls them internal: look here first when
 * its version changes.
 */
export const PDFDocument =
  part<
    new (
      fonts: object,
      images: object,
      patterns: object,
      attachments: object,
      options: object,
      virtualFiles: null,
      localAccessPolicy: (path: string) => boolean,
    ) => PdfDocument
  >('PDFDocument');
export const LayoutBuilder =
  part<new (page: { width: number; height: number }, margins: Measures, svgMeasure: object) => LayoutBuilder>(
    'LayoutBuilder',
  );
export const SVGMeasure = part<new () => object>('SVGMeasure');
export const Renderer = part<new (document: PdfDocument) => Renderer>('Renderer');
