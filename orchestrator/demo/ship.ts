import type { CoalDeclaration, GrainDeclaration, PetroleumDeclaration } from '../services/contract.ts';
import { decimalString, unitId } from '../../workflows/kernel/brand.ts';

/** The demonstration's first consignment: a ship of steam coal in two sampling units. */
export const demonstrationShip: CoalDeclaration = {
  kind: 'coal',
  declarationNo: '021520261000004821',
  goodsItem: 1,
  inspectionOrderNo: 'CK-2026-0417',
  commodity: { name: { zh: '动力煤', en: 'Steam coal' }, hsCode: '2701129000' },
  coalClass: 'other',
  coalKind: 'raw',
  lotSize: 'large',
  declaredMass: decimalString('20000'),
  expectedAshDry: decimalString('12.00'),
  nominalTopSize: decimalString('50'),
  basis: 'time',
  sampler: unitId('CS-01'),
  preparationLine: unitId('CP-01'),
  haulDistance: decimalString('320'),
  transport: {
    vessel: 'MV EASTERN HARVEST',
    voyage: '2611N',
    billOfLading: 'EH2611-07',
    portOfLoading: 'Taboneo, Indonesia',
    portOfDischarge: '演示港 Demo Port',
    arrival: '2026-11-20',
  },
  customer: {
    name: '东方能源贸易有限公司 Dongfang Energy Trading Co., Ltd.',
    address: '演示市商务区8号 8 Business District, Demo City',
  },
  consignor: { name: 'PT Borneo Mining Resources', address: 'Banjarmasin, Indonesia' },
  consignee: {
    name: '东方能源贸易有限公司 Dongfang Energy Trading Co., Ltd.',
    address: '演示市商务区8号 8 Business District, Demo City',
  },
};

const mill = {
  name: '演示粮油工业有限公司 Demo Grain and Oil Industries Co., Ltd.',
  address: '演示市临港路18号 18 Port Road, Demo City',
};

/** A ship of soybeans for crushing, three holds of it for this port. */
const soybeanShip: GrainDeclaration = {
  kind: 'grain',
  declarationNo: '021520261000004822',
  goodsItem: 1,
  inspectionOrderNo: 'CK-2026-0418',
  commodity: { name: { zh: '大豆', en: 'Soybeans' }, hsCode: '1201901000' },
  declaredMass: decimalString('12000'),
  sampler: unitId('GD-01'),
  product: 'soybean',
  use: 'oil-crushing',
  required: ['OTA', 'Pb', 'Cd', 'Cr'],
  holds: ['2', '4', '6'].map((name) => ({ name, mass: decimalString('4000') })),
  transport: {
    vessel: 'MV SANTOS PIONEER',
    voyage: '118W',
    billOfLading: 'SP118-03',
    portOfLoading: 'Santos, Brazil',
    portOfDischarge: '演示港 Demo Port',
    arrival: '2026-11-20',
  },
  customer: mill,
  consignor: { name: 'Cerrado Agro Exportadora S.A.', address: 'Santos, Brazil' },
  consignee: mill,
};

const depot = {
  name: '演示石油化工有限公司 Demo Petrochemical Co., Ltd.',
  address: '演示市油码头路1号 1 Jetty Road, Demo City',
};

/** A tanker of automotive diesel, pumped as one parcel. */
const dieselTanker: PetroleumDeclaration = {
  kind: 'petroleum',
  declarationNo: '021520261000004823',
  goodsItem: 1,
  inspectionOrderNo: 'CK-2026-0419',
  commodity: { name: { zh: '0号车用柴油', en: 'Automotive diesel No. 0' }, hsCode: '2710192300' },
  declaredMass: decimalString('29975'),
  sampler: unitId('PI-01'),
  product: 'diesel-0',
  use: 'motor-fuel',
  required: null,
  parcels: [{ name: '1P-6S', volume: decimalString('36000') }],
  transport: {
    vessel: 'MT STRAIT VOYAGER',
    voyage: '047E',
    billOfLading: 'SV047-01',
    portOfLoading: 'Ulsan, Republic of Korea',
    portOfDischarge: '演示港 Demo Port',
    arrival: '2026-11-20',
  },
  customer: depot,
  consignor: { name: 'Ulsan Refining Corporation', address: 'Ulsan, Republic of Korea' },
  consignee: depot,
};

/** One cargo of each commodity, each for a sampler of its own. */
export const demonstrationShips = {
  coal: demonstrationShip,
  grain: soybeanShip,
  petroleum: dieselTanker,
} as const;
export type Commodity = keyof typeof demonstrationShips;
export const commodities = Object.keys(demonstrationShips) as readonly Commodity[];
