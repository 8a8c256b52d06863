import { defineWords } from '../i18n/language.ts';

export const sessionWords = defineWords('session', {
  zh: {
    title: '登录',
    again: '登录已失效，请重新登录',
    againHelp: '此页面及已输入的内容均保留。',
    user: '用户名',
    password: '密码',
    logIn: '登录',
    sameUser: '请由 {{name}} 重新登录；其他人请先退出。',
    logOutInstead: '退出，换人登录',
    system: '散货港口检验采制化协同系统',
    about: '接口文档、证书核验与运行状态',
  },
  en: {
    title: 'Log in',
    again: 'The session has ended: log in again',
    againHelp: 'This page and what was typed in stay as they are.',
    user: 'User name',
    password: 'Password',
    logIn: 'Log in',
    sameUser: '{{name}} logs in again here; for anybody else log out first.',
    logOutInstead: 'Log out, somebody else logs in',
    system: 'Inspection and sampling laboratory of a bulk port',
    about: 'Interfaces, verification of certificates, state of the server',
  },
});
