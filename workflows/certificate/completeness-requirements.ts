import type { Bilingual } from '../kernel/bilingual.ts';

/** One thing ISO/IEC 17025:2017 asks a certificate to state, and the field of ours that states it. */
export interface Requirement extends Bilingual {
  /** Clause and item, for example `7.8.2.1 b`. */
  readonly item: string;
  /** Path of the field; `[]` stands for every element of a list, which must have at least one. */
  readonly field: string;
}

const asks = (item: string, zh: string, en: string, ...fields: readonly string[]): readonly Requirement[] =>
  fields.map((field) => ({ item, field, zh, en }));

/** A Chinese and an English text: both are needed. */
const inBoth = (field: string): readonly [string, string] => [`${field}.zh`, `${field}.en`];

/**
 * What must be there when the certificate is drafted: ISO/IEC 17025:2017 7.8.2.1, 7.8.5 (sampling) and 7.8.6 (conformity).
 *
 * 7.8.2.1 l (results relate only to the items tested) is a fixed sentence of the printed form, and p (results of external
 * providers) has no field: every result is the laboratory's own.
 */
export const draftRequirements: readonly Requirement[] = [
  ...asks('7.8.2.1 a', '标题', 'Title', 'kind.code', ...inBoth('kind.title'), 'template'),
  ...asks('7.8.2.1 b', '实验室名称', 'Name of the laboratory', ...inBoth('laboratory.name')),
  ...asks('7.8.2.1 b', '实验室地址', 'Address of the laboratory', ...inBoth('laboratory.address')),
  ...asks('7.8.2.1 c', '活动实施地点', 'Location of the activities', ...inBoth('laboratory.location')),
  ...asks('7.8.2.1 d', '签发机构代码', 'Office that numbers the certificate', 'laboratory.office'),
  ...asks(
    '7.8.2.1 e',
    '客户名称和联系信息',
    'Name and contact of the customer',
    'customer.name',
    'customer.address',
  ),
  ...asks('7.8.2.1 f', '制样方法', 'Method of preparation', 'sampling.preparationStandard'),
  ...asks('7.8.2.1 f', '规则包', 'Rule packs applied', 'packs[].id', 'packs[].version', 'packs[].hash'),
  ...asks(
    '7.8.2.1 g',
    '物品描述',
    'Description of the item',
    ...inBoth('item.description'),
    ...inBoth('commodity.name'),
  ),
  ...asks('7.8.2.1 g', '物品状态', 'Condition of the item', ...inBoth('item.condition')),
  ...asks(
    '7.8.2.1 g',
    '物品的唯一标识',
    'Unambiguous identification of the item',
    'commodity.hsCode',
    'declarationNo',
    'goodsItem',
    'declaredMass.value',
    'declaredMass.unit',
    'transport.vessel',
    'transport.voyage',
    'transport.billOfLading',
    'transport.portOfLoading',
    'transport.portOfDischarge',
    'consignor.name',
    'consignee.name',
    'assayCodes[]',
    'lineageDigest',
  ),
  ...asks('7.8.2.1 h', '收样日期', 'Date of receipt', 'dates.received'),
  ...asks('7.8.2.1 i', '检测日期', 'Dates of testing', 'dates.testingFrom', 'dates.testingTo'),
  ...asks('7.8.2.1 k', '采样方法', 'Sampling method', 'sampling.standard', ...inBoth('sampling.method')),
  ...asks(
    '7.8.2.1 k',
    '采样计划',
    'Sampling plan',
    'sampling.basis',
    'sampling.intervalUnit',
  ),
  ...asks(
    '7.8.2.1 m',
    '检测结果',
    'Result',
    'results[].item',
    'results[].value',
    'results[].reported',
  ),
  ...asks('7.8.2.1 m', '项目名称', 'Name of the item tested', 'results[].name.zh', 'results[].name.en'),
  ...asks('7.8.2.1 m', '计量单位', 'Unit of measurement', 'results[].unit'),
  // After the results themselves, so that an empty list of results is reported under m.
  ...asks('7.8.2.1 f', '检测方法', 'Test method', 'results[].method'),
  ...asks('7.8.5 a', '采样日期', 'Date of sampling', 'dates.samplingFrom', 'dates.samplingTo'),
  ...asks(
    '7.8.5 b',
    '采样单元',
    'Sampling unit',
    'sampling.units[].no',
    'sampling.units[].quantity',
    'sampling.units[].interval',
    'sampling.quantityUnit',
    'sampling.units[].validity',
  ),
  ...asks(
    '7.8.5 f',
    '评定不确定度所需信息',
    'Information for the uncertainty',
    'sampling.units[].incrementsPlanned',
    'sampling.units[].incrementsTaken',
    'sampling.units[].sampleMass',
  ),
  ...asks(
    '7.8.6.2 a',
    '符合性声明适用的结果',
    'Results the conformity statement applies to',
    'conformity.items[].verdict',
    'conformity.items[].limit.item',
  ),
  ...asks(
    '7.8.6.2 b',
    '符合性声明依据的规范',
    'Specification of the conformity statement',
    'conformity.items[].limit.source.standard',
    'conformity.items[].limit.source.clause',
    'conformity.items[].limit.limit',
    'conformity.items[].limit.unit',
  ),
  ...asks('7.8.6.2 c', '判定规则', 'Decision rule', ...inBoth('conformity.decisionRule')),
  ...asks(
    '7.8.8',
    '被替代的证书及原因',
    'The certificate that is replaced, and why',
    'replaces.number',
    'replaces.digest',
    'replaces.reason',
  ),
  ...asks(
    '7.8.6.1',
    '符合性结论',
    'Conformity statement',
    'conformity.overall',
    ...inBoth('conformity.conclusion'),
  ),
];

/** What documents of other templates state beside; a template without the part is not asked for it. */
export const partRequirements: readonly Requirement[] = [
  ...asks(
    '7.8.2.1 m',
    '数量或重量',
    'Quantity or weight',
    'quantity.value',
    'quantity.unit',
    'quantity.method',
    'quantity.measuredAt',
  ),
  ...asks('notice', '收件人', 'Addressee of the notice', 'notice.addressee.name'),
  ...asks('notice', '原因', 'Reason of the notice', ...inBoth('notice.reason')),
  ...asks('notice', '处理要求', 'What the notice requires', ...inBoth('notice.required')),
  ...asks(
    'notice',
    '法律依据',
    'Legal basis of the notice',
    'notice.legalBasis[].standard',
    'notice.legalBasis[].clause',
  ),
  ...asks('quarantine', '现场检疫发现', 'Findings of quarantine', 'quarantine'),
];

/** What number and signature add. */
export const issueRequirements: readonly Requirement[] = [
  ...asks('7.8.2.1 d', '唯一性标识', 'Unique identification', 'schema', 'number', 'version'),
  ...asks('7.8.2.1 j', '签发日期', 'Date of issue', 'issuedAt'),
  ...asks('7.8.2.1 o', '批准人', 'Person authorising', 'approvedBy.name', ...inBoth('approvedBy.title')),
  ...asks('7.8.2.1 o', '拟制人和审核人', 'Preparer and reviewer', 'preparedBy', 'reviewedBy'),
  ...asks(
    '7.8.2.1 d',
    '与日志账的绑定',
    'Binding to the journal',
    'journalHead.position',
    'journalHead.hash',
  ),
];
