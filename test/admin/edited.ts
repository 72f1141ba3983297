/** A gate with one app file that has comments, and edits of it over the API. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { APPID, openWorld, type WorldOptions } from '../support/world.ts';
import { askAdmin } from './asked.ts';

/** An app file as people write them. */
export const commented = (host: string, more = ''): string => `{
  // The shop, as its console has it.
  "appid": "${APPID}",
  "name": "Shop", /* for readers */
  "domains": {
    "request": [
      "https://${host}", // the API
    ],
  },${more}
}
`;

export const openEdited = async (options: WorldOptions = {}) => {
  const world = await openWorld(options);
  const file = join(world.folder, 'apps', '0.json');
  const url = `http://127.0.0.1:${world.gateway.admin.port}`;
  const put = async (body: string, { appid = APPID, type = 'application/json', headers = {} } = {}) => {
    const answer = await fetch(`${url}/api/v1/apps/${appid}`, {
      method: 'PUT',
      body,
      headers: { authorization: `Bearer ${world.gateway.admin.token}`, 'content-type': type, ...headers },
    });
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
  };
  const get = (appid = APPID) => askAdmin(world, `/api/v1/apps/${appid}`);
  return {
    ...world,
    file,
    get,
    url,
    put,
    text: () => readFileSync(file, 'utf8'),
    write: (text: string) => writeFileSync(file, text),
  };
};
