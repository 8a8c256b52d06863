import type { CabinetView } from '../../services/storage.ts';
import type { Slot } from '../../../workflows/storage/slots.ts';
import type { ContainerView } from '../../views/model.ts';
import type { StoredBottleView } from '../../views/storage-view.ts';
import type { CarriageView } from '../../views/transport-view.ts';
import { vesselsAtHand } from './at-hand.ts';
import { each, path } from './duty.ts';
import type { Duty, Hands } from './duty.ts';

/** Who brings what people filled from the sample room, and who keeps the store. */
const [bearer, keeper] = ['custodian1', 'custodian2'] as const;
const [room, store] = ['样品室 sample room', '存样间 sample store'] as const;
/** Reserves of the preparation line are put into its own cabinet by the line itself. */
const isOfLine = (kind: string): boolean => kind.startsWith('reserve-');
/** Of an empty bottle, kg. */
const tare = 0.35;

/** Retained bottles go into the cabinets: each is weighed, its seal is read, and it gets the next free slot. */
export const storeBottles: Duty = async (hands) => {
  const client = hands.as(keeper);
  const bottles = '/api/v1/storage/bottles';
  const { items } = await client.get<{ items: readonly StoredBottleView[] }>(`${bottles}?status=awaited`);
  if (items.length === 0) return;
  const vessels = await vesselsAtHand(hands, keeper);
  const cabinets = await client.get<{ items: readonly CabinetView[] }>('/api/v1/storage/cabinets');
  const free = { line: freeSlots(cabinets.items, 'occupied'), people: freeSlots(cabinets.items, null) };
  await each(items, async ({ id, code, kind }) => {
    const vessel = vessels.get(code);
    const slot = (isOfLine(kind) ? free.line : free.people).shift();
    if (!vessel || !slot) throw new Error(`bottle ${code} or a place for it is not there yet`);
    const closed = { seal: vessel.seal, weighed: weighed(vessel) };
    if (!isOfLine(kind)) await carry(hands, code, closed);
    await client.post(`${bottles}/${path(id)}/place`, { act: 'PUT_AWAY', ...slot, ...closed });
  });
};

/** Nothing recorded lies in them, and their cabinet's own PLC says this of them: null for a cabinet without. */
const freeSlots = (cabinets: readonly CabinetView[], said: 'occupied' | null): Slot[] =>
  cabinets.flatMap(({ id: cabinet, slots }) =>
    slots.filter(({ code, plc }) => code === null && plc === said).map(({ slot }) => ({ cabinet, slot })),
  );

const weighed = ({ mass }: ContainerView) => ({
  gross_kg: (Number(mass) + tare).toFixed(4),
  tare_kg: tare.toFixed(4),
});

interface Closed {
  readonly seal: string | null;
  readonly weighed: ReturnType<typeof weighed>;
}

/** From hand to hand, each weighing it and reading its seal. */
async function carry(
  { as }: Hands,
  code: string,
  { seal, weighed: { gross_kg, tare_kg } }: Closed,
): Promise<void> {
  const wish = { codes: [code], from: room, to: store, means: { kind: 'person' }, receiver: keeper };
  const underWay = await as(bearer).get<{ items: readonly CarriageView[] }>(
    `/api/v1/carriages?code=${path(code)}`,
  );
  const { id, status } =
    underWay.items[0] ?? (await as(bearer).post<CarriageView>('/api/v1/carriages', wish));
  const acts = `/api/v1/carriages/${path(id)}/acts`;
  if (status === 'requested')
    await as(bearer).post(acts, { act: 'RELEASE', containers: [{ code, seal, gross_kg, tare_kg }] });
  const containers = [{ code, seal, gross_kg }];
  await as(keeper).post(acts, { act: 'RECEIVE', containers, condition: '封识完好 seal intact' });
}
