import type { Telemetry, TelemetryPoint } from '../../orchestrator/storage/ports.ts';
import { instant, unitId } from '../../workflows/kernel/brand.ts';
import type { Instant } from '../../workflows/kernel/brand.ts';

const unit = unitId('CS-01');
const tag = 'Act.BeltFlow';
/** The present hour: a server that removes what is old goes by its own clock. */
const begin = Date.now() - (Date.now() % 3_600_000);
/** So many seconds after the beginning of the hour. */
const at = (seconds: number): Instant => instant(new Date(begin + seconds * 1000).toISOString());
const day = 24 * 3600;

/** What every telemetry keeps to. `open` gives an empty one that keeps a day of seconds and 30 days of minutes. */
export function describeTelemetry(name: string, open: () => Promise<Telemetry>): void {
  describe(`the telemetry: ${name}`, () => {
    let telemetry: Telemetry;
    beforeEach(async () => void (telemetry = await open()));
    afterEach(() => telemetry.close());

    const point = (seconds: number, value: number | null, more: Partial<TelemetryPoint> = {}): TelemetryPoint => ({
      unit, tag, at: at(seconds), value, quality: 'good', ...more,
    }); // prettier-ignore
    const read = (from: number, to: number, points: number, of = tag) =>
      telemetry.read({ unit, tag: of, from: at(from), to: at(to), points });
    const means = async (from: number, to: number, points: number) =>
      (await read(from, to, points)).buckets.map((bucket) => [
        (Date.parse(bucket.from) - Date.parse(at(0))) / 1000,
        bucket.mean,
      ]);

    it('knows nothing of what was never told', async () => {
      expect(await read(0, 60, 6)).toEqual({ width: 10, source: 'raw', buckets: [] });
    });

    it('a value stands until the next; a mean goes by time', async () => {
      await telemetry.append([
        point(0, 100),
        point(8, 200),
        point(20, 50, { quality: 'uncertain' }),
        point(30, null),
      ]);
      const { buckets } = await read(0, 40, 4);
      expect(buckets).toEqual([
        { from: at(0), min: 100, max: 200, mean: 120, last: 200, quality: 'good' },
        { from: at(10), min: 200, max: 200, mean: 200, last: 200, quality: 'good' },
        { from: at(20), min: 50, max: 50, mean: 50, last: 50, quality: 'uncertain' },
      ]);
      // From the middle on, what stood before still stands.
      expect(await means(15, 25, 2)).toEqual([
        [15, 200],
        [20, 50],
      ]);
    });

    it('what is not known, or was not told again, is a gap and is never filled in', async () => {
      await telemetry.append([point(0, 1), point(5, null), point(20, 1), point(200, 3)]);
      // Known for 5 s, and from 20 s for as long as a value stands: not until 200 s.
      expect((await means(0, 220, 22)).map(([second]) => second)).toEqual([
        0, 20, 30, 40, 50, 60, 70, 80, 90, 200, 210,
      ]);
    });

    it('tags and units have each their own past; what is not later than the one before is left out', async () => {
      await telemetry.append([
        point(0, 1),
        point(0, 7, { tag: 'Act.Other' }),
        point(5, 2),
        point(5, 99),
        point(3, 99),
      ]);
      expect(await means(0, 10, 2)).toEqual([
        [0, 1],
        [5, 2],
      ]);
      expect((await read(0, 10, 1, 'Act.Other')).buckets).toMatchObject([{ min: 7, max: 7 }]);
    });

    it('a long span is told minute by minute, also those that are not put away', async () => {
      const points = Array.from({ length: 3 * 60 }, (_, minute) => point(minute * 60, minute));
      await telemetry.append(points.slice(0, 100));
      await telemetry.tidy(at(100 * 60));
      await telemetry.append(points.slice(100));
      const { width, source, buckets } = await read(0, 3 * 3600, 18);
      expect([width, source]).toEqual([600, 'minutes']);
      expect(buckets).toEqual(
        Array.from({ length: 18 }, (_, ten) => ({
          from: at(ten * 600),
          min: ten * 10,
          max: ten * 10 + 9,
          mean: ten * 10 + 4.5,
          last: ten * 10 + 9,
          quality: 'good',
        })),
      );
    });

    it('seconds are put away without being changed', async () => {
      await telemetry.append([
        point(50, 1.25),
        point(58, -3),
        point(62, null),
        point(70, 4, { quality: 'uncertain' }),
        point(119, 5),
      ]);
      const before = await read(40, 130, 90);
      await telemetry.tidy(at(121));
      expect(await read(40, 130, 90)).toEqual(before);
      expect(before.buckets).toHaveLength(72);
    });

    it('seconds are kept for a day and minutes for thirty: nothing grows without bound', async () => {
      for (let hour = 0; hour <= 40 * 24; hour += 12) {
        await telemetry.append([point(hour * 3600, hour)]);
        await telemetry.tidy(at(hour * 3600 + 60));
      }
      const end = 40 * day;
      const raw = async (from: number) => (await read(from, from + 60, 1)).buckets.length;
      expect([await raw(end - day + 60), await raw(end - day / 2)]).toEqual([0, 1]);
      // Sums of what is gone as seconds are still there, and go in their turn.
      const minutes = (await read(0, end, 100)).buckets.map((bucket) => Date.parse(bucket.from));
      expect(minutes[0]).toBeGreaterThanOrEqual(Date.parse(at(end - 31 * day)));
      expect(minutes.length).toBeGreaterThan(50);
    });
  });
}
