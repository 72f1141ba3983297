const MB = 1e6;

/**
 * Every row of the table: where the value is found, how it is shown, and what it should reach. A target is either
 * `ofSquid` (at most so many times Squid's value) or `atMost`/`below` (the value itself). `added`: what direct takes is
 * deducted, round by round.
 */
export const figures = [
  { measure: 'm1', key: 'cpuUs', title: 'CPU per small request, 32 connections', unit: 'µs', digits: 1, ofSquid: 1.3 },
  { measure: 'm1', key: 'perSecond', title: 'small requests per second', unit: '/s', digits: 0 },
  { measure: 'm1', key: 'p99Ms', title: 'small request, 99th percentile', unit: 'ms', digits: 2 },
  { measure: 'lat', key: 'p50Ms', title: 'small request, 1 connection, median', unit: 'ms', digits: 3 },
  { measure: 'lat', key: 'p50Ms', added: true, title: 'the same, added to direct', unit: 'ms', digits: 3, below: 0.4 },
  { measure: 'first', key: 'p50Ms', title: 'first contact with a host, median', unit: 'ms', digits: 2, atMost: 6 },
  { measure: 'first', key: 'cpuMs', title: 'CPU per first contact', unit: 'ms', digits: 2 },
  { measure: 'download', key: 'cpuSPerGiB', title: '100 MiB download, CPU', unit: 's/GiB', digits: 2, ofSquid: 1.3 },
  { measure: 'download', key: 'MBps', title: '100 MiB download, speed', unit: 'MB/s', digits: 0 },
  { measure: 'download', key: 'peakBytes', title: '100 MiB download, peak memory', unit: 'MB', per: MB, digits: 0 },
  { measure: 'upload', key: 'cpuSPerGiB', title: '100 MiB upload, CPU', unit: 's/GiB', digits: 2 },
  { measure: 'upload', key: 'MBps', title: '100 MiB upload, speed', unit: 'MB/s', digits: 0 },
  { measure: 'upload', key: 'peakBytes', title: '100 MiB upload, peak memory', unit: 'MB', per: MB, digits: 0 },
  { measure: 'tunnels', key: 'idleBytes', title: 'memory before any traffic', unit: 'MB', per: MB, digits: 0 },
  {
    measure: 'tunnels',
    key: 'rssBytes',
    title: 'memory with 1,000 tunnels',
    unit: 'MB',
    per: MB,
    digits: 0,
    below: 250,
  },
];
