import { BenchPort } from '../support/bench-port/bench-port.ts';
import { samplers } from '../support/bench-port/bench-units.ts';
import { finish, sampleIsThePlants } from './sampling-day.ts';

/** A command, the state of the run in which its number is about to be written, what asks for it, and the state it leads to. */
const commands = [
  ['reset', 'inspecting', null, 'sampling'],
  ['start', 'resetting', null, 'sampling'],
  ['hold', 'sampling', 'hold', 'held'],
  ['unhold', 'held', 'resume', 'sampling'],
  ['complete', 'sampling', 'finish', 'finished'],
] as const;

describe.each(samplers)('at %s', (unit) => {
  let port: BenchPort | undefined;
  afterEach(() => port?.close());

  it.each(commands)(
    'a command to %s whose answer was lost after the PLC had it is executed once, and known to be',
    async (command, before, wish, after) => {
      port = await BenchPort.open({ unit });
      if (before === 'held') {
        await port.until('three increments', () => (port?.run?.taken ?? 0) >= 3);
        await port.ask('hold');
      }
      await port.until(`it is ${before}`, () => port?.run?.state === before);
      port.cable.loseAnswerTo('Cmd.Seq');
      if (wish) await port.ask(wish);
      await port.until('the answer is lost', () => port?.cable.state === 'no-answers');
      await port.pass(3);
      expect(port.bench.logged('command').filter(({ name }) => name === command)).toHaveLength(1);
      port.cable.mend();
      await port.until(`it is ${after}`, () => port?.run?.state === after);
      if (after === 'held') await port.ask('resume');
      await finish(port);
      expect(port.bench.logged('command').filter(({ name }) => name === command)).toHaveLength(1);
      await sampleIsThePlants(port);
      expect(port.run?.suspicions).toEqual([]);
    },
  );
});
