import { defineWords } from '../i18n/language.ts';

/** What raises an alarm, by the codes of the alarm catalogue. */
export const alarmKindWords = defineWords('alarm-kinds', {
  zh: {
    PROCESS_ON_HOLD: '流程实例停住',
    RUN_WAITS_FOR_OPERATOR: '等待操作员',
    SAMPLE_SUSPECT: '样品存疑',
    INCREMENT_MASS_DRIFT: '子样质量漂移',
    INCREMENT_MASS_VARIATION: '子样质量波动',
    SAMPLE_UNDECIDED: '样品有效性待定',
    SAMPLE_LOST: '样品丢失',
    STAGE_LATE: '阶段超时',
    CARGO_HELD: '货物暂不放行',
    UNIT_NOT_LIVE: '设备单元离线',
    UNIT_FAULT: '设备故障',
    RECORD_WITHOUT_SAMPLE: '有记录无样品',
    RECORDS_LOST: '设备记录丢失',
    PROGRAM_CHANGED: 'PLC 程序有变',
    CLOCK_DRIFT: '时钟偏差',
    CERTIFICATE_EXPIRES: '通信证书将到期',
    CUSTODY_BROKEN: '监管链中断',
    WITHDRAWAL_UNNOTICED: '撤销未被海关获知',
    CERTIFICATE_NOT_ISSUED: '证书未能签发',
    WEBHOOK_FAILING: '通知送达失败',
    WEBHOOK_LETTER_DEAD: '通知已作废',
    CARRIAGE_OVERDUE: '样品运送超时',
    CARRIAGE_MISSING: '样品运送失踪',
    BLIND_CONTROL_ACTION: '盲样质控超出行动限',
    LABORATORIES_DISAGREE: '实验室间结果不一致',
  },
  en: {
    PROCESS_ON_HOLD: 'Process on hold',
    RUN_WAITS_FOR_OPERATOR: 'Run waits for an operator',
    SAMPLE_SUSPECT: 'Sample suspect',
    INCREMENT_MASS_DRIFT: 'Increment mass drifts',
    INCREMENT_MASS_VARIATION: 'Increment mass varies',
    SAMPLE_UNDECIDED: 'Validity of a sample undecided',
    SAMPLE_LOST: 'Sample lost',
    STAGE_LATE: 'Stage late',
    CARGO_HELD: 'Cargo held',
    UNIT_NOT_LIVE: 'Unit not live',
    UNIT_FAULT: 'Unit fault',
    RECORD_WITHOUT_SAMPLE: 'Record without a sample',
    RECORDS_LOST: 'Records of a unit lost',
    PROGRAM_CHANGED: 'Program of a PLC changed',
    CLOCK_DRIFT: 'Clock drift',
    CERTIFICATE_EXPIRES: 'Certificate of a link expires',
    CUSTODY_BROKEN: 'Custody broken',
    WITHDRAWAL_UNNOTICED: 'Withdrawal not noticed by customs',
    CERTIFICATE_NOT_ISSUED: 'Certificate could not be issued',
    WEBHOOK_FAILING: 'Webhook failing',
    WEBHOOK_LETTER_DEAD: 'Webhook message given up',
    CARRIAGE_OVERDUE: 'Carriage overdue',
    CARRIAGE_MISSING: 'Carriage missing',
    BLIND_CONTROL_ACTION: 'Blind control beyond action limit',
    LABORATORIES_DISAGREE: 'Laboratories disagree',
  },
});

type Kind = (typeof alarmKindWords)['keys'][number];

/** What a code is called; the code itself for one that the catalogue has newly. */
export const isAlarmKind = (code: string): code is Kind => (alarmKindWords.keys as readonly string[]).includes(code);
