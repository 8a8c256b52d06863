import { defineWords } from '../../i18n/language.ts';

/** What the dialogs say that are opened seldom. */
export const dialogWords = defineWords('unit-dialogs', {
  zh: {
    interveneTitle: '干预：{{code}}',
    interveneEffect: '写入样品记录；影响样品有效性的，由第二人复核后生效。',
    propose: '提出',
    deed: '做什么',
    contents: '原有样品',
    takenAt: '采取时间',
    stage: '工序',
    divideEffect: '采样单元在此结束，余下的货物成为另一个采样单元。',
    divideCause: '原因',
    'cause.shift': '交接班',
    'cause.grade': '品种变化',
    'cause.origin': '产地变化',
    'cause.belt-stop': '皮带停止',
  },
  en: {
    interveneTitle: 'Intervene: {{code}}',
    interveneEffect:
      'Goes on the record of the sample. What touches its validity takes effect when a second person confirms it.',
    propose: 'Propose',
    deed: 'What',
    contents: 'What was in it',
    takenAt: 'Taken at',
    stage: 'Stage',
    divideEffect: 'The sampling unit ends here; the rest of the cargo becomes a unit of its own.',
    divideCause: 'Cause',
    'cause.shift': 'change of shift',
    'cause.grade': 'change of grade',
    'cause.origin': 'change of origin',
    'cause.belt-stop': 'belt stopped',
  },
});
