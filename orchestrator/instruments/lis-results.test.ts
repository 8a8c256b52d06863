import fc from 'fast-check';
import { lisResults } from './lis-results.ts';

const header = 'H|\\^&|||TGA 701';
const result = 'R|1|^^^ASH|10.60|%||N||F||op|20261122060000|20261122070000';
const message = (...records: readonly string[]) => lisResults([header, ...records, 'L|1|N'].join('\r'));
const faultsOf = (file: ReturnType<typeof lisResults>) =>
  file.faults.map(({ line, field, code }) => [line, field, code]);

const field = fc.string({
  unit: fc.constantFrom('a', 'Z', '9', '样', '|', '\\', '^', '&', '!', '~', '$', '#'),
  minLength: 1,
});
const delimiters = fc.constantFrom('|\\^&', '!~$#', '^|\\&', '#$~!');

describe('a file of LIS2-A2 records', () => {
  it('gives back what was written, by the delimiters of its own header', () => {
    fc.assert(
      fc.property(delimiters, field, field, field, (four, sample, test, unit) => {
        const [f = '', r = '', c = '', e = ''] = four;
        const names: Readonly<Record<string, string>> = { [f]: 'F', [r]: 'R', [c]: 'S', [e]: 'E' };
        const escaped = (text: string) =>
          Array.from(text, (one) => (names[one] === undefined ? one : `${e}${names[one]}${e}`)).join('');
        const records = [
          ['H', `${r}${c}${e}`].join(f),
          ['O', '1', `${escaped(sample)}${c}2`].join(f),
          ['R', '1', `${c}${c}${c}${escaped(test)}${c}x`, '10.60', escaped(unit), '', '', '', 'F'].join(f),
          ['L', '1', 'N'].join(f),
        ];
        const { results, faults } = lisResults(records.join('\r\n'));
        expect(faults).toEqual([]);
        expect(results).toMatchObject([
          { sample: { text: sample }, test: { text: test }, value: { text: '10.60' }, unit: { text: unit } },
        ]);
      }),
    );
  });

  it('ends its records in CR, LF or both, and may hold several messages', () => {
    const whole = [
      header,
      'P|1',
      'O|1|S1',
      result,
      'C|1|I|seen',
      'L|1|N',
      header,
      'P|1',
      'O|1|S2',
      result,
      'L|1|F',
    ];
    for (const end of ['\r', '\n', '\r\n']) {
      const { results, faults } = lisResults(whole.join(end) + end);
      expect(faults).toEqual([]);
      expect(
        results.map(({ line, row, sample, test, value }) => [line, row, sample.text, test.text, value.text]),
      ).toEqual([
        [4, 4, 'S1', 'ASH', '10.60'],
        [10, 10, 'S2', 'ASH', '10.60'],
      ]);
    }
  });

  it('names a test by its universal identifier where the manufacturer has none', () => {
    expect(message('O|1|S1', 'R|1|1759-0|1.0|%||||V').results).toMatchObject([{ test: { text: '1759-0' } }]);
  });

  it.each(['P', 'C', 'I', 'X', 'S', 'W', 'F\\P', ''])(
    'with a result of status "%s" has one that is not final',
    (status) => {
      expect(faultsOf(message('O|1|S1', `R|1|^^^ASH|10.60|%||N||${status}`))).toEqual([
        [3, 'R-9', 'RESULT_NOT_FINAL'],
      ]);
    },
  );

  it.each(['<', '>', 'N\\>'])('with the flag "%s" has a result off the scale', (flag) => {
    expect(faultsOf(message('O|1|S1', `R|1|^^^ASH|10.60|%||${flag}||F`))).toEqual([
      [3, 'R-7', 'RESULT_OFF_SCALE'],
    ]);
  });

  it.each<[what: string, records: readonly string[], fault: unknown[]]>([
    ['is cut off', [header, 'O|1|S1', result], [null, null, 'FILE_CUT_OFF']],
    ['has a message that is cut off', [header, 'O|1|S1', result, header, 'L|1|N'], [4, null, 'FILE_CUT_OFF']],
    ['ends with an error', [header, 'O|1|S1', result, 'L|1|E'], [4, 'L-3', 'TRANSMISSION_FAILED']],
    ['has a result of no sample', [header, 'P|1', result, 'L|1|N'], [3, 'R-1', 'RESULT_WITHOUT_ORDER']],
    [
      'has a result of the patient before',
      [header, 'O|1|S1', 'P|2', result, 'L|1|N'],
      [4, 'R-1', 'RESULT_WITHOUT_ORDER'],
    ],
    ['has another record', [header, 'O|1|S1', result, 'Z|1', 'L|1|N'], [4, null, 'RECORD_UNKNOWN']],
    ['has no result', [header, 'L|1|N'], [null, null, 'FILE_EMPTY']],
    ['is empty', [], [null, null, 'FILE_EMPTY']],
    ['is framed', ['\u00021H|\\^&'], [1, null, 'FILE_NOT_LIS']],
    ['repeats a delimiter', ['H|^^&', 'L|1|N'], [1, 'H-2', 'DELIMITERS_WRONG']],
    ['names no delimiters', ['HELLO', 'L|1|N'], [1, 'H-2', 'DELIMITERS_WRONG']],
  ])('is refused when it %s', (_what, records, fault) => {
    expect(faultsOf(lisResults(records.join('\r')))).toEqual([fault]);
  });

  it('leaves an escape that the standard has other uses for as it is', () => {
    expect(message('O|1|&H&S1', 'R|1|^^^A&|1|%||||F').results).toMatchObject([
      { sample: { text: '&H&S1' }, test: { text: 'A&' } },
    ]);
  });
});
