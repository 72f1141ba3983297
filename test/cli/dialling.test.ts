import { expect, it } from 'vitest';
import yargs from 'yargs';
import { dialling } from '../../src/cli/dialling.ts';

const parse = (...words: string[]) => dialling(yargs(words)).parserConfiguration({ 'greedy-arrays': false }).parse();

it('takes each option as often as it is given, and is empty without', () => {
  expect(parse('--ca', 'a.pem', '--ca', 'b.pem', '--resolve', 'a=b')).toMatchObject({
    ca: ['a.pem', 'b.pem'],
    resolve: ['a=b'],
  });
  expect(parse()).toMatchObject({ ca: [], resolve: [] });
});
