import pino from 'pino';
import { processId } from '../../workflows/kernel/brand.ts';
import type { ProcessId } from '../../workflows/kernel/brand.ts';
import { DefinitionRegistry } from './definitions.ts';
import { ProcessSlots } from './process-slots.ts';
import { potDefinition } from './testing/pot.ts';
import { openBench } from './testing/workbench.ts';

const first = processId('pot/1');
const second = processId('pot/2');
const third = processId('pot/3');
const fourth = processId('pot/4');
const finished = processId('pot/finished');

/** Room for three of five pots. */
async function room() {
  const bench = openBench();
  await Promise.all([first, second, third, fourth, finished].map(bench.start));
  await bench.fact('end', { type: 'finish' }, finished);
  const read: string[] = [];
  bench.journal.beforeLast = (process) => void read.push(process);
  const deps = {
    journal: bench.journal,
    registry: new DefinitionRegistry([potDefinition()]),
    log: pino({ level: 'silent' }),
  };
  const slots = new ProcessSlots(deps, 3);
  /** Is told something, and has it done. */
  const told = async (...processes: ProcessId[]) => {
    for (const process of processes) {
      const slot = slots.of(process);
      await slots.load(process, slot);
      slots.release(process, slot);
    }
  };
  return { slots, told, read };
}
const held = (slots: ProcessSlots) => [...slots.all()].map(({ live }) => live?.id);

it('as many processes as there is room for are read once', async () => {
  const { slots, told, read } = await room();
  await told(first, second, third, first, second, third);
  expect(read).toEqual([first, second, third]);
  expect(held(slots)).toEqual([first, second, third]);
});

it('the one that was told nothing for longest is forgotten first, and read again when it is told something', async () => {
  const { slots, told, read } = await room();
  await told(first, second, third, first, fourth, second);
  expect(read).toEqual([first, second, third, fourth, second]);
  expect(held(slots)).toEqual([first, fourth, second]);
});

it('one that is at work, or that something waits for, is not forgotten', async () => {
  const { slots, told } = await room();
  slots.of(first).busy = true;
  await told(second, third, fourth);
  expect([...slots.all()]).toHaveLength(3);
  expect([...slots.all()][0]).toBe(slots.of(first));
});

it('a finished one is forgotten at once', async () => {
  const { slots, told } = await room();
  await told(first, finished);
  expect(held(slots)).toEqual([first]);
});
