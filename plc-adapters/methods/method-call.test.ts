import { command, start } from '../testing/berth.ts';
import { methodCall } from './method-call.ts';
import { refusalOf } from './refusal-status.ts';
import { TaskMemory } from './task-memory.ts';
import { seqOfTask, taskIdOf } from './tasks.ts';
import { methodMap } from './testing/method-tag-map.ts';

const map = methodMap();
const values = (given: Parameters<typeof methodCall>[1]) => {
  const call = methodCall(map, given);
  if (!call.ok) throw new Error(call.refusal.message);
  return [call.value.method, ...call.value.arguments.map(({ value }) => value as unknown)];
};

describe('a command as a method call', () => {
  it('gives job and task to a PackML method', () => {
    expect(values(command(7, 'unhold'))).toEqual(['Unhold', 'JOB-1', 'quaylab:7:test/7']);
  });

  it('starts a program with recipe, settings, lot and sample', () => {
    const properties = [
      'Set.Basis=2',
      'Set.IncrementInterval=15',
      'Set.CutterSpeed=0.6',
      'Set.IncrementsPlanned=10',
      'Set.TargetContainer=0',
    ];
    expect(values(start(8))).toEqual([
      'StartProgram',
      'R-1',
      [...properties, 'LotId=LOT-1'],
      'JOB-1',
      'quaylab:8:test/8',
      ['S-4711'],
    ]);
  });

  it('scales a setting as its tag would be', () => {
    const spec = { type: 'Int16', dir: 'W', factor: 0.01 } as const;
    const scaled = methodCall({ ...map, tags: { ...map.tags, 'Set.CutterSpeed': spec } }, start(8));
    expect(scaled.ok && scaled.value.arguments[1]?.value).toContain('Set.CutterSpeed=60');
  });

  it.each([
    ['COMMAND_NOT_IN_TAG_MAP', command(1, 'load')],
    ['SETTING_NOT_VALID', command(1, 'hold', { settings: { 'Set.Basis': 1 } })],
    ['SETTING_NOT_VALID', command(1, 'start', { settings: { 'Set.Bassis': 1 } })],
    ['PARAMS_TOO_MANY', command(1, 'start', { params: [1] })],
    ['ID_TOO_LONG', command(1, 'start', { sampleId: 'x'.repeat(41) })],
    ['SEQ_NOT_VALID', command(0, 'start')],
  ])('is refused with %s before anything is called', (code, given) => {
    expect(methodCall(map, given)).toMatchObject({ ok: false, refusal: { code } });
  });

  it('reads the number of a task of ours, and of nobody else’s', () => {
    expect(seqOfTask(taskIdOf({ seq: 12, commandId: 'a:b' }))).toBe(12);
    for (const foreign of ['', '12', 'quaylab:12', 'quaylab:x:y', 'MES quaylab:1:a'])
      expect(seqOfTask(foreign)).toBeNull();
  });
});

describe('a bad status of a call', () => {
  it('is a refusal only where the program or the server says that it did nothing', () => {
    expect(refusalOf('BadInvalidState')).toBe('WRONG_STATE');
    expect(refusalOf('BadUserAccessDenied')).toBe('WRITE_REJECTED');
    for (const open of ['BadTimeout', 'BadUnexpectedError', 'BadSessionClosed', 'toString'])
      expect(refusalOf(open)).toBeNull();
  });
});

describe('the memory of ends', () => {
  const none = { jobId: '', taskId: '', runId: '' };
  const shown = (taskId: string, result: number) => ({
    current: none,
    last: { jobId: 'JOB-1', taskId, runId: 'RUN-1', result },
  });

  it('gives back an end that a later one has hidden', () => {
    const memory = new TaskMemory();
    memory.seen(shown('start', 3));
    memory.seen(shown('stop', 1));
    expect(memory.recall('start', shown('stop', 1))).toEqual(shown('start', 3));
    expect(memory.recall('reset', shown('stop', 1))).toEqual(shown('stop', 1));
  });

  it('lets what is under way now stand', () => {
    const memory = new TaskMemory();
    memory.seen(shown('start', 3));
    const now = { ...shown('stop', 1), current: { ...none, taskId: 'start' } };
    expect(memory.recall('start', now)).toBe(now);
  });
});
