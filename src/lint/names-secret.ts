/** The names that platforms give the secret of an app, and those that code bases give it. */
const APP_SECRET = /^#?_*(?:[a-z]+_?)?app_?secret(?:_?key)?$/i;
const SOME_SECRET = /^#?_*(?:(?:wx|wechat|weixin|qq|client|api)_?)?secret(?:_?key)?$/i;
const STAND_IN = /^(?:your|my|the|x{3}|\*{3}|<|\{|app_?secret)/i;

/** Whether a name and its value are a secret written down, not one that is to be filled in or has to be looked up. */
export const namesSecret = (name: string, value: string): boolean => {
  if (!/^[\w+/=.-]{8,256}$/.test(value) || STAND_IN.test(value)) return false;
  return APP_SECRET.test(name) || (SOME_SECRET.test(name) && value.length >= 16 && /\d/.test(value));
};
