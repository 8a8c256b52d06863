import fc from 'fast-check';
import { readCsv } from './csv-records.ts';

const delimiters = fc.constantFrom(',', ';', '\t', '|');
const field = fc.string({
  unit: fc.constantFrom(
    'a',
    '样',
    '"',
    ',',
    ';',
    '\t',
    '|',
    '\r',
    '\n',
    '\r\n',
    ' ',
    '',
    '.',
    '\\',
    '^',
    ']',
  ),
});
/** Two columns and more: a single empty field is an empty line, which is left out. */
const table = fc
  .integer({ min: 2, max: 5 })
  .chain((width) => fc.array(fc.array(field, { minLength: width, maxLength: width }), { minLength: 1 }));
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const plainIfPossible = (text: string) => (/["\r\n,;\t|]/.test(text) ? quoted(text) : text);

const fieldsOf = (text: string, delimiter: string) => {
  const records = readCsv(text, delimiter);
  return 'code' in records ? records.code : records.map(({ fields }) => fields);
};

describe('a CSV file', () => {
  it('is read back as it was written, whatever stands in its fields', () => {
    fc.assert(
      fc.property(
        table,
        delimiters,
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.boolean(),
        (rows, delimiter, end, all, last) => {
          const written = rows
            .map((row) => row.map(all ? quoted : plainIfPossible).join(delimiter))
            .join(end);
          expect(fieldsOf(last ? written + end : written, delimiter)).toEqual(rows);
        },
      ),
    );
  });

  it('tells the line each record begins in, over quoted line ends and empty lines', () => {
    expect(readCsv('a,b\r\n"1\n2",3\n\n4,5\n', ',')).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 2, fields: ['1\n2', '3'] },
      { line: 5, fields: ['4', '5'] },
    ]);
  });

  it('tells them also behind fields with line ends of either kind', () => {
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n'), (rows, end) => {
        const begins = rows.map((_, index) => {
          const before = rows.slice(0, index).flat().join('');
          return 1 + index + (before.split('\n').length - 1);
        });
        const records = readCsv(rows.map((row) => row.map(quoted).join(',')).join(end), ',');
        expect('code' in records ? records : records.map(({ line }) => line)).toEqual(begins);
      }),
    );
  });

  it.each([
    ['a quote inside a field', 'a,b\n1"2,3', 2],
    ['a quote that is never closed', 'a,b\n1,"2\n3\n', 3],
    ['text behind a quoted field', 'a,b\n"1"2,3', 2],
  ])('with %s is malformed, in its line', (_what, text, line) => {
    expect(readCsv(text, ',')).toMatchObject({ code: 'CSV_MALFORMED', line });
  });

  it('has no records when it is empty', () => {
    expect(readCsv('', ',')).toEqual([]);
  });
});
