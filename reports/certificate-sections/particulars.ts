import type { Content } from 'pdfmake/interfaces.js';
import type { Certificate } from '../../workflows/certificate/content.ts';
import { day, moment, period } from '../words.ts';
import { customerMarks } from './customer-mark.ts';
import { fieldGrid, type Field, type FieldRow } from './field-grid.ts';

const field = (zh: string, en: string, ...lines: readonly string[]): Field => ({ zh, en, lines });
const between = (zh: string, en: string, from: string | null, to: string | null): readonly Field[] =>
  from === null || to === null ? [] : [field(zh, en, period(from, to))];

/** Two beside each other; the last has a line of its own where their number is odd. */
function inPairs([first, second, ...rest]: readonly Field[]): readonly FieldRow[] {
  if (!first) return [];
  return second ? [[first, second], ...inPairs(rest)] : [[first]];
}

/** Who, what, where and when: the particulars of customer, cargo, transport and work. */
export function particulars(certificate: Certificate): Content {
  const { customer, consignor, consignee, commodity, transport, dates, item, declaredMass, laboratory } =
    certificate;
  const mark = customerMarks(certificate);

  return fieldGrid([
    [field('委托方', 'Customer', `${customer.name}${mark('customer.name')}`, customer.address ?? '')],
    [
      field('发货人', 'Consignor', `${consignor.name}${mark('consignor.name')}`, consignor.address ?? ''),
      field('收货人', 'Consignee', `${consignee.name}${mark('consignee.name')}`, consignee.address ?? ''),
    ],
    [
      field('品名', 'Commodity', `${commodity.name.zh}${mark('commodity.name')}`, commodity.name.en),
      field('HS 编码', 'HS code', `${commodity.hsCode}${mark('commodity.hsCode')}`),
    ],
    [
      field(
        '报关单号/项号',
        'Declaration / item',
        `${certificate.declarationNo} / ${certificate.goodsItem}${mark('declarationNo')}`,
      ),
      field('布控指令号', 'Inspection order', certificate.inspectionOrderNo ?? '—'),
    ],
    [
      field(
        '报检重量',
        'Declared mass',
        `${declaredMass.value} ${declaredMass.unit}${mark('declaredMass.value')}`,
      ),
      field('提单号', 'Bill of lading', `${transport.billOfLading}${mark('transport.billOfLading')}`),
    ],
    [
      field(
        '船名/航次',
        'Vessel / voyage',
        `${transport.vessel} / ${transport.voyage}${mark('transport.vessel')}`,
      ),
      field(
        '抵港日期',
        'Date of arrival',
        dates.arrival === null ? '—' : `${day(dates.arrival)}${mark('dates.arrival')}`,
      ),
    ],
    [
      field('装货港', 'Port of loading', `${transport.portOfLoading}${mark('transport.portOfLoading')}`),
      field(
        '卸货港',
        'Port of discharge',
        `${transport.portOfDischarge}${mark('transport.portOfDischarge')}`,
      ),
    ],
    // Said of the sample: a paper that is not about samples has nothing to say of it.
    ...(certificate.lineageDigest === null
      ? []
      : [
          [
            field('样品描述', 'Item', `${item.description.zh}${mark('item.description')}`, item.description.en),
            field('样品状态', 'Condition', item.condition.zh, item.condition.en),
          ] as const,
        ]),
    ...inPairs([
      ...between('采样时间', 'Sampling', dates.samplingFrom, dates.samplingTo),
      ...(dates.received === null ? [] : [field('收样时间', 'Receipt', moment(dates.received))]),
      ...between('检测时间', 'Testing', dates.testingFrom, dates.testingTo),
      field('实施地点', 'Location', laboratory.location.zh, laboratory.location.en),
    ]),
  ]);
}
