import { DataType, coerceNodeId } from 'node-opcua-client';
import type { TagSpec } from '../tag-map/schema.ts';
import type { FoundNode, StatedReading, TagFacts } from './tag-facts.ts';
import { judgeTag } from './tag-verdict.ts';

const node: FoundNode = {
  nodeId: coerceNodeId('ns=1;s=X'),
  typeName: 'Float',
  type: DataType.Float,
  scalar: true,
  access: 'R',
  unit: null,
};
const good = (value: StatedReading['value']): StatedReading => ({ value, quality: 'good', status: 'Good', sourceTime: null });
const bad: StatedReading = { value: null, quality: 'bad', status: 'BadDeviceFailure', sourceTime: null };

interface Case {
  readonly tag?: string;
  readonly needed?: boolean;
  readonly spec?: Partial<TagSpec>;
  readonly found?: Partial<FoundNode> | null;
  readonly readings?: readonly [StatedReading | undefined, StatedReading | undefined];
}

function judge({ tag = 'Act.BeltFlow', needed = false, spec = {}, found = {}, readings = [good(1), good(1)] }: Case) {
  const facts: TagFacts = {
    tag,
    node: `nsu=urn:plc;s=${tag}`,
    spec: { type: 'Float', dir: 'R', ...spec },
    inRing: false,
    needed,
    found: found && { ...node, ...found },
  };
  return judgeTag(facts, ...readings);
}
const codes = (given: Case) => judge(given).findings.map(({ severity, code }) => `${severity} ${code}`);

describe('a tag', () => {
  it('as the map has it passes', () => {
    expect(codes({})).toEqual([]);
  });

  it('that the server lacks is missing, and nothing else is said of it', () => {
    const verdict = judge({ found: null, readings: [undefined, undefined] });
    expect(verdict.findings).toEqual([
      { severity: 'fault', code: 'TAG_MISSING', about: 'Act.BeltFlow', message: 'The server has no nsu=urn:plc;s=Act.BeltFlow.' },
    ]);
    expect(verdict.reading).toBeNull();
  });

  it.each([
    ['another type', { found: { type: DataType.Double } }, 'fault TYPE_WRONG'],
    ['an array', { found: { scalar: false } }, 'fault TAG_NOT_SCALAR'],
    ['a type that cannot be told', { found: { type: null } }, 'warning TYPE_UNKNOWN'],
    ['no right to read what is read', { found: { access: 'none' } }, 'fault NOT_READABLE'],
    ['no right to write what is written', { spec: { dir: 'W' } }, 'fault NOT_WRITABLE'],
    ['a right to write what is only read', { found: { access: 'RW' } }, 'warning TOO_WRITABLE'],
    ['a safety tag that may be written', { tag: 'Sts.EStopOk', found: { access: 'RW' } }, 'fault SAFETY_WRITABLE'],
    ['rights that are not told', { found: { access: null } }, 'warning ACCESS_UNKNOWN'],
    ['another unit', { spec: { unit: 't/h' }, found: { unit: 'kg/s' } }, 'warning UNIT_DIFFERS'],
    ['a bad value', { readings: [bad, bad] }, 'warning QUALITY_BAD'],
    ['a bad value the driver needs', { needed: true, readings: [bad, bad] }, 'fault QUALITY_BAD'],
  ] as const)('with %s is told', (_what, given, finding) => {
    expect(codes(given)).toEqual([finding]);
  });

  it('that is only written may be readable as well, and needs no good value', () => {
    expect(codes({ spec: { dir: 'W' }, found: { access: 'RW' }, readings: [bad, bad] })).toEqual([]);
    expect(codes({ spec: { dir: 'W' }, found: { access: 'W' } })).toEqual([]);
  });

  it('that is scaled may have another unit on the server', () => {
    expect(codes({ spec: { unit: 't/h', factor: 3.6 }, found: { unit: 'kg/s' } })).toEqual([]);
  });

  it.each([
    ['moves', [good(1), good(2)], true],
    ['stands', [good(1), good(1)], false],
    ['cannot be compared when a value is bad', [bad, good(1)], null],
  ] as const)('%s', (_what, readings, moved) => {
    expect(judge({ readings }).moved).toBe(moved);
  });
});
