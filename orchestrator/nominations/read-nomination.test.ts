import fc from 'fast-check';
import { cargoColumns, shipColumns } from './columns.ts';
import { readNomination } from './read-nomination.ts';

const ship = {
  nomination: 'NOM-1',
  revision: '1',
  ship: 'MV Example Star',
  imo: '9074729',
  voyage: '026E',
  berth: '',
  eta: '2026-05-03T22:10:00+08:00',
  etb: '',
  etd: '',
};
const coal = {
  ...ship,
  line: '1',
  kind: 'coal',
  product: 'Steam coal, "screened"',
  declarationNo: 'COAL-1',
  goodsItem: '1',
  mass_t: '52480.5',
  volume_m3: '',
  holds: '1:26000;3: 26480.5',
  billsOfLading: 'NEWC-1;NEWC-2',
  originPort: 'Newcastle',
  consignor: 'Example Mining',
  consignorAddress: '',
  consignee: '示范能源',
  consigneeAddress: '1 Harbour Road,\nExample Port',
};
const oil = {
  ...coal,
  line: '2',
  kind: 'petroleum',
  declarationNo: '',
  goodsItem: '',
  mass_t: '',
  volume_m3: '600',
  holds: '',
};
type Row = Readonly<Record<string, string>>;
const headings = [...shipColumns, ...cargoColumns].map(({ heading }) => heading);

const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const csv = (rows: readonly Row[], columns: readonly string[] = headings, end = '\r\n') =>
  [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
    .map((fields) => fields.map(quoted).join(',') + end)
    .join('');
const read = (text: string) => readNomination(Buffer.from(text), 'text/csv');
const faultsOf = (text: string) => {
  const result = read(text);
  return 'faults' in result ? result.faults.map(({ code, field }) => `${code} ${field}`) : [];
};

const whole = {
  nomination: {
    number: 'NOM-1',
    revision: 1,
    ship: { name: 'MV Example Star', imo: '9074729', voyage: '026E' },
    berth: null,
    eta: '2026-05-03T14:10:00.000Z',
    etb: null,
    etd: null,
    lines: [
      {
        line: 1,
        kind: 'coal',
        product: 'Steam coal, "screened"',
        declarationNo: 'COAL-1',
        goodsItem: 1,
        mass: '52480.5',
        volume: null,
        holds: [
          { name: '1', quantity: '26000' },
          { name: '3', quantity: '26480.5' },
        ],
        billsOfLading: ['NEWC-1', 'NEWC-2'],
        originPort: 'Newcastle',
        consignor: { name: 'Example Mining' },
        consignee: { name: '示范能源', address: '1 Harbour Road,\nExample Port' },
      },
      { line: 2, kind: 'petroleum', mass: null, volume: '600', holds: [] },
    ],
  },
};

describe('a nomination as CSV', () => {
  it('is read whole: ship from every row, a cargo line from each, addresses that are not told absent', () => {
    expect(read(csv([coal, oil]))).toMatchObject(whole);
  });

  it('is the same in any order of columns, with or without byte order mark, with either end of line', () => {
    const expected = read(csv([coal, oil]));
    fc.assert(
      fc.property(
        fc.shuffledSubarray(headings, { minLength: headings.length }),
        fc.boolean(),
        fc.constantFrom('\n', '\r\n'),
        (columns, mark, end) => {
          expect(read((mark ? '\ufeff' : '') + csv([coal, oil], columns, end))).toEqual(expected);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('needs no column that may be empty', () => {
    const needed = [...shipColumns, ...cargoColumns].flatMap(({ heading, required }) =>
      required || heading === 'mass_t' ? [heading] : [],
    );
    expect(faultsOf(csv([coal], needed))).toEqual([]);
  });

  it.each<[string, string, readonly string[]]>([
    ['nothing', '', ['FILE_EMPTY file:row']],
    ['a heading alone', csv([]), ['FILE_EMPTY file:row']],
    ['an open quote', `${csv([coal])}"`, ['CSV_MALFORMED 4:row']],
    ['a row that is cut off', `${csv([coal])}NOM-1,1`, ['FIELDS_MISCOUNTED 4:row']],
    [
      'another heading',
      csv([coal], ['tonnes', ...headings.filter((one) => one !== 'imo')]),
      ['COLUMN_MISSING 1:imo', 'COLUMN_UNKNOWN 1:tonnes'],
    ],
    ['a heading twice', csv([coal], [...headings, 'imo']), ['COLUMN_TWICE 1:imo']],
    ['another ship on a row', csv([coal, { ...oil, imo: '9319466' }]), ['SHIP_DIFFERS 4:imo']],
    [
      'faults in several cells',
      csv([coal, { ...oil, line: 'two', volume_m3: '6e2', originPort: '' }]),
      ['INVALID_TYPE 4:line', 'INVALID_FORMAT 4:volume_m3', 'REQUIRED 4:originPort'],
    ],
    ['a hold without its mass', csv([{ ...coal, holds: '1' }]), ['TOO_SMALL 2:holds']],
    ['a wrong check digit', csv([{ ...coal, imo: '9074728' }]), ['IMO_NUMBER_INVALID 2:imo']],
    ['a local time', csv([{ ...coal, eta: '2026-05-03T22:10:00' }]), ['INVALID_FORMAT 2:eta']],
    ['a mass that its holds are not', csv([{ ...coal, mass_t: '5' }]), ['HOLDS_DO_NOT_ADD_UP 2:holds']],
  ])('is refused with %s, each fault in its row and column', (_what, text, faults) => {
    expect(faultsOf(text)).toEqual(faults);
  });

  it('of nonsense is never half taken: it is a nomination with every row in it, or faults that say what to do', () => {
    const cell = fc.oneof(fc.constantFrom(...Object.values(coal), ...Object.values(oil)), fc.string());
    const rows = fc.array(fc.tuple(fc.constantFrom(...headings), cell), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(rows, (spoilt) => {
        const result = read(csv(spoilt.map(([heading, text]) => ({ ...coal, [heading]: text }))));
        if ('nomination' in result) expect(result.nomination.lines).toHaveLength(spoilt.length);
        else
          for (const fault of result.faults)
            expect(fault).toMatchObject({ remedy: expect.stringMatching(/\.$/) });
      }),
      { numRuns: 200 },
    );
  });
});

describe('a nomination as JSON', () => {
  const json = (value: unknown) => readNomination(Buffer.from(JSON.stringify(value)), 'application/json');
  const line = {
    line: 1,
    kind: 'coal',
    product: 'Steam coal',
    mass: '52480.5',
    billsOfLading: ['NEWC-1'],
    originPort: 'Newcastle',
    consignor: { name: 'Example Mining' },
    consignee: { name: 'Example Energy' },
  };
  const sent = {
    number: 'NOM-1',
    revision: 1,
    ship: whole.nomination.ship,
    eta: '2026-05-03T22:10:00+08:00',
    lines: [line],
  };

  it('fills what was left out with null, and times with UTC', () => {
    expect(json(sent)).toMatchObject({
      nomination: { berth: null, eta: '2026-05-03T14:10:00.000Z', lines: [{ volume: null, holds: [] }] },
    });
  });

  it('tells every fault by its path', () => {
    const { eta: _, ...late } = sent;
    const result = json({ ...late, tonnage: 1, lines: [{ ...line, mass: 52480.5 }] });
    expect(result).toMatchObject({
      faults: [
        { code: 'REQUIRED', field: 'eta' },
        { code: 'INVALID_TYPE', field: 'lines.0.mass' },
        { code: 'UNKNOWN_FIELD', field: 'tonnage' },
      ],
    });
  });

  it.each([
    ['no JSON', Buffer.from('{"number":'), 'NOT_JSON'],
    ['GBK', Buffer.from([0x7b, 0xb4, 0xac, 0x7d]), 'FILE_NOT_UTF8'],
    ['a list', Buffer.from('[]'), 'INVALID_TYPE'],
  ])('of %s is refused', (_what, bytes, code) => {
    expect(readNomination(bytes, 'application/json')).toMatchObject({ faults: [{ code, field: 'body' }] });
  });
});
