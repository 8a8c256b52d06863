import { together } from './together.ts';

/** A writer that is done when it is told to be. */
const slowWriter = (most = 3) => {
  const written: string[] = [];
  const open: { readonly done: () => void; readonly fail: (error: Error) => void }[] = [];
  const write = together<number>(
    (items) =>
      new Promise((resolve, reject) => {
        written.push(items.join(' '));
        open.push({ done: resolve, fail: reject });
      }),
    { most, pause_ms: 0 },
  );
  const begun = async (number: number) => {
    while (written.length < number) await new Promise(setImmediate);
  };
  const settle = (how: 'done' | 'fail' = 'done') => open.shift()?.[how](new Error('the disk is full'));
  return { write, written, begun, settle };
};

it('what comes meanwhile goes together, in its order, and each waits for its own', async () => {
  const { write, written, begun, settle } = slowWriter();
  const first = write('a', 1);
  await begun(1);
  let second = false;
  const others = [2, 3].map((item) => write('a', item).then(() => (second = true)));
  settle();
  await first;
  await begun(2);
  expect(written).toEqual(['1', '2 3']);
  expect(second).toBe(false);
  settle();
  await Promise.all(others);
});

it('keys do not wait for each other, and no entry takes more than it may', async () => {
  const { write, written, begun, settle } = slowWriter(2);
  const all = [write('a', 1), write('b', 7), write('a', 2), write('a', 3)];
  await begun(2);
  expect(written).toEqual(['1 2', '7']);
  settle();
  await begun(3);
  expect(written).toEqual(['1 2', '7', '3']);
  settle();
  settle();
  await Promise.all(all);
});

it('a failure is told to those it concerns and to nobody else', async () => {
  const { write, written, begun, settle } = slowWriter(1);
  const [failed, later] = [write('a', 1), write('a', 2)];
  const told = expect(failed).rejects.toThrow('the disk is full');
  await begun(1);
  settle('fail');
  await told;
  await begun(2);
  settle();
  await later;
  expect(written).toEqual(['1', '2']);
});
