import type { CoalDeclaration } from '../services/contract.ts';
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
  customer: { name: '东方能源贸易有限公司 Dongfang Energy Trading Co., Ltd.', address: '演示市商务区8号 8 Business District, Demo City' },
  consignor: { name: 'PT Borneo Mining Resources', address: 'Banjarmasin, Indonesia' },
  consignee: { name: '东方能源贸易有限公司 Dongfang Energy Trading Co., Ltd.', address: '演示市商务区8号 8 Business District, Demo City' },
};
