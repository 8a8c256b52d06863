import { secret } from '../../../orchestrator/evidence/evidence.fixture.ts';
import type {
  CoalDeclaration,
  GrainDeclaration,
  PetroleumDeclaration,
} from '../../../orchestrator/services/contract.ts';
import { decimalString as d, unitId } from '../../../workflows/kernel/brand.ts';

/** Declarations whose every telling field can be recognised wherever it turns up. */

const goods = (mark: string, hsCode: string) => ({
  declarationNo: `ZQMARK-DECL-${mark}`,
  goodsItem: 1,
  inspectionOrderNo: `ZQMARK-ORDER-${mark}`,
  commodity: { name: { zh: `甲乙货物${mark}`, en: `ZQMARK-Goods ${mark}` }, hsCode },
  transport: {
    vessel: `MV ZQMARK-VESSEL ${mark}`,
    voyage: `ZQMARK-VOYAGE-${mark}`,
    billOfLading: `ZQMARK-BL-${mark}`,
    portOfLoading: `ZQMARK-ORIGIN ${mark}`,
    portOfDischarge: `ZQMARK-DISCHARGE ${mark}`,
    arrival: '2026-01-19T22:07:41.000Z',
  },
  customer: { name: `ZQMARK-IMPORTER ${mark} 丙丁进口商`, address: `ZQMARK-ADDRESS ${mark}` },
  consignor: { name: `ZQMARK-CONSIGNOR ${mark}`, address: `ZQMARK-ADDRESS ${mark}` },
  consignee: { name: `ZQMARK-CONSIGNEE ${mark}`, address: `ZQMARK-ADDRESS ${mark}` },
});

export const plantedCoal: CoalDeclaration = {
  kind: 'coal',
  ...goods('COAL', '2701987651'),
  declaredMass: d('4987.613'),
  coalClass: 'other',
  coalKind: 'raw',
  lotSize: 'large',
  expectedAshDry: d('13.3713'),
  nominalTopSize: d('47.713'),
  basis: 'time',
  sampler: unitId('CS-01'),
  preparationLine: unitId('CP-01'),
  haulDistance: d('1234.567'),
};

export const plantedGrain: GrainDeclaration = {
  kind: 'grain',
  ...goods('GRAIN', '1201987652'),
  declaredMass: d('1987.613'),
  sampler: unitId('GD-01'),
  product: 'soybean',
  use: 'oil-crushing',
  required: ['OTA', 'Pb', 'Cd'],
  holds: [{ name: 'ZQMARK-HOLD-9', mass: d('1987.613') }],
};

export const plantedOil: PetroleumDeclaration = {
  kind: 'petroleum',
  ...goods('OIL', '2710987653'),
  declaredMass: d('737.613'),
  sampler: unitId('PI-01'),
  product: 'diesel-0',
  use: 'motor-fuel',
  required: ['sulfur'],
  parcels: [{ name: 'ZQMARK-PARCEL-7', volume: d('887.613') }],
};

/** What none who works blind may be shown. `ZQMARK` is in every text above; numbers and Chinese names stand by themselves. */
export const plantedMarks: readonly string[] = [
  'ZQMARK', '甲乙货物', '丙丁进口商', '2701987651', '1201987652', '2710987653', '4987.613', '4987613', '1987.613', '1987613', '737.613',
  '737613', '887.613', '13.3713', '47.713', '1234.567', '2026-01-19', secret,
]; // prettier-ignore
