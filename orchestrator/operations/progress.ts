import { Presets, SingleBar } from 'cli-progress';

/** Draws how far a long command is, on standard error: standard output may be what it makes. Nothing where nobody looks. */
export function progressBar(what: string): {
  readonly show: (done: number, total: number) => void;
  readonly stop: () => void;
} {
  const bar = new SingleBar(
    { format: `${what} [{bar}] {value}/{total}`, stream: process.stderr },
    Presets.shades_grey,
  );
  let drawn = false;
  return {
    show: (done, total) => {
      if (!drawn) bar.start(total, 0);
      drawn = true;
      bar.setTotal(total);
      bar.update(done);
    },
    stop: () => {
      if (drawn) bar.stop();
    },
  };
}
