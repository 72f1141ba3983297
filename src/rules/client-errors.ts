/**
 * What the real client's `fail` callback gets; `{api}` is the API's name. The numbers are those published for wx APIs; the
 * certificate errors are in the words of Cronet, as WeChat for Android passes them on.
 */
export const clientErrors = {
  domain: { errMsg: '{api}:fail url not in domain list', errno: 600002 },
  socket: { errMsg: '{api} socket onError', errno: null },
  console: { errMsg: 'the console does not take the domain', errno: null },
  handshake: { errMsg: '{api}:fail ssl hand shake error', errno: 600001 },
  certName: {
    errMsg: '{api}:fail errcode:-200 cronet_error_code:-200 error_msg:net::ERR_CERT_COMMON_NAME_INVALID',
    errno: 600001,
  },
  certDates: {
    errMsg: '{api}:fail errcode:-201 cronet_error_code:-201 error_msg:net::ERR_CERT_DATE_INVALID',
    errno: 600001,
  },
  certAuthority: {
    errMsg: '{api}:fail errcode:-202 cronet_error_code:-202 error_msg:net::ERR_CERT_AUTHORITY_INVALID',
    errno: 600001,
  },
  method: { errMsg: '{api}:fail invalid method', errno: null },
  tooManyRequests: { errMsg: '{api}:fail exceed max task count', errno: 600007 },
  tooManySockets: { errMsg: '{api}:fail fail reach max websocket connect count 5', errno: null },
  interrupted: { errMsg: '{api}:fail interrupted', errno: 600003 },
  timeout: { errMsg: '{api}:fail timeout', errno: 5 },
  encoding: { errMsg: '{api}:fail convert to UTF8 fail', errno: 602302 },
  /** The call succeeds, and what it gives is no JSON. */
  parse: { errMsg: '{api}:ok, but JSON.parse fails', errno: null },
  /** The page says that the request fails, not in what words. */
  unnamed: { errMsg: '{api}:fail', errno: null },
  /** The client notices nothing. */
  none: { errMsg: '{api}:ok', errno: null },
} as const;
