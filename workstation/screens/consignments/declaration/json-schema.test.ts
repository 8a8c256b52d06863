import { bodyOf, faultOf, fieldsOf } from './json-schema.ts';

const fields = fieldsOf({
  properties: {
    kind: { type: 'string', enum: ['grain'] },
    declarationNo: { type: 'string', pattern: '^[A-Z0-9-]{4,40}$' },
    goodsItem: { type: 'integer', minimum: 1, maximum: 999 },
    inspectionOrderNo: { type: ['string', 'null'] },
    basis: { type: 'string', enum: ['mass', 'time'] },
    transport: {
      properties: { vessel: { type: 'string' }, arrival: { anyOf: [{ type: 'string' }, { type: 'null' }] } },
      required: ['vessel', 'arrival'],
    },
    required: { type: ['array', 'null'], items: { type: 'string' } },
    holds: { type: 'array', items: { properties: { name: { type: 'string' }, mass: { type: 'string' } } } },
  },
  required: ['kind', 'declarationNo', 'goodsItem', 'inspectionOrderNo', 'transport', 'required', 'holds'],
});
const field = (path: string) => fields.find((each) => each.path === path) ?? fail(path);
const fail = (path: string): never => {
  throw new Error(`no field ${path}`);
};

describe('form of a declaration from the interface’s description', () => {
  it('asks for everything but what is said already', () => {
    expect(fields.map(({ path, kind, required }) => `${path} ${kind}${required ? ' required' : ''}`)).toEqual(
      [
        'declarationNo text required',
        'goodsItem integer required',
        'inspectionOrderNo text',
        'basis choice',
        'transport.vessel text required',
        'transport.arrival text',
        'required list',
        'holds rows required',
      ],
    );
  });

  it.each([
    ['declarationNo', '', 'missing'],
    ['declarationNo', 'a b', 'malformed'],
    ['declarationNo', 'AB-12', null],
    ['goodsItem', '1.5', 'notWhole'],
    ['goodsItem', '1000', 'outOfRange'],
    ['inspectionOrderNo', '', null],
    ['holds', '1, 2600\n3', 'rowMalformed'],
    ['holds', '1, 2600\n3，400', null],
  ])('%s %j: %s', (path, text, fault) => {
    expect(faultOf(field(path), { [path]: text })).toBe(fault);
  });

  it('sends null where the interface wants to be told, and nothing where it does not', () => {
    const typed = {
      declarationNo: ' AB-12 ',
      goodsItem: '1',
      'transport.vessel': 'MV X',
      required: 'Pb, Cd',
      holds: '1, 2600\n3，400',
    };
    expect(bodyOf(fields, typed)).toEqual({
      declarationNo: 'AB-12',
      goodsItem: 1,
      inspectionOrderNo: null,
      transport: { vessel: 'MV X', arrival: null },
      required: ['Pb', 'Cd'],
      holds: [
        { name: '1', mass: '2600' },
        { name: '3', mass: '400' },
      ],
    });
  });
});
