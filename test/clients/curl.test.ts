/** curl through the gate: what it is allowed arrives whole, what it is refused it can read. */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { RefusalBody } from '../../src/rules/refusal-body.ts';
import { countBytes, MIB, sendBytes, sparseFile } from '../support/bodies.ts';
import { ask } from '../support/client.ts';
import { folder } from '../support/folder.ts';
import { itNeeds } from '../support/needs.ts';
import { certified, httpOrigin, httpsOrigin, mirror, type Origin } from '../support/origin.ts';
import { makeCa } from '../support/pki.ts';
import { type RunOptions, run } from '../support/run.ts';
import { APPID, openWorld, SHOP, type World } from '../support/world.ts';

const BIG = 200 * MIB;
const REFERER = `https://appservice.qq.com/${APPID}/0/page-frame.html`;
const OTHER_APPID = 'wxfedcba9876543210';
const WECHAT = 'Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0.50 MiniProgramEnv/android';

/** What curl says of a transfer (`--write-out '%{json}'`), in its own names. */
interface Transfer {
  readonly http_code: number;
  readonly http_connect: number;
  readonly http_version: string;
  readonly size_upload: number;
  readonly size_download: number;
  readonly time_total: number;
}

interface Fetched {
  readonly exit: number | null;
  readonly errors: string;
  /** With `--include`, the heads as well. */
  readonly output: string;
  readonly transfer: Transfer;
}

const curl = async (world: World, args: readonly string[], options?: RunOptions): Promise<Fetched> => {
  const fixed = ['-q', '--silent', '--show-error', '--max-time', '50', '--write-out', '\n%{json}'];
  const gate = ['--proxy', world.proxy, '--cacert', world.caFile];
  const { code, stdout, stderr } = await run('curl', [...fixed, ...gate, ...args], options);
  const cut = stdout.lastIndexOf('\n');
  return { exit: code, errors: stderr, output: stdout.slice(0, cut), transfer: JSON.parse(stdout.slice(cut)) };
};

const refusal = ({ output }: Fetched): RefusalBody => JSON.parse(output);

/** curl would wait this long for `100 Continue` before it sends a body unasked: longer than any test here takes. */
const EXPECT = ['--header', 'Expect: 100-continue', '--expect100-timeout', '300'];

const emptyFolder = () => folder({});

describe('curl is allowed', () => {
  itNeeds('curl')('to GET: the server sees the referer of the mini program', async () => {
    const api = await httpsOrigin(mirror);
    const world = await openWorld({ resolve: { 'api.shop.test': api.port } });
    const { exit, output, transfer } = await curl(world, ['https://api.shop.test/goods?id=1%202']);
    expect({
      exit,
      status: transfer.http_code,
      connect: transfer.http_connect,
      version: transfer.http_version,
    }).toEqual({ exit: 0, status: 200, connect: 200, version: '1.1' });
    expect(JSON.parse(output)).toMatchObject({
      method: 'GET',
      url: '/goods?id=1%202',
      headers: { host: 'api.shop.test', referer: REFERER },
    });
  });

  itNeeds('curl')(
    'to fetch twice over one connection, on the server’s side too',
    async () => {
      const api = await httpsOrigin(mirror);
      const world = await openWorld({
        app: { rules: { 'tls-legacy': 'off' } },
        resolve: { 'api.shop.test': api.port },
      });
      const urls = ['https://api.shop.test/first', 'https://api.shop.test/second'];
      const { exit } = await curl(world, urls);
      expect(exit).toBe(0);
      expect(api.requests.map(({ url }) => url)).toEqual(['/first', '/second']);
      expect([api.accepted(), world.gateway.listeners[0]?.connections()]).toEqual([1, 0]);
    },
    20_000,
  );

  itNeeds('curl')(
    'to upload 200 MiB as a form, asked for by 100 Continue',
    async () => {
      let arrived = 0;
      const up = await httpsOrigin(async (request, response) => {
        arrived = await countBytes(request);
        response.end('thanks');
      });
      const world = await openWorld({ resolve: { 'up.shop.test': up.port } });
      const file = await sparseFile(join(await emptyFolder(), 'film.mp4'), BIG);
      const form = ['--form', `file=@${file}`, '--form', 'user=me'];
      const { exit, output, transfer } = await curl(world, [...EXPECT, ...form, 'https://up.shop.test/film']);
      expect([exit, transfer.http_code, output]).toEqual([0, 200, 'thanks']);
      expect(arrived).toBeGreaterThan(BIG);
      expect([transfer.size_upload, Number(up.requests[0]?.headers['content-length'])]).toEqual([arrived, arrived]);
      await expect
        .poll(world.flows)
        .toMatchObject([{ api: 'uploadFile', end: { outcome: 'completed', bytesUp: arrived } }]);
    },
    60_000,
  );

  itNeeds('curl')(
    'to upload in chunks of unknown number',
    async () => {
      const api = await httpsOrigin(mirror);
      const world = await openWorld({ resolve: { 'api.shop.test': api.port } });
      const input = 'a line of text\n'.repeat(100_000);
      const { exit, output } = await curl(world, ['--upload-file', '-', 'https://api.shop.test/log'], { input });
      expect(exit).toBe(0);
      expect(JSON.parse(output)).toMatchObject({
        method: 'PUT',
        bytes: input.length,
        headers: { 'transfer-encoding': 'chunked' },
      });
    },
    20_000,
  );

  itNeeds('curl')(
    'to download 200 MiB',
    async () => {
      const cdn = await httpsOrigin((_, response) => void sendBytes(response, BIG));
      const world = await openWorld({ resolve: { 'cdn.shop.test': cdn.port } });
      const { exit, transfer } = await curl(world, ['--output', '/dev/null', 'https://cdn.shop.test/film']);
      expect([exit, transfer.http_code, transfer.size_download]).toEqual([0, 200, BIG]);
      await expect.poll(world.flows).toMatchObject([{ end: { outcome: 'completed', bytesDown: BIG } }]);
    },
    60_000,
  );

  itNeeds('curl')('to ask for a HEAD, whose length speaks of a body that does not come', async () => {
    const cdn = await httpsOrigin((_, response) => response.writeHead(200, { 'content-length': BIG }).end());
    const world = await openWorld({ resolve: { 'cdn.shop.test': cdn.port } });
    const { exit, output, transfer } = await curl(world, ['--head', 'https://cdn.shop.test/film']);
    expect([exit, transfer.http_code, transfer.size_download]).toEqual([0, 200, 0]);
    expect(output).toMatch(new RegExp(`^content-length: ${BIG}\\r$`, 'im'));
    expect(cdn.requests[0]?.method).toBe('HEAD');
  });
});

describe('curl gets, as the server sent it,', () => {
  itNeeds('curl')('a 304 that tells the length of the body it leaves out, and the next answer', async () => {
    const api = await httpsOrigin((request, response) => {
      if (request.headers['if-none-match'] !== '"1"') return mirror(request, response);
      response.writeHead(304, { etag: '"1"', 'content-length': 5000 }).end();
    });
    const world = await openWorld({ resolve: { 'api.shop.test': api.port } });
    const url = 'https://api.shop.test/goods';
    const { exit, output, transfer } = await curl(world, ['--include', '--header', 'If-None-Match: "1"', url, url]);
    expect([exit, transfer.http_code, transfer.size_download]).toEqual([0, 304, 0]);
    expect(output).toMatch(/^content-length: 5000\r$/m);
    await expect
      .poll(async () => (await world.flows()).map(({ end }) => end?.outcome))
      .toEqual(Array(2).fill('completed'));
  });

  itNeeds('curl')('an answer that comes before its upload is over', async () => {
    const api = await httpsOrigin((_, response) => response.writeHead(413, { 'content-length': 7 }).end('too big'));
    const world = await openWorld({ resolve: { 'api.shop.test': api.port } });
    const file = await sparseFile(join(await emptyFolder(), 'film.mp4'), BIG);
    const fetched = await curl(world, ['--upload-file', file, 'https://api.shop.test/film']);
    expect([fetched.exit, fetched.transfer.http_code, fetched.output]).toEqual([0, 413, 'too big']);
    expect(fetched.transfer.size_upload).toBeLessThan(BIG);
  });

  itNeeds('curl')(
    'every chunk when it comes, not when all are there',
    async () => {
      const streams: ServerResponse[] = [];
      const api = await httpsOrigin((_, response) => {
        streams.push(response.writeHead(200, { 'content-type': 'text/event-stream' }));
        response.write('data: first\n\n');
      });
      const world = await openWorld({ resolve: { 'api.shop.test': api.port } });
      // The server goes on only when curl has shown what came before.
      const onStdout = (text: string) => {
        if (text.endsWith('first\n\n')) streams[0]?.end('data: last\n\n');
      };
      const { output } = await curl(world, ['--no-buffer', 'https://api.shop.test/events'], { onStdout });
      expect(output).toBe('data: first\n\ndata: last\n\n');
    },
    60_000,
  );

  itNeeds('curl')('in HTTP/1.0, an answer of unknown length', async () => {
    const api = await httpsOrigin(mirror);
    const world = await openWorld({ resolve: { 'api.shop.test': api.port } });
    const { exit, output, transfer } = await curl(world, ['--http1.0', '--data', 'a=b', 'https://api.shop.test/']);
    expect([exit, transfer.http_code]).toEqual([0, 200]);
    expect(JSON.parse(output)).toMatchObject({ method: 'POST', bytes: 3 });
  });
});

describe('curl names its app as the proxy user', () => {
  const twoApps = async () => {
    const api = await httpsOrigin(mirror, certified('api.shop.test', 'api.cafe.test'));
    const cafe = { appid: OTHER_APPID, name: 'Café', version: '7', domains: { request: ['https://api.cafe.test'] } };
    return openWorld({ apps: [{}, cafe], resolve: { '*.shop.test': api.port, '*.cafe.test': api.port } });
  };

  itNeeds('curl')(
    'and what one app may do, the other may not',
    async () => {
      const world = await twoApps();
      const seen = async (app: string, host: string) => {
        const { output, transfer } = await curl(world, ['--proxy-user', `${app}:`, `https://${host}/`]);
        return transfer.http_connect === 200 ? JSON.parse(output).headers.referer : transfer.http_connect;
      };
      expect(await seen(APPID, 'api.shop.test')).toBe(REFERER);
      expect(await seen(OTHER_APPID, 'api.cafe.test')).toBe(
        `https://appservice.qq.com/${OTHER_APPID}/7/page-frame.html`,
      );
      expect(await seen(APPID, 'api.cafe.test')).toBe(403);
      expect(await seen(OTHER_APPID, 'api.shop.test')).toBe(403);
    },
    20_000,
  );

  itNeeds('curl')('and is asked again (407) if there is no such app', async () => {
    const world = await twoApps();
    const unknown = ['--proxy-user', 'wx0000000000000000:', 'https://api.shop.test/'];
    const { exit, output, transfer } = await curl(world, ['--include', ...unknown]);
    expect([exit, transfer.http_connect]).toEqual([56, 407]);
    expect(output).toMatch(/^X-Mpgate-Failure: UNKNOWN_APP\r$/m);
    expect(output).toMatch(/^Proxy-Authenticate: Basic /m);
  });
});

describe('curl is refused', () => {
  itNeeds('curl')('at CONNECT, and the rule stands in the answer’s head', async () => {
    const world = await openWorld();
    const { exit, errors, output, transfer } = await curl(world, ['--include', 'https://other.shop.test/']);
    expect([exit, transfer.http_connect, transfer.http_code]).toEqual([56, 403, 0]);
    expect(errors).toMatch(/CONNECT tunnel failed, response 403|HTTP code 403 from proxy after CONNECT/);
    expect(output).toMatch(/^X-Mpgate-Rule: domain-allowlist\r$/m);
    expect(output).toMatch(/^Content-Type: application\/json\r$/m);
  });

  itNeeds('curl')('over plain http, also to a listed host', async () => {
    const api = await httpOrigin(mirror);
    const world = await openWorld({ resolve: { 'api.shop.test': api.port } });
    const fetched = await curl(world, ['http://api.shop.test/']);
    expect([fetched.exit, fetched.transfer.http_code]).toEqual([0, 403]);
    expect(refusal(fetched)).toMatchObject({ rule: 'scheme-https-wss', errno: 600002, actual: 'http://' });
    expect(api.accepted()).toBe(0);
  });

  itNeeds('curl')(
    'with an upload to another list’s host: at once, before a byte of the body',
    async () => {
      const api = await httpsOrigin(mirror);
      const world = await openWorld({ resolve: { 'api.shop.test': api.port } });
      const file = await sparseFile(join(await emptyFolder(), 'film.mp4'), BIG);
      const form = ['--form', `file=@${file}`, 'https://api.shop.test/film'];
      const fetched = await curl(world, [...EXPECT, ...form]);
      expect([fetched.exit, fetched.transfer.http_code, fetched.transfer.size_upload]).toEqual([0, 403, 0]);
      expect(fetched.transfer.time_total).toBeLessThan(2);
      expect(refusal(fetched)).toMatchObject({
        rule: 'domain-per-api',
        errMsg: 'uploadFile:fail url not in domain list',
      });
      expect(api.accepted()).toBe(0);
    },
    20_000,
  );

  itNeeds('curl')(
    'with an upload that it sends unasked: the answer arrives, the server sees nothing',
    async () => {
      const api = await httpsOrigin(mirror);
      const world = await openWorld({ resolve: { 'api.shop.test': api.port } });
      const file = await sparseFile(join(await emptyFolder(), 'film.mp4'), BIG);
      const form = ['--header', 'Expect:', '--form', `file=@${file}`, 'https://api.shop.test/film'];
      const fetched = await curl(world, form);
      expect(fetched.transfer.http_code).toBe(403);
      expect(refusal(fetched).rule).toBe('domain-per-api');
      expect(fetched.transfer.size_upload).toBeLessThan(BIG);
      expect(api.accepted()).toBe(0);
    },
    20_000,
  );

  itNeeds('curl')(
    'with an upload to a host of no list: the tunnel does not open',
    async () => {
      const world = await openWorld();
      const file = await sparseFile(join(await emptyFolder(), 'film.mp4'), BIG);
      const form = ['--form', `file=@${file}`, 'https://other.shop.test/film'];
      const { exit, transfer } = await curl(world, [...EXPECT, ...form]);
      expect([exit, transfer.http_connect, transfer.size_upload]).toEqual([56, 403, 0]);
      expect(transfer.time_total).toBeLessThan(2);
    },
    20_000,
  );
});

/** A shop in which every kind of refusal inside a tunnel can be had. */
const strictShop = async (block: string) => {
  const api = await httpsOrigin((request, response) => {
    if (request.url !== '/held') mirror(request, response);
  });
  const stranger = makeCa({ name: 'Nobody’s Root' }).issue({ names: ['cdn.shop.test'] });
  const cdn = await httpsOrigin(mirror, { cert: stranger.chain, key: stranger.key });
  const world = await openWorld({
    app: { concurrency: { overflow: 'reject' }, domains: { ...SHOP, request: ['https://api.shop.test'] } },
    gate: { block },
    resolve: { 'api.shop.test': api.port, 'cdn.shop.test': cdn.port },
  });
  return { world, api };
};

/** Ten requests that the server does not answer: all that one app may have at once. */
const holdTen = async (world: World, { server, requests }: Origin): Promise<void> => {
  for (let i = 0; i < 10; i += 1) void ask(world, 'https://api.shop.test/held').catch(() => {});
  while (requests.length < 10) await once(server, 'request');
};

const IN_THE_TUNNEL = [
  ['a method that wx.request has not', ['--request', 'PATCH', 'https://api.shop.test/'], 403, 'method'],
  ['a host of another list', ['--form', 'a=b', 'https://api.shop.test/'], 403, 'domain-per-api'],
  ['an answer that does not come', ['--header', 'x-mpgate-timeout: 300', 'https://api.shop.test/held'], 504, 'timeout'],
  ['a server that nobody vouches for', ['https://cdn.shop.test/'], 502, 'cert-trusted'],
] as const;

const ERR_MSG = {
  method: 'request:fail invalid method',
  'domain-per-api': 'uploadFile:fail url not in domain list',
  timeout: 'fail timeout',
  'cert-trusted': 'fail',
} as const;

/** Empty reply, TLS failure, receive error: how curl names a connection that was cut. */
const CUT = [35, 52, 56];

describe('curl is refused inside a tunnel', () => {
  for (const [what, args, status, rule] of IN_THE_TUNNEL) {
    itNeeds('curl')(`${what}: ${status} and the reason in "explain", a cut connection in "cut"`, async () => {
      const explained = await curl((await strictShop('explain')).world, ['--include', ...args]);
      expect([explained.exit, explained.transfer.http_code]).toEqual([0, status]);
      const [body] = explained.output.split('\r\n\r\n').slice(-1);
      expect(explained.output).toMatch(new RegExp(`^X-Mpgate-Rule: ${rule}\\r$`, 'm'));
      expect(JSON.parse(body ?? '')).toMatchObject({ version: 1, rule, effect: 'error', profile: 'tcsas' });
      expect(JSON.parse(body ?? '').errMsg).toContain(ERR_MSG[rule]);
      const cut = await curl((await strictShop('cut')).world, args);
      expect(CUT).toContain(cut.exit);
      expect([cut.transfer.http_connect, cut.transfer.http_code, cut.output]).toEqual([200, 0, '']);
    });
  }

  itNeeds('curl')('the eleventh at once: 429 in "explain", a cut connection in "cut"', async () => {
    const eleventh = async (block: string) => {
      const { world, api } = await strictShop(block);
      await holdTen(world, api);
      return curl(world, ['https://api.shop.test/']);
    };
    const explained = await eleventh('explain');
    expect([explained.exit, explained.transfer.http_code]).toEqual([0, 429]);
    expect(refusal(explained)).toMatchObject({ rule: 'concurrency-request', errno: 600007 });
    const cut = await eleventh('cut');
    expect(CUT).toContain(cut.exit);
    expect([cut.transfer.http_connect, cut.transfer.http_code]).toEqual([200, 0]);
  });

  itNeeds('curl')('in "auto": as a tool it gets an answer, as WeChat a cut connection', async () => {
    const { world } = await strictShop('auto');
    const patch = ['--request', 'PATCH', 'https://api.shop.test/'];
    const tool = await curl(world, patch);
    expect([tool.exit, tool.transfer.http_code, refusal(tool).rule]).toEqual([0, 403, 'method']);
    const wechat = await curl(world, ['--user-agent', WECHAT, ...patch]);
    expect(CUT).toContain(wechat.exit);
    expect([wechat.transfer.http_connect, wechat.transfer.http_code]).toEqual([200, 0]);
    const own = await curl(world, ['--referer', REFERER, ...patch]);
    expect(CUT).toContain(own.exit);
  });
});
