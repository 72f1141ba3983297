import type { Api, ApiGuess } from '../model/facts.ts';
import { FETCH } from '../rules/unsure-apis.ts';

const certain = (api: Api): ApiGuess => ({ candidates: [api], sure: 'certain' });
const likely = (api: Api): ApiGuess => ({ candidates: [api], sure: 'likely' });

/** Labels of `x-mpgate-api`. */
const LABELLED: ReadonlyMap<string, ApiGuess> = new Map(
  (['request', 'uploadFile', 'downloadFile', 'connectSocket'] as const).map((api) => [api.toLowerCase(), certain(api)]),
);
const SOCKET = certain('connectSocket');
const UPLOAD = likely('uploadFile');
const REQUEST = likely('request');

/** What of a request's head tells the API. */
export interface Traits {
  readonly method: string;
  readonly upgrade: string | null;
  readonly contentType: string | null;
  /** `x-mpgate-api`. */
  readonly label: string | null;
}

/** Which wx API a request comes from, and how sure that is. */
export const guessApi = ({ method, upgrade, contentType, label }: Traits): ApiGuess => {
  if (upgrade !== null) return SOCKET;
  const labelled = label === null ? undefined : LABELLED.get(label.toLowerCase());
  if (labelled) return labelled;
  if (contentType === null) return method === 'GET' || method === 'HEAD' ? FETCH : REQUEST;
  return method === 'POST' && /^\s*multipart\/form-data\b/i.test(contentType) ? UPLOAD : REQUEST;
};
