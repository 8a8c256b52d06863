import { tagMap } from '../testing/tag-maps.ts';
import type { UnitCommand } from '../unit-driver.ts';
import { commandPayload } from './payload.ts';

const map = tagMap();

const start: UnitCommand = {
  commandId: 'c/1',
  seq: 9,
  command: 'start',
  jobId: 'J',
  lotId: 'L',
  sampleId: 'S',
  recipeId: 'R',
  settings: { 'Set.Basis': 2, 'Set.IncrementInterval': 12.5 },
  params: [3],
};
const refusal = (change: Partial<UnitCommand>) => {
  const result = commandPayload(map, { ...start, ...change });
  return result.ok ? null : { code: result.refusal.code, field: result.refusal.field };
};

describe('the payload of a command', () => {
  it('has code, mode, ids, every parameter and the settings, but neither token nor sequence number', () => {
    const result = commandPayload(map, start);
    if (!result.ok) throw new Error(result.refusal.message);
    const payload = new Map(result.value);
    expect(payload.get('Cmd.Code')).toBe(2);
    expect(payload.get('Cmd.UnitMode')).toBe(1);
    expect(payload.get('Cmd.SampleId')).toBe('S');
    expect(payload.get('Cmd.Param[0]')).toBe(3);
    expect(payload.get('Cmd.Param[15]')).toBe(0);
    expect(payload.get('Set.IncrementInterval')).toBe(12.5);
    expect(payload.has('Cmd.Token')).toBe(false);
    expect(payload.has('Cmd.Seq')).toBe(false);
  });

  it('takes 40 bytes, and counts bytes, not characters', () => {
    expect(refusal({ jobId: 'x'.repeat(40) })).toBeNull();
    expect(refusal({ lotId: '煤'.repeat(14) })).toEqual({ code: 'ID_TOO_LONG', field: 'Cmd.LotId' });
  });

  it.each<[what: string, change: Partial<UnitCommand>, code: string, field: string]>([
    ['a command the unit has not', { command: 'load' }, 'COMMAND_NOT_IN_TAG_MAP', 'command'],
    ['sequence number 0', { seq: 0 }, 'SEQ_NOT_VALID', 'seq'],
    ['a sequence number beyond UInt32', { seq: 2 ** 32 }, 'SEQ_NOT_VALID', 'seq'],
    ['an unknown setting', { settings: { 'Set.Colour': 1 } }, 'SETTING_NOT_VALID', 'Set.Colour'],
    [
      'a tag of the PLC as a setting',
      { settings: { 'Act.BeltFlow': 1 } },
      'SETTING_NOT_VALID',
      'Act.BeltFlow',
    ],
    ['a tag of the handshake as a setting', { settings: { 'Cmd.Seq': 1 } }, 'SETTING_NOT_VALID', 'Cmd.Seq'],
    ['a text for a number', { settings: { 'Set.Basis': '2' } }, 'SETTING_NOT_VALID', 'Set.Basis'],
    ['a fraction for a whole number', { settings: { 'Set.Basis': 1.5 } }, 'SETTING_NOT_VALID', 'Set.Basis'],
    ['a number beyond its type', { settings: { 'Set.Basis': 40_000 } }, 'SETTING_NOT_VALID', 'Set.Basis'],
    ['no number', { settings: { 'Set.CutterSpeed': NaN } }, 'SETTING_NOT_VALID', 'Set.CutterSpeed'],
    ['too many parameters', { params: Array.from({ length: 17 }, () => 0) }, 'PARAMS_TOO_MANY', 'params'],
  ])('refuses %s', (_what, change, code, field) => {
    expect(refusal(change)).toEqual({ code, field });
  });
});
