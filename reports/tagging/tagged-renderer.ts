import {
  Renderer,
  type Drawing,
  type Inline,
  type Line,
  type PdfStructure,
  type Vector,
} from './pdfmake-parts.ts';
import type { Box, MarkedContent, Passage, StructureElement } from './structure.ts';

type Bookmark = TaggedRenderer['pdfDocument']['outline'];

/** pdfmake's renderer, which marks everything it draws as a passage of the structure or as an artifact. */
export class TaggedRenderer extends Renderer {
  /** Words drawn before: a head that is repeated on the next page is read once. */
  readonly #drawn = new WeakSet<readonly Inline[]>();
  #page: object | null = null;
  /** What is open on this page; undefined for an artifact. */
  #open: Passage | undefined;
  #chapter: Bookmark = this.pdfDocument.outline;

  /** Draws the pages, then writes the structure and with it where each of its passages stands. */
  renderTagged(pages: readonly object[], structure: StructureElement): void {
    this.renderPages(pages);
    this.pdfDocument.addStructure(this.#written(structure));
  }

  override renderLine(line: Line, x: number, y: number): void {
    const again = this.#drawn.has(line.inlines);
    this.#drawn.add(line.inlines);
    for (const part of onePassageEach(line)) {
      const passage = again ? undefined : part.inlines[0]?.passage;
      if (passage?.begins && passage.marked.length === 0) this.#bookmark(passage.begins, y);
      this.#enter(passage);
      super.renderLine(part, x, y);
    }
  }

  override renderVector(vector: Vector): void {
    const { x, y, w, h, passage } = vector;
    this.#enter(passage);
    if (passage && x !== undefined && y !== undefined)
      passage.box = around(passage.box, [x, y, x + (w ?? 0), y + (h ?? 0)]);
    super.renderVector(vector);
  }

  override renderSVG(drawing: Drawing): void {
    const { x, y, _width, _height, passage } = drawing;
    this.#enter(passage);
    if (passage) passage.box = [x, y, x + _width, y + _height];
    super.renderSVG(drawing);
  }

  /** Goes on with what is open or begins another; pdfkit itself closes what is open at the end of a page. */
  #enter(passage: Passage | undefined): void {
    const { page } = this.pdfDocument;
    if (page === this.#page) {
      if (passage === this.#open) return;
      this.pdfDocument.endMarkedContent();
    }
    this.#page = page;
    this.#open = passage;
    if (passage) passage.marked.push(this.pdfDocument.markStructureContent(passage.of.role));
    else this.pdfDocument.markContent('Artifact', { type: 'Layout' });
  }

  #bookmark({ role, words }: StructureElement, top: number): void {
    // pdfkit counts from the right edge: the page's width leads to its left one.
    const place = { left: this.pdfDocument.page.width, top, expanded: true };
    const title = words.trim().replace(/\s+/g, ' ');
    if (role === 'H1') this.#chapter = this.pdfDocument.outline.addItem(title, place);
    else this.#chapter.addItem(title, place);
  }

  #written({ role, lang, alt, scope, colSpan, children }: StructureElement): PdfStructure {
    const boxes = children.flatMap((child) => ('of' in child && child.box ? [child.box] : []));
    const own = { lang, alt, scope, ...(boxes[0] && { bbox: boxes[0] }) };
    const below = children.flatMap((child): (PdfStructure | MarkedContent)[] =>
      'of' in child ? child.marked : [this.#written(child)],
    );
    const structure = this.pdfDocument.struct(role, own, below);
    const { data } = structure.dictionary;
    if (colSpan !== undefined) data.A = { ...data.A, O: 'Table', ColSpan: colSpan };
    return structure;
  }
}

/** A line cut where another passage begins; every piece stands as high as the whole. */
function onePassageEach(line: Line): readonly Line[] {
  const runs: Inline[][] = [];
  for (const inline of line.inlines) {
    const run = runs.at(-1);
    if (run && run[0]?.passage === inline.passage) run.push(inline);
    else runs.push([inline]);
  }
  return runs.map((inlines) =>
    Object.assign(line.clone(), {
      inlines,
      getHeight: () => line.getHeight(),
      getAscenderHeight: () => line.getAscenderHeight(),
    }),
  );
}

const around = (box: Box | undefined, [left, top, right, bottom]: Box): Box =>
  box
    ? [Math.min(box[0], left), Math.min(box[1], top), Math.max(box[2], right), Math.max(box[3], bottom)]
    : [left, top, right, bottom];
