import { languagesOf } from './languages.ts';
import { LayoutBuilder, type LayoutNode } from './pdfmake-parts.ts';
import { addElement, addPassage, isHeading, type StructureElement } from './structure.ts';

/**
 * pdfmake's layout, which also notes what belongs where in the structure: each word and each drawing that is read knows its
 * passage when it comes to be drawn. What has none (rules of tables, running lines, the mark across the page) is no content.
 */
export class TaggedLayout extends LayoutBuilder {
  readonly document = addElement(null, { role: 'Document' });
  /** To which element that belongs what is laid out now; null in running lines and behind the page. */
  #within: StructureElement | null = this.document;
  readonly #cells = new WeakMap<LayoutNode, StructureElement>();

  override processNode(node: LayoutNode, inRow?: boolean): void {
    const element = this.#within && this.#elementOf(node, this.#within);
    if (element?.role === 'Figure') markDrawing(node, element);
    this.#inside(element, () => super.processNode(node, inRow));
  }

  override processLeaf(node: LayoutNode): void {
    if (this.#within) markWords(node, this.#within);
    super.processLeaf(node);
  }

  override addBackground(background: unknown): void {
    this.#inside(null, () => super.addBackground(background));
  }

  override addHeadersAndFooters(header: unknown, footer: unknown): void {
    this.#inside(null, () => super.addHeadersAndFooters(header, footer));
  }

  #inside(element: StructureElement | null, layOut: () => void): void {
    const outer = this.#within;
    this.#within = element;
    layOut();
    this.#within = outer;
  }

  /** The element a node is or adds to. */
  #elementOf(node: LayoutNode, within: StructureElement): StructureElement {
    const { structure } = node;
    const cell = this.#cells.get(node);
    if (cell) return structure && structure.role !== cell.role ? addElement(cell, structure) : cell;
    if (structure) return addElement(within, structure);
    if (node.table) return this.#tableOf(node.table, within);
    return node.text === undefined || isHeading(within) ? within : addElement(within, { role: 'P' });
  }

  /** A table with all its cells; a heading in a head row comes before it. */
  #tableOf(
    { body, headerRows = 0 }: NonNullable<LayoutNode['table']>,
    within: StructureElement,
  ): StructureElement {
    const heads = body.slice(0, headerRows);
    const titles = heads.flatMap(([first]) => (first?.structure?.role === 'H2' ? [first] : []));
    for (const title of titles) this.#cells.set(title, addElement(within, { role: 'H2' }));
    const table = addElement(within, { role: 'Table' });
    for (const [index, cells] of body.entries()) {
      if (cells[0] && titles.includes(cells[0])) continue;
      const row = addElement(table, { role: 'TR' });
      for (const cell of cells.filter(({ _span }) => !_span)) {
        const span = cell.colSpan === undefined ? {} : { colSpan: cell.colSpan };
        const headOf = index < headerRows ? 'Column' : cell.structure?.role === 'TH' ? 'Row' : undefined;
        this.#cells.set(
          cell,
          addElement(row, headOf ? { role: 'TH', scope: headOf, ...span } : { role: 'TD', ...span }),
        );
      }
    }
    return table;
  }
}

function markDrawing(node: LayoutNode, element: StructureElement): void {
  const passage = addPassage(element);
  for (const drawn of node.svg === undefined ? (node._canvas ?? node.canvas ?? []) : [node])
    drawn.passage = passage;
}

/** The words of a text in passages, one for each run in one language. */
function markWords({ _inlines: inlines = [] }: LayoutNode, element: StructureElement): void {
  const text = inlines.map((inline) => inline.text).join('');
  if (text.trim() === '') return;
  const languages = languagesOf(inlines.map((inline) => inline.text));
  const allEnglish = !isHeading(element) && languages.every((language) => language === 'en');
  if (allEnglish) element.lang = 'en';
  const begins = isHeading(element) && element.words === '' ? element : undefined;
  element.words += ` ${text}`;
  for (const [index, inline] of inlines.entries()) {
    const language = languages[index];
    const before = inlines[index - 1]?.passage;
    const first = index === 0 ? begins : undefined;
    if (before && language === languages[index - 1]) inline.passage = before;
    else if (language === 'zh' || allEnglish) inline.passage = addPassage(element, first);
    else inline.passage = addPassage(addElement(element, { role: 'Span', lang: 'en' }), first);
  }
}
