import { defineWords } from '../i18n/language.ts';

export const accountWords = defineWords('account', {
  zh: {
    user: '用户名',
    everywhere: '退出全部登录',
    everywhereEffect: '您在所有电脑和浏览器上的登录立即失效，此处也一样，需重新登录。在别处忘记退出时使用；未保存的输入会丢失。',
  },
  en: {
    user: 'User name',
    everywhere: 'Log out everywhere',
    everywhereEffect:
      'Every session of yours ends at once, on every machine and in every browser, here too; then log in again. For when you forgot to log out somewhere; what is typed in and not saved is lost.',
  },
});
