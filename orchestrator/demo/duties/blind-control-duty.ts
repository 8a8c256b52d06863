import type { BlindSampleView } from '../../views/blind-control-view.ts';
import { vesselsAtHand } from './at-hand.ts';
import { each, path } from './duty.ts';
import type { Duty } from './duty.ts';
import { sealFor } from './handling-steps.ts';

const custodian = 'custodian2';
/** What is filled of a reference material, kg. */
const portionOfMaterial = '0.0600';

/** The custodian divides bottles and fills portions as the draw has decided, and prints their labels; nobody who tests is told. */
export const labelControls: Duty = async (hands) => {
  const client = hands.as(custodian);
  const controls = '/api/v1/blind-controls';
  const { items } = await client.get<{ items: readonly BlindSampleView[] }>(`${controls}?status=toLabel`);
  if (items.length === 0) return;
  const vessels = await vesselsAtHand(hands, custodian);
  await each(items, async ({ id, code, of }) => {
    const original = of === null ? null : vessels.get(of);
    if (original === undefined) throw new Error(`the bottle to divide for ${code} is not at hand`);
    await client.bytes(`/api/v1/labels/${code}`, 'application/zpl');
    const filled = original === null ? { portion_kg: portionOfMaterial } : halved(original);
    const told = { act: 'LABELLED', seal: sealFor(code), ...filled };
    await client.post(`${controls}/${path(id)}/labelling`, told);
  });
};

function halved({ code, mass }: { readonly code: string; readonly mass: string }) {
  const portion = (Number(mass) / 2).toFixed(4);
  const rest = (Number(mass) - Number(portion)).toFixed(4);
  return { portion_kg: portion, rest_kg: rest, restSeal: sealFor(`${code}, opened`) };
}
