import type { FlowBegan } from '../model/event.ts';
import type { Api } from '../model/facts.ts';
import type { SeenPlace } from '../model/seen-place.ts';
import { apiSchemes } from '../rules/api-schemes.ts';
import { apis } from '../rules/apis.ts';
import type { Flow } from './flows.ts';

/** More places than an app has; a scan through the gate must not fill the memory. */
const MOST_PLACES = 10_000;

/** Endings of what pages show; the session has no content types. */
const MEDIA = /\.(png|jpe?g|gif|webp|svg|ico|avif|bmp|mp3|m4a|aac|wav|ogg|mp4|m4v|mov|webm|m3u8|ts)$/i;

export interface SeenPlaces {
  readonly add: (flow: Flow) => void;
  readonly all: () => readonly SeenPlace[];
  /** Flows to places beyond the limit. */
  readonly left: () => number;
}

/** Counts the flows of one app by place; flows passed through unread are the host app's and the system's own. */
export const seenPlaces = (appid: string): SeenPlaces => {
  const places = new Map<string, SeenPlace>();
  let left = 0;
  return {
    add: (flow) => {
      const { began } = flow;
      const api = apis.find((name) => name === began.api);
      if (api === undefined || began.appid !== appid || isBypassed(flow)) return;
      const place = placeOf(began, api);
      const key = `${api} ${place.sure} ${place.scheme} ${place.host} ${place.port}`;
      const before = places.get(key);
      if (!before && places.size >= MOST_PLACES) left += 1;
      else places.set(key, before ? joined(before, place) : place);
    },
    all: () => [...places.values()],
    left: () => left,
  };
};

const isBypassed = ({ end }: Flow): boolean =>
  end?.type === 'flow.completed' && end.spliced !== null && /bypass/i.test(end.spliced);

const joined = (before: SeenPlace, { mediaOnly }: SeenPlace): SeenPlace => ({
  ...before,
  flows: before.flows + 1,
  mediaOnly: before.mediaOnly && mediaOnly,
});

const placeOf = ({ kind, method, url, host, port, sure }: FlowBegan, api: Api): SeenPlace => {
  const written = /^([a-z]+):\/\//.exec(url)?.[1];
  const scheme = written ?? apiSchemes[api];
  const path = url.replace(/[?#].*$/s, '');
  const mediaOnly = kind === 'request' && method === 'GET' && sure === 'unknown' && MEDIA.test(path);
  return { api, sure, scheme, host, port, flows: 1, mediaOnly };
};
