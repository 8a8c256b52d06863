import { methodSignatures } from '../methods/method-signature.ts';
import type { FoundArgument, FoundMethod } from './method-facts.ts';
import { judgeMethod, methodFindings } from './method-verdict.ts';

const signature = methodSignatures.start ?? { method: '', inputs: [] };
const argument = (name: string, rank = -1, type = 'String'): FoundArgument => ({ name, type, rank });
const asWanted = [
  argument('ProgramTemplateId'),
  argument('Properties', 1),
  argument('SupervisoryJobId'),
  argument('SupervisoryTaskId'),
  argument('Samples', 1),
];
const judge = (found: Partial<FoundMethod> | null) =>
  judgeMethod({ command: 'start', signature, found: found && { executable: true, inputs: asWanted, ...found } });
const codes = (found: Partial<FoundMethod> | null) => judge(found).findings.map(({ severity, code }) => `${severity} ${code}`);
const changed = (at: number, to: FoundArgument) => asWanted.map((each, index) => (index === at ? to : each));

describe('a method', () => {
  it('as it is called passes, also where it takes lists of any dimension, or anything', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ inputs: changed(1, argument('Properties', 0)) })).toEqual([]);
    expect(codes({ inputs: changed(2, argument('SupervisoryJobId', -3)) })).toEqual([]);
  });

  it.each<[what: string, found: Partial<FoundMethod> | null, told: string]>([
    ['that is not there', null, 'fault METHOD_MISSING'],
    ['this user may not call', { executable: false }, 'fault METHOD_NOT_EXECUTABLE'],
    ['that does not tell whether it may be called', { executable: null }, 'warning METHOD_ACCESS_UNKNOWN'],
    ['without arguments', { inputs: [] }, 'fault METHOD_ARGUMENTS_WRONG'],
    ['with one more', { inputs: [...asWanted, argument('More')] }, 'fault METHOD_ARGUMENTS_WRONG'],
    ['with another type', { inputs: changed(0, argument('ProgramTemplateId', -1, 'Int32')) }, 'fault METHOD_ARGUMENTS_WRONG'],
    ['with a scalar for a list', { inputs: changed(4, argument('Samples')) }, 'fault METHOD_ARGUMENTS_WRONG'],
    ['with a list for a scalar', { inputs: changed(2, argument('SupervisoryJobId', 1)) }, 'fault METHOD_ARGUMENTS_WRONG'],
    ['with the ids in the other order', { inputs: changed(2, argument('SupervisoryTaskId')) }, 'fault METHOD_ARGUMENTS_WRONG'],
  ])('%s is told', (_what, found, told) => {
    expect(codes(found)).toEqual([told]);
  });

  it('says what it takes and what it would be given', () => {
    expect(judge({ inputs: [argument('JobId', -1, 'Int32')] }).findings[0]?.message).toBe(
      'Takes JobId Int32; is called with ProgramTemplateId String, Properties String[], SupervisoryJobId String, ' +
        'SupervisoryTaskId String, Samples String[].',
    );
  });

  it('of an object that is not there is not told again', () => {
    const facts = { object: 'nsu=urn:plc;s=CS-01', exists: false, methods: [] };
    expect(methodFindings(facts, [judge(null)]).map(({ code }) => code)).toEqual(['METHOD_OBJECT_MISSING']);
  });
});
