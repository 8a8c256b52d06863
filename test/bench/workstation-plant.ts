import { createServer, request } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Readings that change, all of them each time. */
export const standInTags = 2_000;
/** Readings of all tags a second: twice as often as the server itself would tell of a plant as fast. */
export const standInRate = 10;
const standInUnits = 10;
/** As many as a functional unit of the virtual plant has at most. */
const tagsOfStage = 20;

interface Tag {
  readonly name: string;
  readonly kind: string;
  readonly direction: string;
  readonly range: unknown;
}
interface Unit {
  readonly unit: string;
}
interface UnitDetail extends Unit {
  readonly stages: readonly { readonly id: string; readonly tags: readonly Tag[] }[];
}
interface Item {
  readonly id: string;
  readonly declarationNo: string;
  readonly vessel: string;
  readonly declaredAt: string;
  readonly units: readonly object[];
}

export interface StandIn {
  readonly url: string;
  /** From now on there are so many consignments, made of the first there is. */
  showConsignments(count: number): void;
  close(): Promise<void>;
}

const unitNames = Array.from({ length: standInUnits }, (_, index) => `PLC-${index}`);
const tagNames = Array.from({ length: standInTags / standInUnits }, (_, index) => `Bench.Value${index}`);

/** Stands before a real server: it passes everything on, but for a plant that is bigger and faster than the virtual one. */
export async function startStandIn(server: string): Promise<StandIn> {
  let consignments = 0;
  const streams = new Set<ServerResponse>();

  const answer = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(req.url ?? '/', server);
    if (pathname === '/api/v1/consignments' && req.method === 'GET' && consignments > 0)
      return json(res, page(multiplied(await read<Item>(req, pathname), consignments), searchParams));
    if (pathname === '/api/v1/units') {
      const [first] = await read<Unit>(req, pathname);
      return json(res, { items: unitNames.map((unit) => ({ ...first, unit, holders: [], waiting: [] })) });
    }
    const name = /^\/api\/v1\/units\/(PLC-\d+)$/.exec(pathname)?.[1];
    if (name) {
      const [first] = await read<Unit>(req, '/api/v1/units');
      return json(res, enlarged(await readOne<UnitDetail>(req, `/api/v1/units/${first?.unit}`), name));
    }
    passOn(req, res, pathname === '/api/v1/stream');
  };

  /** What is on its way to whom; with `also`, readings are put between what the server tells. */
  function passOn(req: IncomingMessage, res: ServerResponse, also = false): void {
    const onward = request(`${server}${req.url}`, { method: req.method, headers: req.headers }, (from) => {
      res.writeHead(from.statusCode ?? 502, from.headers);
      if (also && from.statusCode === 200) {
        streams.add(res);
        res.on('close', () => {
          streams.delete(res);
          onward.destroy();
        });
        from.setEncoding('utf8');
        let rest = '';
        // Whole events only, or readings would be written into the middle of one.
        from.on('data', (text: string) => {
          const events = `${rest}${text}`.split('\n\n');
          rest = events.pop() ?? '';
          for (const event of events) if (!event.startsWith('event: values')) res.write(`${event}\n\n`);
        });
        from.on('end', () => res.end());
        return;
      }
      from.pipe(res);
    });
    onward.on('error', () => res.destroy());
    req.pipe(onward);
  }

  async function readOne<T>(req: IncomingMessage, path: string): Promise<T> {
    const headers = { cookie: req.headers.cookie ?? '' };
    return (await (await fetch(`${server}${path}`, { headers })).json()) as T;
  }
  const read = async <T>(req: IncomingMessage, path: string): Promise<readonly T[]> =>
    (await readOne<{ items: readonly T[] }>(req, path)).items;

  let step = 0;
  const timer = setInterval(() => {
    if (streams.size === 0) return;
    const event = valuesEvent((step += 1));
    for (const stream of streams) if (!stream.writableNeedDrain) stream.write(event);
  }, 1000 / standInRate);

  const proxy = createServer((req, res) => void answer(req, res).catch(() => res.destroy()));
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    showConsignments: (count) => (consignments = count),
    close: async () => {
      clearInterval(timer);
      proxy.closeAllConnections();
      await new Promise<void>((resolve) => proxy.close(() => resolve()));
    },
  };
}

function json(res: ServerResponse, body: object): void {
  res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** The real unit under another name, and instead of its tags its first analog so many times. */
function enlarged(unit: UnitDetail, name: string): UnitDetail {
  const [stage] = unit.stages;
  const analog = unit.stages
    .flatMap(({ tags }) => tags)
    .find(({ kind, direction, range }) => kind === 'analog' && direction === 'read' && range !== null);
  if (!stage || !analog) throw new Error(`${unit.unit} has no analog to make more of`);
  const stages = Array.from({ length: tagNames.length / tagsOfStage }, (_, index) => ({
    ...stage,
    id: `bench-${index}`,
    tags: tagNames
      .slice(index * tagsOfStage, (index + 1) * tagsOfStage)
      .map((tag) => ({ ...analog, name: tag })),
  }));
  return { ...unit, unit: name, stages };
}

/** All tags with another value than before, as the server writes it. */
function valuesEvent(step: number): string {
  const serverTime = new Date().toISOString();
  const reading = (index: number) => ({
    value: Math.round(500 + 400 * Math.sin(step / 10 + index)) / 10,
    quality: 'good',
    stale: false,
    sourceTime: serverTime,
  });
  const readings = Object.fromEntries(tagNames.map((tag, index) => [tag, reading(index)]));
  const units = Object.fromEntries(unitNames.map((unit) => [unit, { live: true, reason: null, readings }]));
  return `event: values\ndata: ${JSON.stringify({ serverTime, units })}\n\n`;
}

const multiplied = (items: readonly Item[], count: number): readonly Item[] => {
  const [first] = items;
  if (!first) throw new Error('there is no consignment to make more of');
  return Array.from({ length: count }, (_, index) => ({
    ...first,
    // The list shows nothing of the others, and what is measured is the filter, not the reading.
    units: first.units.slice(0, 1),
    id: `${first.id}-${index}`,
    declarationNo: `${first.declarationNo}-${index}`,
    vessel: `${first.vessel} ${index % 97}`,
    declaredAt: new Date(Date.parse(first.declaredAt) + ((index * 7919) % count) * 1000).toISOString(),
  }));
};

/** As the server pages its list and looks through it. */
function page(items: readonly Item[], query: URLSearchParams) {
  const words = (query.get('text') ?? '').toLowerCase().split(/\s+/);
  const found = items.filter(({ declarationNo, vessel }) => words.every((word) => `${declarationNo} ${vessel}`.toLowerCase().includes(word)));
  const from = Number(query.get('after') ?? 0);
  const to = from + Number(query.get('limit') ?? 50);
  return { items: found.slice(from, to), next: to < found.length ? String(to) : null };
}
