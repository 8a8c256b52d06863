import type { Bilingual } from '../../workflows/kernel/bilingual.ts';
import type { OpenMatter, ReportedCertificate, ReportedIntervention } from './model.ts';

export const matterWords: Readonly<Record<OpenMatter['what'], Bilingual>> = {
  run: { zh: '采制样', en: 'Run' },
  setup: { zh: '采样前检查', en: 'Set-up' },
  handling: { zh: '样品处理', en: 'Handling' },
  assay: { zh: '化验', en: 'Assay' },
  consignment: { zh: '报检批', en: 'Consignment' },
  certificate: { zh: '证书', en: 'Certificate' },
  alarm: { zh: '报警', en: 'Alarm' },
};

export const statusWords: Readonly<Record<ReportedIntervention['status'], Bilingual>> = {
  proposed: { zh: '待复核', en: 'Proposed' },
  done: { zh: '已执行', en: 'Done' },
  declined: { zh: '未同意', en: 'Declined' },
};

export const certificateWords: Readonly<Record<ReportedCertificate['what'], Bilingual>> = {
  issued: { zh: '签发', en: 'Issued' },
  replaced: { zh: '换证', en: 'Replaced' },
  withdrawn: { zh: '撤销', en: 'Withdrawn' },
};

const deedWords: Readonly<Record<string, Bilingual>> = {
  hold: { zh: '暂停', en: 'Hold' },
  resume: { zh: '恢复', en: 'Resume' },
  finish: { zh: '结束', en: 'Finish' },
  abort: { zh: '中止', en: 'Abort' },
  'void-increment': { zh: '子样作废', en: 'Void increment' },
  'replace-container': { zh: '更换容器', en: 'Replace container' },
  'begin-manual': { zh: '转人工采样', en: 'Begin by hand' },
  'manual-increment': { zh: '人工子样', en: 'Increment by hand' },
  'manual-container': { zh: '人工容器', en: 'Container by hand' },
  'skip-stage': { zh: '跳过工序', en: 'Skip stage' },
};

/** What a person did to a run; a deed without words here is told by its name. */
export const wordsOfDeed = (kind: string): Bilingual => deedWords[kind] ?? { zh: kind, en: kind };
