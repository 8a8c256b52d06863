import { handshakeTags, toHandshakeBlock } from '../handshake/handshake-block.ts';
import type { HandshakeBlock } from '../handshake/handshake-block.ts';
import { PlantBench } from '../simulator/plant-bench.ts';
import { tagMap } from '../testing/tag-maps.ts';
import type { UnitCommandName } from '../unit-driver.ts';
import { handshakeProspect } from './handshake-prospect.ts';

const map = tagMap();
const idle: HandshakeBlock = {
  cmdSeq: 7, ackSeq: 7, ackResult: 1, doneSeq: 7, doneResult: 1, state: 4, token: 99, interlockFirstOut: 0,
  faultCode: 0, faultFirstOut: 0, bootCounter: 1, recipeCrc: 5,
}; // prettier-ignore

const foresee = (block: Partial<HandshakeBlock>, mode = 1, interlockWord: number | null = null) =>
  handshakeProspect(map, { block: { ...idle, ...block }, mode, interlockWord });
const answer = (command: UnitCommandName, ...given: Parameters<typeof foresee>) =>
  foresee(...given).commands.find((each) => each.command === command)?.answer;
const codes = (...given: Parameters<typeof foresee>) => foresee(...given).findings.map(({ severity, code }) => `${severity} ${code}`);

describe('the dry run of the handshake', () => {
  it('of an idle unit: start is taken, hold is not, nothing is remarkable', () => {
    expect(answer('start', {})).toBe('ACCEPTED');
    expect(answer('hold', {})).toBe('WRONG_STATE');
    expect(foresee({})).toMatchObject({ state: 'Idle', nextSeq: 8, interlocks: [], findings: [] });
  });

  it('takes the next number above all the PLC shows', () => {
    expect(foresee({ cmdSeq: 12, ackSeq: 40, doneSeq: 3 }).nextSeq).toBe(41);
  });

  it('of a line whose last Load was refused: what refused it blocks nothing else, a fault lets a sample out', () => {
    const line = tagMap('coal-preparation-line');
    const answers = (interlockWord: number, state = 6) =>
      Object.fromEntries(
        handshakeProspect(line, { block: { ...idle, state }, mode: 1, interlockWord }).commands.map(({ command, answer: given }) => [command, given]),
      );
    expect(answers(1 << 4)).toMatchObject({ load: 'ACCEPTED', 'skip-stage': 'ACCEPTED', eject: 'ACCEPTED' });
    expect(answers(1 << 4, 4)).toMatchObject({ start: 'ACCEPTED', 'skip-stage': 'WRONG_STATE' });
    expect(answers(1 << 13, 11)).toMatchObject({ unhold: 'INTERLOCK', 'skip-stage': 'ACCEPTED', eject: 'ACCEPTED', load: 'WRONG_STATE' });
    expect(answers(1 << 8)).toMatchObject({ load: 'INTERLOCK', 'skip-stage': 'INTERLOCK', eject: 'INTERLOCK' });
  });

  it.each([
    ['storage-cabinet', 'store'],
    ['pneumatic-tube', 'send'],
  ] as const)('of a %s: what refused its last order blocks no other, a common interlock does', (kind, command) => {
    const answered = (interlockWord: number) =>
      handshakeProspect(tagMap(kind), { block: idle, mode: 1, interlockWord }).commands.find((each) => each.command === command)?.answer;
    expect([answered(1 << 0), answered(1 << 2), answered(1 << 8)]).toEqual(['ACCEPTED', 'ACCEPTED', 'INTERLOCK']);
  });

  it('refuses to go on when the numbers are used up', () => {
    expect(codes({ cmdSeq: 0xffff_ffff, ackSeq: 0xffff_ffff, doneSeq: 0xffff_ffff })).toEqual(['fault SEQ_USED_UP']);
  });

  it('tells of a command that nobody answered', () => {
    expect(codes({ cmdSeq: 8 })).toEqual(['warning COMMAND_UNANSWERED']);
  });

  it('tells of a command under way: others are refused as busy, abort is taken', () => {
    expect(codes({ cmdSeq: 8, ackSeq: 8 })).toEqual(['warning COMMAND_UNDER_WAY']);
    expect(answer('start', { cmdSeq: 8, ackSeq: 8 })).toBe('BUSY');
    expect(answer('abort', { cmdSeq: 8, ackSeq: 8 })).toBe('ACCEPTED');
  });

  it('takes a refused command for ended', () => {
    expect(codes({ cmdSeq: 8, ackSeq: 8, ackResult: 2 })).toEqual([]);
  });

  it('tells of a mode in which no command but stop and abort is taken', () => {
    expect(codes({}, 3)).toEqual(['warning MODE_DIFFERS']);
    expect(answer('start', {}, 3)).toBe('WRONG_MODE');
    expect(answer('stop', {}, 3)).toBe('ACCEPTED');
  });

  it('names interlocks from the word, or the first out where there is no word', () => {
    expect(foresee({ interlockFirstOut: 4 }).interlocks).toEqual(['no container in place']);
    expect(foresee({ interlockFirstOut: 4 }, 1, 0b11000).interlocks).toEqual(['no container in place', 'chute plugged']);
    expect(answer('start', { interlockFirstOut: 4 })).toBe('INTERLOCK');
  });

  it('lets a chute block start, and only local safety block clear', () => {
    expect(answer('clear', { state: 9 }, 1, 1 << 4)).toBe('ACCEPTED');
    expect(answer('clear', { state: 9 }, 1, 1 << 8)).toBe('INTERLOCK');
  });

  it('tells of interlocks and states the map has no words for, and of a standing fault', () => {
    expect(codes({}, 1, 2 ** 31)).toEqual(['warning INTERLOCK_NOT_MAPPED']);
    expect(codes({ state: 77 })).toEqual(['fault STATE_NOT_MAPPED']);
    expect(answer('start', { state: 77 })).toBe('UNKNOWN');
    expect(codes({ faultCode: 2201 })).toEqual(['warning FAULT_STANDS']);
  });
});

/** The virtual plant's own answer to a command it was not told of before. */
describe('the dry run and the virtual plant', () => {
  const unit = 'CS-01';
  /** Slow enough for a scan to end in the middle of a transition. */
  const timeFactor = 20;
  const scenes: readonly (readonly [string, (bench: PlantBench) => void])[] = [
    ['stopped', (bench) => bench.tick()],
    ['idle', (bench) => (bench.tick(), bench.carryOut(unit, 'reset', { sampleId: 'S-1' }))],
    ['sampling', (bench) => bench.startSampling('S-1')],
    ['held', (bench) => (bench.startSampling('S-1'), bench.carryOut(unit, 'hold', { sampleId: 'S-1' }))],
    ['aborted', (bench) => (bench.tick(), bench.carryOut(unit, 'abort'))],
    ['completed', (bench) => bench.sampleParcel('S-1')],
    ['resetting', (bench) => (bench.tick(), bench.send(unit, 'reset', { sampleId: 'S-1' }))],
    ['under emergency stop', (bench) => (bench.plant.emergencyStop(unit, true), bench.run(60))],
    ['in manual mode', (bench) => (bench.plant.turnModeKey(unit, 3), bench.tick())],
    ['without our heartbeat', (bench) => loseHeartbeat(bench)],
  ];
  /** Wall time; the watchdog of the virtual plant waits 10 s. */
  const secondsWithoutUs = 12;
  const loseHeartbeat = (bench: PlantBench) => {
    bench.tick();
    bench.carryOut(unit, 'reset', { sampleId: 'S-1' });
    bench.orchestratorBeats = false;
    bench.run(secondsWithoutUs * timeFactor);
  };

  it.each(scenes)('agree about every command while it is %s', (_name, arrange) => {
    const commands = Object.keys(map.commands).filter((name) => name !== 'load') as Exclude<UnitCommandName, 'load'>[];
    for (const command of commands) {
      const bench = new PlantBench({ timeFactor, parcelTonnes: 30 });
      bench.setSampler();
      arrange(bench);
      const value = (tag: string) => Number(bench.get(`${unit}.${tag}`));
      const block = toHandshakeBlock(new Map(handshakeTags.map((tag) => [tag, { value: value(tag), quality: 'good', sourceTime: null }])));
      if (!block) throw new Error('The bench gives every number.');
      const readings = { block, mode: value('Sts.UnitModeCurrent'), interlockWord: value('Sts.IntlkWord') };
      const foreseen = handshakeProspect(map, readings).commands.find((each) => each.command === command)?.answer;
      const result = bench.send(unit, command, { sampleId: 'S-1' });
      expect([command, foreseen]).toEqual([command, map.ackResults[String(result)]?.code]);
    }
  });
});
