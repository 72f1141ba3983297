import type { Api } from '../model/facts.ts';
import type { Policy } from '../model/policy.ts';
import type { State } from '../model/verdict.ts';
import { docsOf } from '../rules/docs-of.ts';
import type { Explanation } from '../rules/explain.ts';
import type { Palette } from './palette.ts';
import { visible, WIDTH, wrap } from './wrap.ts';

export interface Explained extends Explanation {
  readonly url: string;
  /** null: the command line named none. */
  readonly api: Api | null;
  readonly policy: Policy;
}

const looks: { readonly [S in State]: { readonly sign: string; readonly colour: 'red' | 'yellow' | 'green' | 'dim' } } =
  {
    fail: { sign: '✗', colour: 'red' },
    warn: { sign: '!', colour: 'yellow' },
    pass: { sign: '✓', colour: 'green' },
    'not-checkable': { sign: '?', colour: 'dim' },
    'not-seen': { sign: '·', colour: 'dim' },
  };
const order: readonly State[] = ['fail', 'warn', 'pass', 'not-checkable', 'not-seen'];

/** First the answer, then what the client would show, why, and the way out; then every rule. */
export const explainText = (explained: Explained, colours: Palette): string =>
  [...answer(explained, colours), '', ...reasons(explained, colours), ...table(explained, colours)].join('\n');

const answer = ({ url, api, policy, outcome }: Explained, colours: Palette): readonly string[] => {
  const word = outcome === 'pass' ? colours.green('✓ allowed') : colours.red('✗ refused');
  const as = api === null ? '' : ` as ${api}`;
  const { name, appid, profile } = policy;
  const app = name === appid ? appid : `${name} (${appid})`;
  return [
    `${colours.bold(word)}  ${visible(url)}${as}`,
    ...row(' '.repeat(11), `by ${app}, profile ${profile.name}`, 11),
  ];
};

const reasons = ({ cause }: Explained, colours: Palette): readonly string[] => {
  if (!cause) return [];
  const rows: readonly (readonly [name: string, text: string | null])[] = [
    ['the client shows', cause.errno === null ? cause.errMsg : `${cause.errMsg} (errno ${cause.errno})`],
    ['why', cause.message],
    ['expected', cause.expected],
    ['actual', cause.actual],
    ['rule', `${cause.rule} (${cause.source}, profile ${cause.profile})`],
    ['to mend it', cause.fix],
    ['more', docsOf(cause.rule)],
  ];
  const lines = rows.flatMap(([name, text]) => (text ? row(`  ${colours.dim(name.padEnd(16))}  `, text, 20) : []));
  return [...lines, ''];
};

/** What a rule has to say stands beside it; rules with nothing to say share a paragraph. */
const table = ({ verdicts }: Explained, colours: Palette): readonly string[] => {
  const wide = Math.max(...verdicts.map(({ rule, message }) => (message ? rule.length : 0)));
  return order.flatMap((state) => {
    const { sign, colour } = looks[state];
    const head = `  ${colours[colour](`${sign} ${state.replace('-', ' ').padEnd(13)}`)}  `;
    const those = verdicts.filter((verdict) => verdict.state === state);
    const silent = those.flatMap(({ rule, message }) => (message ? [] : [rule])).join(', ');
    return [
      ...those.flatMap(({ rule, message }) =>
        message ? row(`${head}${rule.padEnd(wide)}  `, message, wide + 21) : [],
      ),
      ...(silent ? row(head, silent, 19) : []),
    ];
  });
};

/** A head, and a text beside it whose further lines keep clear of the head. `taken`: the columns of the head. */
const row = (head: string, text: string, taken: number): readonly string[] => {
  const [first = '', ...rest] = wrap(text, WIDTH - taken);
  return [`${head}${first}`.trimEnd(), ...rest.map((line) => `${' '.repeat(taken)}${line}`)];
};
