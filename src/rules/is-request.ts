import type { ApiGuess } from '../model/facts.ts';

/** Whether traffic comes from wx.request and cannot come from another API. */
export const isRequest = ({ candidates }: ApiGuess): boolean =>
  candidates.every((candidate) => candidate === 'request');
