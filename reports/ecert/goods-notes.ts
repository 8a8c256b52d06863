import type { LotValue } from '../../workflows/assay/types.ts';
import type { Certificate, CertifiedSampling, CertifiedUnit, Observation } from '../../workflows/certificate/content.ts';
import { signOf } from '../../workflows/conformity/comparison.ts';
import type { ItemVerdict, LotStatement } from '../../workflows/conformity/types.ts';
import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import { shownValue } from '../certificate-sections/conformity-table.ts';
import { basisOfSampling, cutName } from '../certificate-sections/sampling-section.ts';
import { ofLot } from '../certificate-sections/lots-table.ts';
import { citedSource } from '../cited-source.ts';
import { quantitySymbol } from '../quantity-symbol.ts';
import { basisWords, day, moment, period, validityWords, verdictWords } from '../words.ts';
import { labelled } from './labelled.ts';
import { quantityNotes, quarantineNotes } from './part-notes.ts';

/**
 * What the paper says of the goods beyond the members eCert has for them, one note a fact, in the order of the paper: condition,
 * places and times, results, observations, sampling and preparation, conformity item by item. Values as printed.
 */
export function goodsNotes(certificate: Certificate): readonly Bilingual[] {
  const { item, transport, dates, results, observations, conformity, assayCodes } = certificate;
  const { samplingFrom, samplingTo, received, testingFrom, testingTo } = dates;
  return [
    ...(certificate.lineageDigest === null
      ? []
      : [labelled({ zh: '样品状态', en: 'Condition' }, item.condition.zh, item.condition.en)]),
    labelled({ zh: '装货港', en: 'Port of loading' }, transport.portOfLoading),
    ...(dates.arrival === null
      ? []
      : [labelled({ zh: '抵港日期', en: 'Date of arrival' }, day(dates.arrival))]),
    ...(samplingFrom && samplingTo
      ? [labelled({ zh: '采样时间', en: 'Sampling' }, period(samplingFrom, samplingTo))]
      : []),
    ...(received ? [labelled({ zh: '收样时间', en: 'Receipt' }, moment(received))] : []),
    ...(testingFrom && testingTo
      ? [labelled({ zh: '检测时间', en: 'Testing' }, period(testingFrom, testingTo))]
      : []),
    ...quantityNotes(certificate),
    ...quarantineNotes(certificate),
    ...(conformity?.lots ?? []).map((lot) => lotNote(lot, certificate.sampling)),
    ...results.map(resultNote),
    ...observations.map(observationNote),
    ...samplingNotes(certificate),
    ...(assayCodes.length === 0
      ? []
      : [labelled({ zh: '化验编码', en: 'Assay codes' }, assayCodes.join('、'), assayCodes.join(', '))]),
    ...(conformity?.items ?? []).map((verdict) => conformityNote(verdict, results)),
  ];
}

function samplingNotes({ sampling }: Certificate): readonly Bilingual[] {
  if (!sampling) return [];
  return [
    labelled(
      { zh: '采样方法', en: 'Sampling method' },
      `${sampling.standard}，${sampling.method.zh}，${basisOfSampling[sampling.basis].zh}`,
      `${sampling.standard}, ${sampling.method.en}, ${basisOfSampling[sampling.basis].en}`,
    ),
    ...(sampling.requiredPrecision === null
      ? []
      : [
          labelled(
            { zh: '要求精密度', en: 'Precision required' },
            `± ${sampling.requiredPrecision} %（干基灰分，95 %）`,
            `± ${sampling.requiredPrecision} % (ash, dry, 95 %)`,
          ),
        ]),
    ...sampling.units.map((unit) => unitNote(unit, sampling)),
    labelled({ zh: '制样方法', en: 'Preparation' }, sampling.preparationStandard),
  ];
}

/** `灰分 Ad 干基`: name, symbol and basis, where the commodity's standards know any. */
function quantity({ name, item, basis }: Pick<LotValue, 'name' | 'item' | 'basis'>): Bilingual {
  if (basis === null) return name;
  const { letter, subscript } = quantitySymbol(item, basis);
  const symbol = `${letter}${subscript}`;
  return {
    zh: `${name.zh} ${symbol} ${basisWords[basis].zh}`,
    en: `${name.en} ${symbol}, ${basisWords[basis].en}`,
  };
}

/** A lot of a cargo of several: what was sampled of it, and how it was judged. */
function lotNote(
  { name, quantity: amount, units, overall }: LotStatement,
  sampling: CertifiedSampling | null,
): Bilingual {
  const words = verdictWords[overall];
  const quantityText = `${amount} ${sampling?.quantityUnit ?? 't'}`;
  return labelled(
    { zh: `检验批 ${name.zh}`, en: name.en },
    [`数量 ${quantityText}`, `采样单元 ${units.join('、')}`, `判定 ${words.zh}`].join('，'),
    [`quantity ${quantityText}`, `units ${units.join(', ')}`, `verdict ${words.en}`].join(', '),
  );
}

function resultNote(result: LotValue, index: number): Bilingual {
  const { zh, en } = quantity(result);
  const { reported, unit, method } = result;
  return labelled(
    ofLot({ zh: `检验结果 ${index + 1} ${zh}`, en: `Test result ${index + 1} ${en}` }, result.lot),
    `${reported} ${unit}（${method}）`,
    `${reported} ${unit} (${method})`,
  );
}

function observationNote({ name, method, finding, units }: Observation): Bilingual {
  return labelled(
    { zh: `观察与检疫结果 ${name.zh}`, en: `Observation ${name.en}` },
    `${finding.zh}（${method}；采样单元 ${units.join('、')}）`,
    `${finding.en} (${method}; units ${units.join(', ')})`,
  );
}

function unitNote(unit: CertifiedUnit, sampling: CertifiedSampling): Bilingual {
  const cut = cutName(sampling);
  const quantityText = `${unit.quantity} ${sampling.quantityUnit}`;
  const interval = `${unit.interval} ${sampling.intervalUnit}`;
  const { achievedPrecision, incrementsPlanned, incrementsTaken, sampleMass } = unit;
  const validity = validityWords[unit.validity];
  const facts: readonly Bilingual[] = [
    { zh: `单元数量 ${quantityText}`, en: `quantity ${quantityText}` },
    { zh: `采样间隔 ${interval}`, en: `interval ${interval}` },
    { zh: `计划${cut}数 ${incrementsPlanned}`, en: `increments planned ${incrementsPlanned}` },
    { zh: `实采${cut}数 ${incrementsTaken}`, en: `increments taken ${incrementsTaken}` },
    { zh: `总样质量 ${sampleMass} kg`, en: `gross sample ${sampleMass} kg` },
    ...(achievedPrecision === null
      ? []
      : [{ zh: `达到精密度 ± ${achievedPrecision} %`, en: `precision ± ${achievedPrecision} %` }]),
    { zh: `样品有效性 ${validity.zh}`, en: `validity ${validity.en}` },
  ];
  return labelled(ofLot(unit.label, unit.lot), facts.map(({ zh }) => zh).join('，'), facts.map(({ en }) => en).join(', '));
}

function conformityNote(item: ItemVerdict, results: readonly LotValue[]): Bilingual {
  const { limit, verdict, conditional, condition } = item;
  const { zh, en } = quantity(limit);
  const bound = `${signOf(limit.comparison)} ${limit.limit} ${limit.unit}`;
  const value = shownValue(item, results);
  // As on paper: what is met whatever the condition needs none.
  const on = conditional && condition && verdict !== 'PASS' ? condition : undefined;
  const cited = citedSource(limit.source);
  return labelled(
    ofLot({ zh: `符合性判定 ${zh}`, en: `Conformity ${en}` }, item.lot),
    [
      `限量 ${bound}`,
      ...(value === null ? [] : [`结果 ${value}`]),
      `依据 ${cited.zh}`,
      ...(on ? [on.zh] : []),
      `判定 ${verdictWords[verdict].zh}`,
    ].join('，'),
    [
      `limit ${bound}`,
      ...(value === null ? [] : [`result ${value}`]),
      `specification ${cited.en}`,
      ...(on ? [on.en] : []),
      `verdict ${verdictWords[verdict].en}`,
    ].join(', '),
  );
}
