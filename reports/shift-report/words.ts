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

const runStateWords: Readonly<Record<string, Bilingual>> = {
  waiting: { zh: '排队等待设备', en: 'waiting for the unit' },
  inspecting: { zh: '核对设备状态', en: 'checking the unit' },
  starting: { zh: '启动中', en: 'starting' },
  resetting: { zh: '复位中', en: 'resetting' },
  clearing: { zh: '清除故障中', en: 'clearing' },
  sampling: { zh: '采样中', en: 'sampling' },
  verifying: { zh: '核对流程与设备', en: 'verifying' },
  holding: { zh: '暂停中', en: 'holding' },
  held: { zh: '已暂停', en: 'held' },
  unholding: { zh: '恢复中', en: 'unholding' },
  interrupted: { zh: '被中断', en: 'interrupted' },
  blocked: { zh: '受阻，待人处理', en: 'blocked, wants a person' },
  manual: { zh: '人工采样', en: 'sampling by hand' },
  completing: { zh: '收尾中', en: 'completing' },
  counting: { zh: '核对子样数', en: 'counting' },
  recounting: { zh: '再次核对', en: 'counting again' },
  aborting: { zh: '中止中', en: 'aborting' },
  aborted: { zh: '已中止', en: 'aborted' },
  finished: { zh: '已完成', en: 'finished' },
  awaitingInfeed: { zh: '等待进料斗空出', en: 'awaiting the infeed' },
  awaitingLine: { zh: '等待制样线就绪', en: 'awaiting the line' },
  loading: { zh: '装样中', en: 'loading' },
  preparing: { zh: '制样中', en: 'preparing' },
  skipping: { zh: '跳过工序', en: 'skipping a stage' },
  awaitingRecords: { zh: '等待工序记录', en: 'awaiting records' },
  recordsMissing: { zh: '工序记录缺失', en: 'records missing' },
  awaitingAnswer: { zh: '等待应答', en: 'awaiting the answer' },
  leaving: { zh: '退样核对', en: 'leaving' },
  leavingLater: { zh: '稍后退样', en: 'leaving later' },
  next: { zh: '手工处理中', en: 'being handled' },
  timed: { zh: '处理中', en: 'being handled, in time' },
  due: { zh: '待处理', en: 'the next step is to be done' },
  witnessing: { zh: '待第二人复核', en: 'waits for the second person' },
  settling: { zh: '更正待复核', en: 'a correction waits for its second person' },
  handled: { zh: '手工制样完成', en: 'prepared by hand' },
  abandoned: { zh: '已终止', en: 'abandoned' },
  ejecting: { zh: '退样中', en: 'ejecting' },
};

/** Where a run stands; a state without words here is told by its name. */
export const wordsOfState = (state: string): Bilingual => runStateWords[state] ?? { zh: state, en: state };

const draftWords: Readonly<Record<string, Bilingual>> = {
  prepared: { zh: '待审核', en: 'to be reviewed' },
  reviewed: { zh: '待批准签发', en: 'to be approved and signed' },
  numbering: { zh: '编号中', en: 'being numbered' },
  issuing: { zh: '签发中', en: 'being issued' },
};

/** What a certificate that is not issued waits for; a state without words here is told by its name. */
export const wordsOfDraft = (state: string): Bilingual => draftWords[state] ?? { zh: state, en: state };

const processWords: Readonly<Record<string, Bilingual>> = {
  'coal-preparation': { zh: '煤样制备', en: 'Coal preparation' },
  'sample-handling': { zh: '手工样品处理', en: 'Handling by hand' },
};

/** How a sample is prepared; a process without words here is told by its name. */
export const wordsOfProcess = (name: string): Bilingual => processWords[name] ?? { zh: name, en: name };
