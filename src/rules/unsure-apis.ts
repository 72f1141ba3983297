import type { ApiGuess } from '../model/facts.ts';

/** A tunnel before anything in it is read. */
export const UNREAD: ApiGuess = {
  candidates: ['request', 'uploadFile', 'downloadFile', 'connectSocket'],
  sure: 'unknown',
};

/** A GET without a content type: wx.request always sends one (S4:123), but other clients of a request host do not. */
export const FETCH: ApiGuess = { candidates: ['downloadFile', 'request'], sure: 'unknown' };
