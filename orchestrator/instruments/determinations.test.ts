import fc from 'fast-check';
import { readDeterminations } from './determinations.ts';
import { analyser, bytesOf, continental, furnace, someCode, wide } from './testing.fixture.ts';

const head = 'Sample,Test,Result,Unit';
const codes = (bytes: Buffer, instrument = furnace) =>
  readDeterminations(bytes, instrument).faults.map(({ line, field, code }) => [line, field, code]);

describe('results in CSV', () => {
  it('are read by heading, in any order of columns, with a byte order mark', () => {
    const { determinations, faults } = readDeterminations(
      bytesOf(
        '\uFEFFUnit,Run,Result,Sample,Test',
        `%,1,10.60,${someCode},ASH`,
        `wt%,2,+033.20, ${someCode} ,VOL`,
      ),
      furnace,
    );
    expect(faults).toEqual([]);
    expect(
      determinations.map(({ code, item, unit, value, result }) => [
        code,
        item,
        unit,
        value,
        result.line,
        result.row,
      ]),
    ).toEqual([
      [someCode, 'A', '%', '10.60', 2, 1],
      [someCode, 'V', '%', '33.20', 3, 2],
    ]);
  });

  it('may have a decimal comma, quoted or behind another delimiter', () => {
    const semicolons = readDeterminations(
      bytesOf('Sample;Test;Result;Unit', `${someCode};ASH;10,60;%`),
      continental,
    );
    const commas = readDeterminations(bytesOf(head, `${someCode},ASH,"10,60",%`), {
      ...continental,
      delimiter: ',',
    });
    for (const { determinations, faults } of [semicolons, commas]) {
      expect(faults).toEqual([]);
      expect(determinations.map(({ value }) => value)).toEqual(['10.60']);
    }
  });

  it('of any number come out with every digit, by point and by comma', () => {
    const number = fc.tuple(fc.boolean(), fc.nat(999_999), fc.option(fc.stringMatching(/^[0-9]{1,6}$/)));
    fc.assert(
      fc.property(number, ([negative, whole, decimals]) => {
        const text = `${negative ? '-' : ''}${whole}${decimals === null ? '' : `.${decimals}`}`;
        const point = readDeterminations(bytesOf(head, `${someCode},ASH,${text},%`), furnace);
        const comma = readDeterminations(
          bytesOf('Sample;Test;Result;Unit', `${someCode};ASH;${text.replace('.', ',')};%`),
          continental,
        );
        expect(point.faults).toEqual([]);
        // A result has no negative zero.
        expect(Number(point.determinations[0]?.value)).toBe(Number(text) + 0);
        expect(point.determinations[0]?.value.split('.')[1]).toBe(text.split('.')[1]);
        expect(comma.determinations[0]?.value).toBe(point.determinations[0]?.value);
      }),
    );
  });

  it('may stand in a column each; an empty one was not determined', () => {
    const { determinations, faults } = readDeterminations(
      bytesOf('Sample,ASH,VOL', `${someCode},10.60,33.20`, `${someCode},,33.1`),
      wide,
    );
    expect(faults).toEqual([]);
    expect(determinations.map(({ item, value, result }) => [result.row, item, value])).toEqual([
      [1, 'A', '10.60'],
      [1, 'V', '33.20'],
      [2, 'V', '33.1'],
    ]);
  });

  it('are told every fault of every row, each at its field', () => {
    const damaged = someCode.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    expect(
      codes(
        bytesOf(
          head,
          `${damaged},ASH,n/a,%`,
          `${someCode},SULPHUR,1.0,%`,
          `${someCode},ASH,"10,60",%`,
          `${someCode},ASH,10.60,g/kg`,
          `${someCode},VOL,33.20,%`,
          `${someCode},ASH,10.60,`,
          `${someCode},ASH,10.60`,
          `${someCode},ASH,<0.01,%`,
          `${someCode},toString,1.0,%`,
          `QC-1,ASH,,%`,
        ),
      ),
    ).toEqual([
      [8, null, 'FIELDS_MISCOUNTED'],
      [2, 'Sample', 'SAMPLE_CODE_DAMAGED'],
      [2, 'Result', 'NOT_A_NUMBER'],
      [3, 'Test', 'TEST_UNKNOWN'],
      [4, 'Result', 'NOT_A_NUMBER'],
      [5, 'Unit', 'UNIT_UNEXPECTED'],
      [6, 'Unit', 'UNIT_UNEXPECTED'],
      [7, 'Unit', 'UNIT_UNEXPECTED'],
      [9, 'Result', 'NOT_A_NUMBER'],
      [10, 'Test', 'TEST_UNKNOWN'],
      [11, 'Sample', 'SAMPLE_CODE_DAMAGED'],
      [11, 'Result', 'NOT_A_NUMBER'],
    ]);
  });

  it('with a point where a comma is told are no numbers: a thousands separator looks the same', () => {
    expect(codes(bytesOf('Sample;Test;Result;Unit', `${someCode};ASH;24.860;%`), continental)).toEqual([
      [2, 'Result', 'NOT_A_NUMBER'],
    ]);
  });

  it('do not stand there twice; two alike differ in their run', () => {
    const row = `${someCode},ASH,10.60,%`;
    expect(codes(bytesOf(head, row, row))).toEqual([[3, null, 'RESULT_TWICE']]);
    expect(codes(bytesOf(`${head},Run`, `${row},1`, `${row},2`))).toEqual([]);
  });

  it.each<[what: string, bytes: Buffer, fault: unknown[]]>([
    [
      'in GBK',
      Buffer.concat([Buffer.from([0xd1, 0xf9, 0xc6, 0xb7]), bytesOf(`,${head}`)]),
      [null, null, 'FILE_NOT_UTF8'],
    ],
    [
      'in Latin-1',
      Buffer.from(`${head}\n${someCode},ASH,10.60,µg/g`, 'latin1'),
      [null, null, 'FILE_NOT_UTF8'],
    ],
    ['in UTF-16', Buffer.from(`\uFEFF${head}`, 'utf16le'), [null, null, 'FILE_NOT_UTF8']],
    ['without a row', bytesOf(head), [null, null, 'FILE_EMPTY']],
    ['without anything', Buffer.alloc(0), [null, null, 'FILE_EMPTY']],
    ['without a column', bytesOf('Sample,Test,Unit', `${someCode},ASH,%`), [1, 'Result', 'COLUMN_MISSING']],
    [
      'with a column twice',
      bytesOf(`${head},Unit`, `${someCode},ASH,10.60,%,g`),
      [1, 'Unit', 'COLUMN_TWICE'],
    ],
    [
      'with a quote that is not closed',
      bytesOf(head, `${someCode},"ASH,10.60,%`),
      [3, null, 'CSV_MALFORMED'],
    ],
  ])('%s are not read', (_what, bytes, fault) => {
    expect(codes(bytes)).toEqual([fault]);
    expect(readDeterminations(bytes, furnace).determinations).toEqual([]);
  });

  it('of more than one run are too many', () => {
    const rows = Array.from({ length: 2_001 }, (_, run) => `${someCode},ASH,10.60,%,${run}`);
    expect(codes(bytesOf(`${head},Run`, ...rows))).toEqual([[null, null, 'RESULTS_TOO_MANY']]);
  });
});

describe('results in LIS2-A2 records', () => {
  it('go through the same mapping', () => {
    const sent = [
      'H|\\^&|||TGA',
      'P|1',
      `O|1|${someCode}`,
      'R|1|^^^ASH|10.60|%||N||F',
      'R|2|^^^VOL|33.20|wt%||N||F',
      'L|1|N',
    ];
    const { determinations, faults } = readDeterminations(Buffer.from(sent.join('\r')), analyser);
    expect(faults).toEqual([]);
    expect(determinations.map(({ code, item, value }) => [code, item, value])).toEqual([
      [someCode, 'A', '10.60'],
      [someCode, 'V', '33.20'],
    ]);
  });
});
