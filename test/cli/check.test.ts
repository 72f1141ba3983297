import { describe, expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';

describe('mpgate check with a command line that it cannot follow', () => {
  it.each([
    ['nothing to check', [], /name a host/],
    ['no host', ['a b'], /"a b" is no host/],
    ['a CA file that is not there', ['--ca', 'none.pem', 'api.shop.test'], /--ca names a file that cannot be read/],
    ['half a mapping', ['--resolve', 'api.shop.test', 'api.shop.test'], /--resolve takes HOST/],
    ['days that are none', ['--min-days', '1.5', 'api.shop.test'], /--min-days takes one whole number/],
    ['days given twice', ['--min-days', '1', '--min-days', '2', 'a.test'], /--min-days takes one whole number/],
    ['a profile of no platform', ['--profile', 'icq', 'api.shop.test'], /"icq" is no profile/],
  ])('%s: 2', async (_, words, reason) => {
    const { code, stdout, stderr } = await runCli(['check', ...words]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(reason);
  });
});
