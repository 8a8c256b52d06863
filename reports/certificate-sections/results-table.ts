import type { Content, ContentText } from 'pdfmake/interfaces.js';
import type { Basis, LotValue } from '../../workflows/assay/types.ts';
import { quantitySymbol } from '../quantity-symbol.ts';
import { beside } from '../text.ts';
import { basisWords } from '../words.ts';
import { byLot, ofLot } from './lots-table.ts';
import { cell, sectionTable } from './section-table.ts';

/** Subscripts come out at 0.58 of the size given: 6 pt. */
const subscriptSize = 10.3;

/** The reported values, each rounded once, with unit, basis and method; a table for each lot. */
export const resultsTables = (results: readonly LotValue[]): readonly Content[] =>
  byLot(results).map(([lot, values]) => resultsTable(values, lot, results.findIndex((each) => each.lot === lot)));

/** @param before how many results stand above: they are numbered through */
function resultsTable(results: readonly LotValue[], lot: number | undefined, before: number): Content {
  return sectionTable(
    ofLot({ zh: '检验结果', en: 'Test results' }, lot),
    [
      { zh: '序号', en: 'No.', width: 20, align: 'center' },
      { zh: '检验项目', en: 'Item', width: '*' },
      { zh: '符号', en: 'Symbol', width: 34 },
      { zh: '基准', en: 'Basis', width: 96 },
      { zh: '检测方法', en: 'Method', width: 76 },
      { zh: '单位', en: 'Unit', width: 30, align: 'center' },
      { zh: '结果', en: 'Result', width: 38, align: 'right' },
    ],
    results.map((result, index) => [
      cell(String(before + index + 1), 'center'),
      beside(result.name),
      symbol(result.item, result.basis),
      result.basis === null ? cell('—') : beside(basisWords[result.basis]),
      cell(result.method),
      cell(result.unit, 'center'),
      { text: result.reported, bold: true, alignment: 'right' },
    ]),
  );
}

/** A quantity with its subscript, set with plain letters: the font has no subscript characters. */
export function symbol(item: string, basis: Basis | null): ContentText {
  const { letter, subscript } = quantitySymbol(item, basis);
  return { text: [letter, { text: subscript, sub: true, fontSize: subscriptSize }] };
}
