import { defineWords } from '../../i18n/language.ts';

/** What is said of all samples of a line at once. */
export const lineWords = defineWords('preparation-line', {
  zh: {
    pipeline: '制样流程中的样品',
    pipelineNone: '制样线上没有您可见的样品。',
    sample: '样品',
    here: '当前工序',
    skipped: '已跳过',
    loss: '损失 {{loss}} %',
    bottles: '瓶',
    bottleSealed: '{{title}}：{{mass}} kg，封识 {{seal}}',
  },
  en: {
    pipeline: 'Samples in the line',
    pipelineNone: 'No sample you may see is in the line.',
    sample: 'Sample',
    here: 'here now',
    skipped: 'skipped',
    loss: 'loss {{loss}} %',
    bottles: 'Bottles',
    bottleSealed: '{{title}}: {{mass}} kg, seal {{seal}}',
  },
});
