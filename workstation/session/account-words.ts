import { defineWords } from '../i18n/language.ts';

export const accountWords = defineWords('account', {
  zh: {
    user: '用户名',
    change: '更改密码',
    present: '现用密码',
    chosen: '新密码',
    chosenHint: '至少 12 个字符，例如四个互不相干的词；不得含您的姓名或用户名。',
    again: '再次输入新密码',
    show: '显示密码',
    differs: '两次输入的新密码不同。',
    changeEffect: '您的所有登录（包括此处）立即失效，请用新密码重新登录；未保存的输入会丢失。',
    fixed: '演示用的密码对所有人公开，不能更改。',
    everywhere: '退出全部登录',
    everywhereEffect: '您在所有电脑和浏览器上的登录立即失效，此处也一样，需重新登录。在别处忘记退出时使用；未保存的输入会丢失。',
  },
  en: {
    user: 'User name',
    change: 'Change password',
    present: 'Present password',
    chosen: 'New password',
    chosenHint: 'At least 12 characters, for example four words that have nothing to do with each other; not your name or user name.',
    again: 'New password again',
    show: 'Show what is typed',
    differs: 'The two are not the same.',
    changeEffect:
      'Every session of yours ends at once, here too; then log in with the new password. What is typed in and not saved is lost.',
    fixed: 'The passwords of a demonstration are shown to everybody and cannot be changed.',
    everywhere: 'Log out everywhere',
    everywhereEffect:
      'Every session of yours ends at once, on every machine and in every browser, here too; then log in again. For when you forgot to log out somewhere; what is typed in and not saved is lost.',
  },
});
