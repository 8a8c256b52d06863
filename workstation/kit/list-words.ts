import { defineWords } from '../i18n/language.ts';

/** Words of lists that are read page by page, and of days. */
export const listWords = defineWords('list', {
  zh: {
    more: '读取更多',
    thereIsMore: '以上 {{count}} 项；还有更多。',
    pulls: '海关调取记录',
    noPulls: '海关尚未调取。',
    client: '海关系统',
    at: '时间',
    what: '内容',
    answered: '应答',
    'status.200': '已发送',
    'status.206': '已发送一部分',
    'status.304': '对方已有',
    'what.advice': '放行建议（第 {{version}} 版）',
    'what.certificates': '证书查询：{{of}}',
    'what.changes': '变更通知（{{range}}）',
    'what.rendering': '{{number}} {{rendering}}',
  },
  en: {
    more: 'Read more',
    thereIsMore: '{{count}} so far; there are more.',
    pulls: 'Pulled by customs',
    noPulls: 'Customs has not pulled it.',
    client: 'Customs system',
    at: 'At',
    what: 'What',
    answered: 'Answer',
    'status.200': 'sent',
    'status.206': 'sent in part',
    'status.304': 'it had it already',
    'what.advice': 'release advice (version {{version}})',
    'what.certificates': 'certificates of {{of}}',
    'what.changes': 'changes ({{range}})',
    'what.rendering': '{{number}} {{rendering}}',
  },
});
